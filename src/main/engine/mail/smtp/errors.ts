import { AppError, type ErrorCode } from '#shared/errors.ts'
import { networkErrorCode } from '../network-errors.ts'

/** What nodemailer puts on its errors; all of it may be absent. */
type Thrown = {
  readonly code?: unknown
  readonly originalCode?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
  readonly response?: unknown
  readonly responseCode?: unknown
  readonly name?: unknown
}

const ownCodes: Readonly<Record<string, ErrorCode>> = {
  EDNS: 'host-not-found',
  ETIMEDOUT: 'connection-timeout',
  ETLS: 'tls-unavailable',
  EAUTH: 'auth-rejected',
  ENOAUTH: 'auth-rejected',
  ECONNECTION: 'connection-lost',
  EPROTOCOL: 'protocol-violation',
}

/**
 * What went wrong on an SMTP connection, as one of our codes.
 *
 * `detail` holds the server's own words at most, on one line and cut to 300 characters. Replies are read by
 * RFC 5321 and RFC 4954 §4.7: 535 and 534 blame the password, 454 says that checking isn't possible now, 530 and 538
 * that the line must be encrypted, 421 and 45x that the server is busy; 552 that the mail is too large (RFC 1870 §6.2)
 * unless its enhanced code (RFC 3463 §3.3) says that a mailbox is full.
 */
export function smtpError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const error: Thrown = typeof thrown === 'object' && thrown !== null ? thrown : {}
  if (error.name === 'AbortError') return new AppError('cancelled')
  return new AppError(codeOf(error), serverWords(error.response), { cause: thrown })
}

function codeOf(error: Thrown): ErrorCode {
  const reply = typeof error.responseCode === 'number' ? error.responseCode : 0
  const own = asText(error.code)
  if (own === 'EAUTH') return authCode(reply)
  if (reply === 421 || (reply >= 450 && reply <= 452)) return 'server-busy'
  if (reply === 530 || reply === 538) return 'tls-unavailable'
  if (reply === 534 || reply === 535) return 'auth-rejected'
  const space = noRoom(reply, asText(error.response) ?? '')
  if (space !== null) return space
  const network =
    networkErrorCode(asText(error.originalCode)) ?? networkErrorCode(own) ?? firstOfMany(error.errors)
  if (network !== null) return network
  if (reply >= 400 && own !== 'ETLS') return 'server-refused'
  return (own && ownCodes[own]) || 'internal'
}

function noRoom(reply: number, response: string): ErrorCode | null {
  const enhanced = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  if (enhanced === '5.2.2') return 'over-quota'
  if (enhanced === '5.2.3' || enhanced === '5.3.4') return 'too-large'
  return reply === 552 ? 'too-large' : null
}

function authCode(reply: number): ErrorCode {
  if (reply === 454 || reply === 432) return 'auth-unavailable'
  if (reply === 421 || reply === 450 || reply === 451) return 'server-busy'
  if (reply === 538 || reply === 530) return 'tls-unavailable'
  return 'auth-rejected'
}

/** A host with several addresses fails with one error per address. */
function firstOfMany(errors: unknown): ErrorCode | null {
  if (!Array.isArray(errors)) return null
  const codes = errors.map(error => networkErrorCode(asText((error as Thrown | null)?.code)))
  return codes.find(code => code !== null) ?? null
}

/** A server's reply on one line, cut to 300 characters; undefined where there is none. */
export function serverWords(response: unknown): string | undefined {
  if (typeof response !== 'string' || response === '') return undefined
  return response.replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ').slice(0, 300)
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
