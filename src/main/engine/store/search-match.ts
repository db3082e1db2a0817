import { safeLine } from '#shared/safe-text.ts'
import type { SearchMatch } from '#shared/search.ts'
import { highlights } from '#shared/search-highlights.ts'
import { foldText, hasWord, queryWords } from '#shared/search-words.ts'
import { unpackAddresses } from './addresses.ts'
import { readContent } from './content.ts'
import type { StoredListRow } from './conversation-row.ts'
import type { Reader } from './handle.ts'
import { looseText } from './search-text.ts'

const excerptLength = 160
const lengthBefore = 50

/** A piece of a body that is looked at in one go; pieces overlap by the longest word that is looked for. */
const pieceLength = 2_000
const overlap = 60

/** So much on each side of a hit is enough for an excerpt. */
const partLength = 200

/** Bodies are looked through this far: what lies behind is found without an excerpt. */
const bodyLength = 100_000

/** Where the row of a hit holds the words: in the first of its fields with most of them. */
export function matchInRow(row: StoredListRow, words: readonly string[]): SearchMatch {
  const fields = [
    { field: 'contact', text: row.contact_name },
    { field: 'preview', text: row.preview },
    { field: 'subject', text: row.subject },
    { field: 'address', text: row.contact_address ?? '' },
  ] as const
  const wanted = words.map(word => foldText(word).trim())
  const best = mostOf(fields, text => countWithin(foldText(text), wanted))
  const isShown = best.field === 'contact' || best.field === 'preview'
  return { field: best.field, excerpt: isShown ? '' : excerptOf(best.text, words) }
}

/** Where an email holds the words; its text is read only where subject, addresses and attachments don't have them all. */
export function matchInEmail(r: Reader, emailSearchKey: number, words: readonly string[]): SearchMatch {
  const email = r
    .prepare<{ key: number; subject: string; preview: string; addresses: string }>(
      `SELECT key, subject, preview, addresses FROM email
       CROSS JOIN email_recipient ON email_recipient.email_key = email.key WHERE search_key = ?`,
    )
    .get(emailSearchKey)
  if (email === undefined) return { field: 'body', excerpt: '' }
  const wanted = [...new Set(words.flatMap(word => queryWords(word)))]
  const fields = [
    { field: 'subject', text: email.subject },
    ...addressTexts(email.addresses).map(text => ({ field: 'address' as const, text })),
    ...attachmentNames(r, email.key).map(text => ({ field: 'attachment' as const, text })),
  ] as const
  const best = mostOf(fields, text => countWords(text, wanted))
  if (countWords(best.text, wanted) === wanted.length) {
    return { field: best.field, excerpt: excerptOf(best.text, words) }
  }
  const inBody = excerptOfBody(r, email, wanted, words)
  if (inBody !== '' || countWords(best.text, wanted) === 0) return { field: 'body', excerpt: inBody }
  return { field: best.field, excerpt: excerptOf(best.text, words) }
}

function addressTexts(json: string): readonly string[] {
  const { from, replyTo, to, cc, bcc } = unpackAddresses(json)
  return [...from, ...replyTo, ...to, ...cc, ...bcc].map(({ name, address }) =>
    name === '' || name === address ? address : `${name} <${address}>`,
  )
}

function attachmentNames(r: Reader, emailKey: number): readonly string[] {
  return r
    .prepare<{ name: string }>('SELECT name FROM attachment WHERE email_key = ?')
    .all(emailKey)
    .map(({ name }) => name)
}

type Named<Field> = { readonly field: Field; readonly text: string }

function mostOf<Field>(fields: readonly Named<Field>[], count: (text: string) => number): Named<Field> {
  const [first, ...others] = fields.map(field => ({ field, found: count(field.text) }))
  if (first === undefined) throw new Error('There is a field to look at')
  return others.reduce((best, one) => (one.found > best.found ? one : best), first).field
}

function countWithin(text: string, words: readonly string[]): number {
  return words.filter(word => text.includes(word)).length
}

function countWords(text: string, wanted: readonly string[]): number {
  const folded = foldText(text)
  return wanted.filter(word => hasWord(folded, word, true)).length
}

/** The text around the first place in a body that has a word; '' where there is none, or no body. */
function excerptOfBody(
  r: Reader,
  email: { readonly key: number; readonly preview: string },
  wanted: readonly string[],
  words: readonly string[],
): string {
  if (countWords(email.preview, wanted) === wanted.length) return excerptOf(email.preview, words)
  const content = readContent(r, email.key)
  const bodies = [() => content?.text ?? '', () => looseText(content?.html ?? '')]
  for (const body of bodies) {
    const part = partWith(body().slice(0, bodyLength), wanted)
    if (part !== null) return excerptOf(part, words)
  }
  return ''
}

/** The part of a text around the first place with most of the words near each other, or null. */
function partWith(text: string, wanted: readonly string[]): string | null {
  let best: { readonly part: string; readonly found: number } | null = null
  for (let start = 0; start < text.length; start += pieceLength - overlap) {
    const piece = text.slice(start, start + pieceLength)
    const folded = foldText(piece)
    const present = wanted.filter(word => hasWord(folded, word, true))
    const [first] = present
    if (first === undefined || present.length <= (best?.found ?? 0)) continue
    // Folding moves letters a little: a part around the place is certain to hold it.
    const at = Math.floor((folded.indexOf(first) / folded.length) * piece.length)
    const part = around(piece, at)
    best = { part: countWords(part, [first]) === 1 ? part : piece, found: present.length }
    if (present.length === wanted.length) break
  }
  return best?.part ?? null
}

function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - partLength), at + partLength)
}

/** At most 160 characters of a text on one line, with the first hit in view. */
function excerptOf(text: string, words: readonly string[]): string {
  const line = safeLine(text).replace(/\s+/g, ' ')
  if (line.length <= excerptLength) return line
  const hit = highlights(line, words)[0]?.start ?? 0
  const latest = Math.max(0, line.length - excerptLength + 1)
  const wanted = Math.min(Math.max(0, hit - lengthBefore), latest)
  const start = wanted === 0 ? 0 : wordStart(line, wanted)
  const most = excerptLength - (start > 0 ? 1 : 0)
  const rest = line.slice(start)
  const cut = rest.length <= most ? rest : `${whole(rest.slice(0, most - 1)).trimEnd()}…`
  return start > 0 ? `…${cut}` : cut
}

/** Where the next word begins, if it does soon. */
function wordStart(line: string, from: number): number {
  const space = line.indexOf(' ', from)
  if (space >= 0 && space - from < 20) return space + 1
  return /[\udc00-\udfff]/.test(line[from] ?? '') ? from + 1 : from
}

function whole(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text
}
