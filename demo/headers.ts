import { createHash } from 'node:crypto'
import { headerDate, localZone } from './calendar.ts'
import { encodeWords } from './charset.ts'
import type { Person } from './conversation.ts'
import { shop } from './own.ts'

/** Header fields in the order in which they are written. */
export type Headers = readonly (readonly [name: string, value: string])[]

/** Hexadecimal digits that are the same for the same words on every computer. */
export const digits = (...words: readonly string[]): string =>
  createHash('sha256').update(words.join('#')).digest('hex')

const dashed = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')

/** The domain of an address. */
export const domainOf = (address: string): string => address.split('@')[1] ?? 'nowhere.example'

/** A Message-ID in the manner of the person's mail program; the same seed gives the same one. */
export const messageIdOf = (person: Pick<Person, 'mailer' | 'address'>, seed: string): string => {
  const hex = digits('message-id', seed)
  const domain = domainOf(person.address)
  switch (person.mailer) {
    case 'gmail':
      return `<CA+${Buffer.from(hex.slice(0, 40), 'hex').toString('base64url')}@mail.${domain}>`
    case 'outlook':
      return `<${hex.slice(0, 12).toUpperCase()}.${hex.slice(12, 32).toUpperCase()}@exchange.${domain}>`
    case 'apple':
    case 'ios':
      return `<${dashed(hex).toUpperCase()}@${domain}>`
    default:
      return `<${dashed(hex)}@${domain}>`
  }
}

/** The mark that a mail program leaves in the header. */
export const programHeaders: Readonly<Record<Person['mailer'], Headers>> = {
  gmail: [],
  outlook: [
    ['X-Mailer', 'Microsoft Outlook 16.0'],
    ['Content-Language', 'en-GB'],
  ],
  apple: [['X-Mailer', 'Apple Mail (2.3826.200.121)']],
  ios: [['X-Mailer', 'iPhone Mail (23B85)']],
  thunderbird: [['User-Agent', 'Mozilla Thunderbird']],
  webmail: [['X-Mailer', 'Webmail 9.2']],
  plain: [],
}

/** A mailbox as a header writes it: bare, quoted, or in encoded words (RFC 5322 section 3.4, RFC 2047). */
export const addressHeader = (name: string, address: string, charset: string): string => {
  if (name === '') return address
  if (/^[\w .'-]+$/.test(name) && !name.includes('.')) return `${name} <${address}>`
  if (/^[\x20-\x7e]*$/.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`
  return `${encodeWords(name, charset)} <${address}>`
}

/** Trace fields of mail that came in from outside (RFC 5321 section 4.4, RFC 8601). */
export const traceHeaders = (address: string, to: string, at: number, seed: string): Headers => {
  const domain = domainOf(address)
  const host = (Number.parseInt(digits(domain).slice(0, 4), 16) % 250) + 2
  return [
    ['Return-Path', `<${address}>`],
    [
      'Received',
      `from mail.${domain} (mail.${domain} [192.0.2.${host}])\r\n` +
        ` by mx.${shop.domain} (Postfix) with ESMTPS id ${digits(seed).slice(0, 10).toUpperCase()}\r\n` +
        ` for <${to}>; ${headerDate(at + 2_000, localZone(at))}`,
    ],
    [
      'Authentication-Results',
      `mx.${shop.domain};\r\n spf=pass smtp.mailfrom=${domain};\r\n` +
        ` dkim=pass header.d=${domain};\r\n dmarc=pass header.from=${domain}`,
    ],
  ]
}
