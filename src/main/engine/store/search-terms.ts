import { toSearchText } from './search-text.ts'

/** A search as typed, made ready for the two search tables. */
export type SearchTerms = {
  /** For contact, subject and preview (trigrams: any part of a word); null when no word is long enough. */
  readonly rowMatch: string | null
  /** Words too short for trigrams, to be looked for in the rows found; lower case. */
  readonly shortWords: readonly string[]
  /** For mail: whole words, the last one as a beginning; null when there is no word. */
  readonly mailMatch: string | null
}

const trigram = 3
const prefixFrom = 2
const wordsAtMost = 24

/**
 * Turns what a person typed into FTS5 queries.
 *
 * Every word must be found. All text is quoted, so none of it is an operator. The last word counts as a beginning while
 * it is being typed, unless a space follows it.
 */
export function toSearchTerms(typed: string): SearchTerms {
  const words = typed
    .normalize('NFC')
    .split(/\s+/)
    .filter(word => word !== '')
    .slice(0, wordsAtMost)
  const long = words.filter(word => [...word].length >= trigram)
  const short = words.filter(word => [...word].length < trigram)
  const spoken = words.filter(word => /[\p{L}\p{N}]/u.test(word))
  const last = spoken.at(-1)
  const isTyping = last !== undefined && [...last].length >= prefixFrom && !/\s$/.test(typed)
  const phrases = spoken.map(word => quote(toSearchText(word)))
  return {
    rowMatch: long.length === 0 ? null : long.map(quote).join(' AND '),
    shortWords: short.map(word => word.toLowerCase()),
    mailMatch: phrases.length === 0 ? null : `${phrases.join(' AND ')}${isTyping ? ' *' : ''}`,
  }
}

function quote(word: string): string {
  return `"${word.replaceAll('"', '""').replaceAll('\0', '')}"`
}
