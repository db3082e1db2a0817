import { decodeBytes } from './charset.ts'
import { decodeWords } from './encoded-words.ts'
import { mimeLimits } from './limits.ts'

/** The value and parameters of a structured MIME header (RFC 2045 §5.1, RFC 2231). Names are lower case, values decoded. */
export type Parametrised = {
  readonly value: string
  readonly params: ReadonlyMap<string, string>
}

type Piece = { readonly order: number; readonly coded: boolean; readonly value: string }

/**
 * Reads `value; name=value; …`, joining RFC 2231 continuations and decoding charsets and stray encoded words.
 *
 * `raw` holds one byte per character. Unquoted values with spaces are kept whole, as mailers write them.
 */
export function parseParameters(raw: string): Parametrised {
  const params = new Map<string, string>()
  const pieces = new Map<string, Piece[]>()
  const first = splitAt(raw, 0)
  let at = first.next
  let count = 0
  while (at < raw.length && count < mimeLimits.parameters) {
    const part = splitAt(raw, at)
    at = part.next
    count++
    const equals = part.text.indexOf('=')
    if (equals <= 0) continue
    const name = part.text.slice(0, equals).trim().toLowerCase()
    const value = unquote(part.text.slice(equals + 1).trim())
    const star = name.indexOf('*')
    if (star < 0) {
      if (!params.has(name)) params.set(name, decodeWords(value))
      continue
    }
    const base = name.slice(0, star)
    const rest = name.slice(star + 1)
    const list = pieces.get(base) ?? []
    list.push({ order: Number.parseInt(rest, 10) || 0, coded: rest === '' || rest.endsWith('*'), value })
    pieces.set(base, list)
  }
  for (const [base, list] of pieces) params.set(base, joinPieces(list))
  return { value: first.text.trim(), params }
}

/** One `;`-separated piece from `at`, honouring quotes. */
function splitAt(raw: string, at: number): { readonly text: string; readonly next: number } {
  const semicolon = raw.indexOf(';', at)
  const quote = raw.indexOf('"', at)
  if (semicolon < 0) return { text: raw.slice(at), next: raw.length }
  if (quote < 0 || quote > semicolon) return { text: raw.slice(at, semicolon), next: semicolon + 1 }
  let quoted = false
  for (let i = at; i < raw.length; i++) {
    const char = raw.charCodeAt(i)
    if (char === 92 && quoted) i++
    else if (char === 34) quoted = !quoted
    else if (char === 59 && !quoted) return { text: raw.slice(at, i), next: i + 1 }
  }
  // A quote that never closes must not swallow the other parameters.
  return quoted
    ? { text: raw.slice(at, semicolon), next: semicolon + 1 }
    : { text: raw.slice(at), next: raw.length }
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value
  const end = value.endsWith('"') && value.length > 1 ? value.length - 1 : value.length
  return value.slice(1, end).replace(/\\(.)/g, '$1')
}

function joinPieces(list: readonly Piece[]): string {
  const sorted = [...list].sort((a, b) => a.order - b.order)
  let charset: string | null = null
  const bytes: Buffer[] = []
  for (const [index, piece] of sorted.entries()) {
    let value = piece.value
    if (index === 0 && piece.coded) {
      const label = /^([^']{0,60})'[^']{0,60}'/.exec(value)
      if (label) {
        charset = label[1] === '' ? null : (label[1] ?? null)
        value = value.slice(label[0].length)
      }
    }
    bytes.push(Buffer.from(piece.coded ? percentDecode(value) : value, 'latin1'))
  }
  return decodeBytes(Buffer.concat(bytes), charset)
}

function percentDecode(value: string): string {
  if (!value.includes('%')) return value
  return value.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
