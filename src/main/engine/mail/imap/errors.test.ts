import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { toImapError } from './errors.ts'

const failed = (fields: Readonly<Record<string, unknown>>) =>
  Object.assign(new Error('Command failed'), fields)
const login = (responseText: string, serverResponseCode?: string) =>
  failed({ authenticationFailed: true, responseStatus: 'NO', responseText, serverResponseCode })

describe('a refused sign-in (F-29)', () => {
  it.each([
    [login('Authentication failed.', 'AUTHENTICATIONFAILED'), 'auth-rejected'],
    [login('Invalid credentials (Failure)'), 'auth-rejected'],
    [login('Temporary authentication failure.', 'UNAVAILABLE'), 'auth-unavailable'],
    [login('Internal login failure, try again later'), 'server-busy'],
    [login('Maximum number of connections from user+IP exceeded', 'LIMIT'), 'server-busy'],
    [login('Too many simultaneous connections'), 'server-busy'],
    [login('Backend unavailable'), 'auth-unavailable'],
    [login('TLS required', 'PRIVACYREQUIRED'), 'tls-unavailable'],
    [failed({ authenticationFailed: true, code: 'NoConnection' }), 'connection-lost'],
    [failed({ authenticationFailed: true }), 'server-refused'],
  ])('%#: blames the password only where the server does', (error, code) => {
    expect(toImapError(error).code).toBe(code)
  })
})

describe('a failed connection', () => {
  it.each([
    ['ECONNREFUSED', 'connection-refused'],
    ['ENOTFOUND', 'host-not-found'],
    ['ETIMEDOUT', 'connection-timeout'],
    ['CONNECT_TIMEOUT', 'connection-timeout'],
    ['GREETING_TIMEOUT', 'connection-timeout'],
    ['ETIMEOUT', 'connection-lost'],
    ['ECONNRESET', 'connection-lost'],
    ['NoConnection', 'connection-lost'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-wrong-host'],
    ['CERT_HAS_EXPIRED', 'tls-expired'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-unavailable'],
    ['STARTTLS_INJECTION', 'protocol-violation'],
    ['LiteralTooLarge', 'protocol-violation'],
    ['ParserError12', 'protocol-violation'],
    ['ETHROTTLE', 'server-busy'],
  ])('%s is %s', (code, expected) => {
    expect(toImapError(failed({ code })).code).toBe(expected)
  })

  it('by a server that is full is told apart from a lost line', () => {
    const error = failed({ code: 'ClosedAfterConnectTLS', reason: 'Too many connections' })
    expect(toImapError(error)).toMatchObject({ code: 'server-busy', detail: 'Too many connections' })
  })

  it('without STARTTLS is a matter of TLS, not of the password', () => {
    expect(toImapError(failed({ tlsFailed: true })).code).toBe('tls-unavailable')
  })
})

describe('a refused command', () => {
  const refused = (responseText: string, atom?: string) =>
    failed({
      responseStatus: 'NO',
      responseText,
      response: { attributes: [{ section: atom === undefined ? [] : [{ type: 'ATOM', value: atom }] }] },
    })

  it.each([
    [refused('Quota exceeded', 'OVERQUOTA'), 'over-quota'],
    [refused('Mailbox does not exist', 'NONEXISTENT'), 'mailbox-missing'],
    [refused('Permission denied', 'NOPERM'), 'read-only'],
    [refused('[THROTTLED] slow down', 'THROTTLED'), 'server-busy'],
    [refused('No such thing'), 'server-refused'],
    [failed({ responseStatus: 'BAD', responseText: 'Syntax' }), 'server-refused'],
    [failed({ mailboxMissing: true, responseStatus: 'NO' }), 'mailbox-missing'],
  ])('%#: is told by its response code', (error, code) => {
    expect(toImapError(error).code).toBe(code)
  })
})

it('carries the server’s words on one line, cut, and nothing of ours (R-44)', () => {
  const error = failed({
    responseStatus: 'NO',
    responseText: `no\r\n${'x'.repeat(400)}`,
    executedCommand: 'A1 LOGIN user secret',
  })
  const { detail } = toImapError(error)
  expect(detail).toHaveLength(300)
  expect(detail).not.toMatch(/[\r\n]|secret/)
})

it('leaves our own errors alone, tells a cancelled one, and swallows nothing', () => {
  const own = new AppError('message-missing')
  expect(toImapError(own)).toBe(own)
  expect(toImapError(new Error('x'), AbortSignal.abort()).code).toBe('cancelled')
  expect(toImapError('a string').code).toBe('internal')
  expect(toImapError(undefined).code).toBe('internal')
  const cause = new Error('x')
  expect(toImapError(cause).cause).toBe(cause)
})
