import { isUtf8 } from 'node:buffer'
import { decodeBytes } from './charset.ts'

const word = /=\?([^?\s*]{1,60})(?:\*[^?\s]{0,40})?\?([bBqQ])\?([^?]*)\?=/g

/**
 * A header value as text: encoded words (RFC 2047) decoded, raw 8-bit bytes read as UTF-8, else as `fallback`.
 *
 * `raw` holds one byte per character (latin1). Neighbouring words of one charset are joined before decoding, because
 * senders split them inside a character. The result may hold control characters: see `safeLine`.
 */
export function decodeWords(raw: string, fallback: string | null = null): string {
  if (!raw.includes('=?')) return decodeRaw(raw, fallback)
  let text = ''
  let end = 0
  let charset = ''
  let pending: Buffer[] = []
  const flush = () => {
    if (pending.length > 0)
      text += decodeBytes(pending.length === 1 && pending[0] ? pending[0] : Buffer.concat(pending), charset)
    pending = []
  }
  for (const match of raw.matchAll(word)) {
    const between = raw.slice(end, match.index)
    const label = (match[1] ?? '').toLowerCase()
    if (pending.length === 0 || between.trim() !== '') {
      flush()
      text += decodeRaw(between, fallback)
    }
    if (label !== charset) flush()
    charset = label
    pending.push(wordBytes(match[2] ?? 'q', match[3] ?? ''))
    end = match.index + match[0].length
  }
  flush()
  return text + decodeRaw(raw.slice(end), fallback)
}

/** Header bytes (one per character) as text, without looking for encoded words. */
export function decodeRaw(raw: string, fallback: string | null = null): string {
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at)
    if (code > 0x7f || code === 0x1b) {
      const bytes = Buffer.from(raw, 'latin1')
      return decodeBytes(bytes, isUtf8(bytes) ? null : fallback)
    }
  }
  return raw
}

function wordBytes(kind: string, coded: string): Buffer {
  if (kind === 'b' || kind === 'B') return Buffer.from(coded, 'base64')
  const plain = coded.replaceAll('_', ' ')
  if (!plain.includes('=')) return Buffer.from(plain, 'latin1')
  return Buffer.from(
    plain.replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
