import { domainToASCII } from 'node:url'
import { type EmailAddress, isSendable } from '#shared/address.ts'
import { AppError } from '#shared/errors.ts'

/** Names are the sender's own words or come from another mail; a header line must still end somewhere. */
const nameLength = 200
/** RFC 5321 §4.5.3.1: no server has to take longer subjects; other programs stop far below. */
const subjectLength = 2_000
/** Longer words have nowhere to fold (RFC 5322 §2.1.1) unless they are encoded. */
const foldableWord = 70
/** RFC 2047 §2: at most 75 characters a word and 76 a line; 39 bytes and the dress of a word fit behind the field's name. */
const encodedWordBytes = 39

/**
 * Refuses what would end a header line.
 *
 * @throws AppError `invalid-request`; the detail names the field, never its value
 */
export function refuseBreaks(field: string, value: string): string {
  if (/[\r\n\0]/.test(value)) throw new AppError('invalid-request', field)
  return value
}

/** Words for a header: on one line, without control characters, in well-formed Unicode. @throws AppError `invalid-request` */
export function headerWords(field: string, value: string, length: number): string {
  const line = refuseBreaks(field, value)
    .toWellFormed()
    .replace(/[\x01-\x1f\x7f-\x9f\u2028\u2029\s]+/g, ' ')
    .trim()
  return line.length <= length ? line : line.slice(0, length).toWellFormed()
}

/**
 * A mailbox fit for a header and for the envelope: its domain in ASCII where the local part is (RFC 5891 §4.4).
 *
 * A domain stays in Unicode beside a local part outside ASCII, which needs SMTPUTF8 anyway (RFC 6531 §3.2).
 *
 * @throws AppError `invalid-request` where mail can't be sent to it
 */
export function headerMailbox(field: string, { name, address }: EmailAddress): EmailAddress {
  if (!isSendable(refuseBreaks(field, address))) throw new AppError('invalid-request', field)
  // Nobody is called `=?…?=`: that was meant for a reader that decodes twice.
  const words = headerWords(field, name, nameLength).replaceAll('=?', '= ?')
  return { name: words, address: withAsciiDomain(field, address) }
}

function withAsciiDomain(field: string, address: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  if (domain.startsWith('[') || /[^\x20-\x7e]/.test(local)) return address
  const ascii = domainToASCII(domain)
  if (ascii === '') throw new AppError('invalid-request', field)
  return `${local}@${ascii}`
}

/** A Subject value, encoded and unfolded: ASCII as it is, all else as encoded words (RFC 2047). @throws AppError `invalid-request` */
export function subjectValue(subject: string): string {
  const words = headerWords('subject', subject, subjectLength)
  const plain = /^[\x20-\x7e]*$/.test(words) && !words.includes('=?')
  return plain && words.split(' ').every(word => word.length <= foldableWord) ? words : encodeWords(words)
}

function encodeWords(text: string): string {
  const pieces: string[] = []
  let piece = ''
  for (const character of text) {
    if (Buffer.byteLength(piece + character) > encodedWordBytes) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  pieces.push(piece)
  return pieces.map(part => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ')
}
