import { decodeBytes } from '#engine/mail/mime/charset.ts'
import { decodeTransfer } from '#engine/mail/mime/transfer.ts'
import { attachmentLimits } from './limits.ts'

/** A property line in the form of RFC 6350, without its group. */
export type CardLine = { readonly name: string; readonly line: string }

const longestLine = 64 * 1024

/**
 * A line of any vCard as version 4 would write it: bare parameters of 2.1 become types, quoted-printable and its charset
 * are undone. Null for what is no property, or far too long for a word.
 */
export function modernCardLine(line: string): CardLine | null {
  if (line.length > longestLine) return null
  const colon = valueStart(line)
  if (colon < 0) return null
  const [head = '', ...parameters] = line.slice(0, colon).split(';')
  const name = (head.split('.').at(-1) ?? '').trim().toLowerCase()
  if (!/^[a-z0-9-]{1,40}$/.test(name)) return null
  const value = line.slice(colon + 1)
  const quoted = parameters.some(parameter => /^(?:encoding=)?quoted-printable$/i.test(parameter.trim()))
  const charset = parameters.map(parameter => /^charset=(.+)$/i.exec(parameter.trim())?.[1]).find(Boolean)
  const text = quoted
    ? unquote(value, charset ?? null)
        .replaceAll('\\', '\\\\')
        .replaceAll('\\\\;', '\\;')
        .replace(/\r?\n/g, '\\n')
    : value
  return { name, line: `${name.toUpperCase()}:${text.slice(0, attachmentLimits.descriptionLength)}` }
}

/** Unfolds the soft line breaks that quoted-printable values of vCard 2.1 have instead of folding. */
export function joinQuotedLines(lines: readonly string[]): readonly string[] {
  const joined: string[] = []
  let open: string | null = null
  for (const line of lines) {
    const whole: string = open === null ? line : open + line
    const continues =
      line.endsWith('=') && (open !== null || /^[^:]{0,200}quoted-printable[^:]{0,200}:/i.test(line))
    if (continues && whole.length < longestLine) open = whole.slice(0, -1)
    else {
      joined.push(whole)
      open = null
    }
  }
  if (open !== null) joined.push(open)
  return joined
}

/** The colon that ends the parameters: one inside quotes belongs to them. */
function valueStart(line: string): number {
  let quoted = false
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at]
    if (character === '"') quoted = !quoted
    else if (character === ':' && !quoted) return at
  }
  return line.indexOf(':')
}

function unquote(value: string, charset: string | null): string {
  const bytes = decodeTransfer(Buffer.from(value, 'utf8'), 'quoted-printable', longestLine)
  return decodeBytes(bytes, charset)
}
