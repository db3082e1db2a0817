import { describe, expect, it } from 'vitest'
import {
  type AccountInput,
  emptyInput,
  inputOf,
  problemOf,
  secretsOf,
  toDraft,
  withDiscovery,
  withSecurity,
} from './account-form.ts'

const complete: AccountInput = {
  ...emptyInput,
  name: ' Kim ',
  address: ' kim@example.com ',
  password: 'secret',
  imap: { host: ' imap.example.com ', port: '993', security: 'tls', user: ' kim ' },
  smtp: { host: 'smtp.example.com', port: '587', security: 'starttls', user: '' },
}

describe('the form of a mailbox', () => {
  it('becomes a draft without stray spaces, with one user for both servers', () => {
    expect(problemOf(complete)).toBeNull()
    expect(toDraft(complete)).toEqual({
      name: 'Kim',
      address: 'kim@example.com',
      imap: { host: 'imap.example.com', port: 993, security: 'tls', user: 'kim' },
      smtp: { host: 'smtp.example.com', port: 587, security: 'starttls', user: 'kim' },
      bodyWindow: 'year',
    })
    expect(secretsOf(complete)).toEqual({ password: 'secret' })
  })

  it('can sign in differently for sending, or not send at all', () => {
    const separate = {
      ...complete,
      separateSmtp: true,
      smtpPassword: 'other',
      smtp: { ...complete.smtp, user: 'relay' },
    }
    expect(toDraft(separate).smtp?.user).toBe('relay')
    expect(secretsOf(separate)).toEqual({ password: 'secret', smtpPassword: 'other' })
    const reading = { ...separate, readOnly: true, smtp: emptyInput.smtp }
    expect(problemOf(reading)).toBeNull()
    expect(toDraft(reading).smtp).toBeNull()
    expect(secretsOf(reading)).toEqual({ password: 'secret' })
  })

  it.each([
    ['form.invalidAddress', { ...complete, address: 'kim' }],
    ['form.invalidServer', { ...complete, imap: { ...complete.imap, host: ' ' } }],
    ['form.invalidServer', { ...complete, imap: { ...complete.imap, port: '70000' } }],
    ['form.invalidServer', { ...complete, smtp: { ...complete.smtp, port: 'x' } }],
    ['form.noneLoopback', { ...complete, imap: { ...complete.imap, security: 'none' } }],
  ] as const)('says %s', (problem, input) => {
    expect(problemOf(input)).toBe(problem)
  })

  it('allows no encryption to this computer', () => {
    const local = { host: '127.0.0.1', port: '143', security: 'none', user: 'kim' } as const
    expect(problemOf({ ...complete, imap: local, smtp: local })).toBeNull()
  })

  it('lets the port follow the security, unless it was typed', () => {
    expect(withSecurity(complete.imap, 'starttls', 'imap').port).toBe('143')
    expect(withSecurity(complete.smtp, 'tls', 'smtp').port).toBe('465')
    expect(withSecurity({ ...complete.imap, port: '1993' }, 'starttls', 'imap').port).toBe('1993')
  })

  it('takes what was found, and comes back as it was saved', () => {
    const server = { host: 'mail.example.com', port: 993, security: 'tls', user: 'kim' } as const
    const found = withDiscovery(complete, {
      source: 'srv',
      provider: null,
      imap: server,
      smtp: { ...server, port: 465 },
      note: null,
      otherDomain: false,
    })
    expect(toDraft(found).imap).toEqual(server)
    expect(toDraft(inputOf(toDraft(found)))).toEqual(toDraft(found))
    expect(inputOf(toDraft(found)).password).toBe('')
  })
})
