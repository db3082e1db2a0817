import { decodeUuBlock } from './uuencode.ts'

/**
 * Undoes a content transfer encoding (RFC 2045 §6) into at most `maxBytes` bytes.
 *
 * Forgiving: stray characters in base64 are skipped, a bad `=XX` in quoted-printable stays as it is. An unknown
 * encoding means the bytes are taken as they are.
 */
export function decodeTransfer(bytes: Buffer, encoding: string, maxBytes: number): Buffer {
  if (encoding === 'base64') {
    const coded = bytes.length > maxBytes * 1.4 ? bytes.subarray(0, Math.ceil(maxBytes * 1.4)) : bytes
    return Buffer.from(withoutInnerPadding(coded), 'base64').subarray(0, maxBytes)
  }
  // From before MIME, and still sent by old programs; where the file isn't, the text stays.
  if (encoding === 'x-uuencode') return decodeUuBlock(bytes, 1, maxBytes) ?? bytes.subarray(0, maxBytes)
  const bounded = bytes.length > maxBytes ? bytes.subarray(0, maxBytes) : bytes
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(bounded) : bounded
}

/** Whether bytes that call themselves base64 can be it; plain prose can't (RFC 2045 §6.8). */
export function looksBase64(bytes: Buffer): boolean {
  const sample = bytes.toString('latin1', 0, Math.min(bytes.length, 2_000))
  if (/^[A-Za-z0-9+/=\s]*$/.test(sample)) {
    // "Hello world" holds only base64 letters too; real base64 has no spaces inside its lines.
    return !/[A-Za-z0-9+/] +[A-Za-z0-9+/]/.test(sample)
  }
  let foreign = 0
  for (let at = 0; at < sample.length; at++) if (!/[A-Za-z0-9+/=\s]/.test(sample.charAt(at))) foreign++
  // A few letters with a stray character among them say little, unless they fill whole groups of four.
  if (sample.length < 80 && sample.replace(/[^A-Za-z0-9+/=]+/g, '').length % 4 !== 0) return false
  return foreign <= Math.max(2, sample.length / 50) && !/[A-Za-z0-9+/] +[A-Za-z0-9+/]/.test(sample)
}

/** Decoded size of an attachment from its encoded size, as both the walker and BODYSTRUCTURE estimate it. */
export function estimateDecodedSize(encodedBytes: number, encoding: string): number {
  // 76 characters and CRLF per line (RFC 2045 §6.8); off by the padding, at most two bytes.
  if (encoding === 'base64') return Math.floor((encodedBytes * 76 * 3) / (78 * 4))
  if (encoding === 'x-uuencode') return Math.floor((encodedBytes * 45) / 63)
  return encodedBytes
}

/** Lower-case encoding name; 7bit where none is given (RFC 2045 §6.1), 8bit for what nobody knows. */
export function normalEncoding(raw: string | undefined): string {
  const words =
    /^[\s"']*([^"';(]{0,40})/
      .exec(raw ?? '')?.[1]
      ?.toLowerCase()
      .trim() ?? ''
  if (words === '') return '7bit'
  // `quoted printable`, `base 64`: what was meant is clear enough. Other words behind the name are remarks.
  const known =
    knownEncoding(words.replace(/[\s_-]+/g, '')) ?? knownEncoding(/^[^\s]+/.exec(words)?.[0] ?? '')
  return known ?? '8bit'
}

function knownEncoding(name: string): string | null {
  const plain = name.replace(/[_-]+/g, '')
  if (plain === 'base64' || plain === 'b64' || plain === 'xbase64') return 'base64'
  if (plain === 'quotedprintable' || plain === 'qp') return 'quoted-printable'
  if (/^x?uu(?:encoded?|e)?$/.test(plain)) return 'x-uuencode'
  return plain === '7bit' || plain === 'binary' ? plain : null
}

/** Two base64 blocks glued together have padding in the middle, where Node's decoder would stop. */
function withoutInnerPadding(bytes: Buffer): string {
  const text = bytes.toString('latin1', 0, bytes.length)
  const padding = text.indexOf('=')
  if (padding < 0 || !/[A-Za-z0-9+/]/.test(text.slice(padding, padding + 400))) return text
  const pieces: Buffer[] = []
  for (const [, coded = '', end = ''] of text.matchAll(/([^=]+)(=*)/g)) {
    const letters = coded.replace(/[^A-Za-z0-9+/]+/g, '')
    // What doesn't fill whole groups of four isn't another block but a remark behind the first.
    if (pieces.length > 0 && (letters.length + end.length) % 4 !== 0) break
    pieces.push(Buffer.from(letters, 'base64'))
  }
  return Buffer.concat(pieces).toString('base64')
}

function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const first = bytes.indexOf(61)
  if (first < 0) return bytes
  const out = Buffer.allocUnsafe(bytes.length)
  bytes.copy(out, 0, 0, first)
  let length = first
  let at = first
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    if (byte !== 61) {
      out[length++] = byte
      at++
      continue
    }
    const high = hexValue(bytes[at + 1])
    const low = hexValue(bytes[at + 2])
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      at += 3
      continue
    }
    const after = softBreak(bytes, at + 1)
    if (after === 0) out[length++] = 61
    at = after === 0 ? at + 1 : after
  }
  return out.subarray(0, length)
}

/** The offset after a soft line break (spaces, CRLF or LF), or 0 where there is none. */
function softBreak(bytes: Buffer, at: number): number {
  let i = at
  while (bytes[i] === 32 || bytes[i] === 9) i++
  if (i >= bytes.length) return bytes.length
  if (bytes[i] === 13) i++
  if (bytes[i] === 10) return i + 1
  return bytes[i - 1] === 13 ? i : 0
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 48 && byte <= 57) return byte - 48
  if (byte >= 65 && byte <= 70) return byte - 55
  return byte >= 97 && byte <= 102 ? byte - 87 : -1
}
