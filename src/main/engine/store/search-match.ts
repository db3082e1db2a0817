import { AppError } from '#shared/errors.ts'
import type { SearchMatch } from '#shared/search.ts'
import { foldText, queryWords } from '#shared/search-words.ts'
import { unpackAddresses } from './addresses.ts'
import { readBodies } from './content.ts'
import type { StoredListRow } from './conversation-row.ts'
import { countWords, excerptOf, partAsTyped, partFolded } from './excerpts.ts'
import type { Reader } from './handle.ts'
import { looseText } from './loose-text.ts'

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

/** What is looked at of an email before its text is. */
export type MatchedEmail = {
  readonly key: number
  readonly subject: string
  readonly preview: string
  /** JSON, as store/addresses.ts packs it. */
  readonly addresses: string
  /** JSON, the names. */
  readonly attachments: string
}

/** Reads emails to be matched, by search key, with one statement. */
export function readMatchedEmails(
  r: Reader,
  searchKeys: readonly number[],
): ReadonlyMap<number, MatchedEmail> {
  const rows = r
    .prepare<MatchedEmail & { search_key: number }>(
      `SELECT search_key, key, subject, preview, addresses,
         (SELECT json_group_array(name) FROM attachment WHERE email_key = email.key) AS attachments FROM email
       CROSS JOIN email_recipient ON email_recipient.email_key = email.key
       WHERE search_key IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(searchKeys))
  return new Map(rows.map(row => [row.search_key, row]))
}

/**
 * Where an email holds the words.
 *
 * @throws AppError 'not-found'
 */
export function excerptOfEmail(r: Reader, emailId: string, words: readonly string[]): SearchMatch {
  const found = r.prepare<{ search_key: number }>('SELECT search_key FROM email WHERE id = ?').get(emailId)
  const email = found && readMatchedEmails(r, [found.search_key]).get(found.search_key)
  if (email === undefined) throw new AppError('not-found', 'email')
  return matchInEmail(r, email, words)
}

/** Where an email holds the words; its text is read only where subject, addresses and attachments don't have them all. */
export function matchInEmail(r: Reader, email: MatchedEmail, words: readonly string[]): SearchMatch {
  const wanted = [...new Set(words.flatMap(word => queryWords(word)))]
  const fields = [
    { field: 'subject', text: email.subject },
    ...addressTexts(email.addresses).map(text => ({ field: 'address' as const, text })),
    ...attachmentNames(email).map(text => ({ field: 'attachment' as const, text })),
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

function attachmentNames({ attachments }: MatchedEmail): readonly string[] {
  return attachments === '[]' ? [] : (JSON.parse(attachments) as readonly string[]) // json_group_array of a text column
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

/** The text around the first place in a body that has a word; '' where there is none, or no body. */
function excerptOfBody(
  r: Reader,
  email: { readonly key: number; readonly preview: string },
  wanted: readonly string[],
  words: readonly string[],
): string {
  if (countWords(email.preview, wanted) === wanted.length) return excerptOf(email.preview, words)
  const bodies = readBodies(r, email.key)
  if (bodies === null) return ''
  const html = once(() => looseText(bodies.html()).slice(0, bodyLength))
  const text = once(() => bodies.text().slice(0, bodyLength))
  const part =
    firstOf([bodies.beginning, text, html], read => partAsTyped(read, words)) ??
    firstOf([text, html], read => partFolded(read, wanted))
  return part === null ? '' : excerptOf(part, words)
}

function firstOf(texts: readonly (() => string)[], find: (text: string) => string | null): string | null {
  for (const read of texts) {
    const found = find(read())
    if (found !== null) return found
  }
  return null
}

function once(read: () => string): () => string {
  let known: string | null = null
  return () => {
    known ??= read()
    return known
  }
}
