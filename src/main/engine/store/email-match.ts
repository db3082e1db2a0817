import type { Reader } from './handle.ts'
import type { MailWord } from './search-terms.ts'

/** Beginnings up to this long have lists of their own (store/search-database.ts). */
const listedBeginning = 3

/** So many words are looked for one by one: 12 µs to learn of one, as much to look for it. */
const wordsAtMost = 400

/**
 * An FTS5 query for emails with all of these words; null for none.
 *
 * A longer beginning becomes the words of the index that begin so. Asked for a beginning, FTS5 merges all their lists
 * before it gives the first hit, 30 ms for "example" in 100,000 emails; asked for words, it walks their lists side by side.
 */
export function emailMatch(r: Reader, words: readonly MailWord[]): string | null {
  if (words.length === 0) return null
  return words.map(({ text, begins }) => (begins ? beginning(r, text) : quoted(text))).join(' AND ')
}

/** A text as FTS5 reads it: no operator, whatever it holds. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`
}

/** A beginning of a word as FTS5 reads it. */
export function quotedBeginning(text: string): string {
  return `${quoted(text)} *`
}

function beginning(r: Reader, text: string): string {
  if ([...text].length <= listedBeginning) return quotedBeginning(text)
  const known = wordsFrom(r, text)
  if (known === null) return quotedBeginning(text)
  return known.length === 0 ? quoted(text) : `(${known.map(quoted).join(' OR ')})`
}

/** The words of the index that begin so; null when there are too many. */
function wordsFrom(r: Reader, text: string): readonly string[] | null {
  const next = r.prepare<{ term: string }>(
    'SELECT term FROM email_terms WHERE term >= ? AND term < ? LIMIT 1',
  )
  const found: string[] = []
  for (let from = text; ; ) {
    const term = next.get(from, `${text}\u{10ffff}`)?.term
    if (term === undefined) return found
    if (found.length === wordsAtMost) return null
    found.push(term)
    from = `${term}\x01` // no word holds it: the next one, past all emails of this one
  }
}
