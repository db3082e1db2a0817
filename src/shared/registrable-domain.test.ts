import { expect, it } from 'vitest'
import { hasPublicSuffix, registrableDomain, sameOwner } from './registrable-domain.ts'

it.each([
  ['imap.gmail.com', 'gmail.com'],
  ['gmail.com', 'gmail.com'],
  ['mail.shop.co.uk.', 'shop.co.uk'],
  ['SHOP.co.uk', 'shop.co.uk'],
  ['co.uk', 'co.uk'],
  ['a.b.shop.de', 'shop.de'],
  ['www.shop.github.io', 'shop.github.io'],
  ['a.xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['localhost', 'localhost'],
  ['127.0.0.1', '127.0.0.1'],
  ['', ''],
])('the owner of %j registered %j', (host, domain) => {
  expect(registrableDomain(host)).toBe(domain)
})

it.each([
  ['imap.shop.example', 'shop.example', true],
  ['one.github.io', 'other.github.io', false],
  ['10.0.0.1', '10.0.0.2', false],
])('%s and %s are of one owner: %s', (one, other, same) => {
  expect(sameOwner(one, other)).toBe(same)
})

it.each([
  ['shop.example', true],
  ['shop.com', true],
  ['invoice.pdf', false],
  ['node.js', false],
  ['3.5.1', false],
  ['com', false],
])('%s is under a suffix: %s', (host, expected) => {
  expect(hasPublicSuffix(host)).toBe(expected)
})
