import { describe, expect, it } from 'vitest'
import { addressKey, displayName, domainOf, isSendable, nameImpersonates } from './address.ts'

describe('addressKey', () => {
  it('compares without case, spaces around and a final dot', () => {
    expect(addressKey(' Ann.Lee@Example.COM. ')).toBe('ann.lee@example.com')
  })
  it('names the domain of an address, or nothing', () => {
    expect(domainOf('a@b@Example.org')).toBe('example.org')
    expect(domainOf('mailer-daemon')).toBe('')
  })
})

describe('isSendable', () => {
  it.each(['a@b', 'a.b+c@example.org', '"odd one"@example.org', 'ann@[127.0.0.1]', 'jürgen@müller.example'])(
    'takes %s',
    address => {
      expect(isSendable(address)).toBe(true)
    },
  )
  it.each([
    '',
    'a',
    '@b',
    'a@',
    'a b@c.d',
    'a@b c',
    'a@b,c@d',
    'a@b..c',
    'a@.b',
    '<a@b>',
    'a@b\r\nBcc: x@y',
    `${'x'.repeat(65)}@b.c`,
  ])('refuses %j', address => {
    expect(isSendable(address)).toBe(false)
  })
})

describe('a name that pretends to be an address (R-26)', () => {
  it('is told from the real address and not shown in its place', () => {
    const mailbox = { name: 'potus@whitehouse.gov', address: 'x@evil.example' }
    expect(nameImpersonates(mailbox)).toBe(true)
    expect(displayName(mailbox)).toBe('x@evil.example')
  })
  it('is seen through a look-alike sign and words around it', () => {
    expect(nameImpersonates({ name: 'Bank (service＠bank.example)', address: 'x@evil.example' })).toBe(true)
  })
  it('may repeat its own address', () => {
    expect(nameImpersonates({ name: 'Ann <ann@example.org>', address: 'Ann@Example.org' })).toBe(false)
  })
  it('may hold a sign that names nobody', () => {
    expect(nameImpersonates({ name: 'Ann @ Work', address: 'ann@example.org' })).toBe(false)
  })
})
