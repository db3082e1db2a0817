import type { SearchMatch } from '#shared/search.ts'
import { foldText, queryWords } from '#shared/search-words.ts'
import { unpackAddresses } from './addresses.ts'
import { readBodies } from './content.ts'
import type { StoredListRow } from './conversation-row.ts'
import { countWords, excerptOf, partWith } from './excerpts.ts'
import type { Reader } from './handle.ts'
import { looseText } from './search-text.ts'

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
  for (const read of [bodies.text, () => looseText(bodies.html())]) {
    const part = partWith(read().slice(0, bodyLength), words, wanted)
    if (part !== null) return excerptOf(part, words)
  }
  return ''
}
