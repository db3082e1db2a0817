import { foldText, queryWords } from '#shared/search-words.ts'

/** A search as typed, made ready for the two search tables. */
export type SearchTerms = {
  /** For contact, subject and preview: the trigrams of all words; null when no word is long enough. */
  readonly rowMatch: string | null
  /** Words as typed, folded: a row that has all of them in its text is a hit. */
  readonly words: readonly string[]
  /** For mail: whole words, the last one as a beginning; null when there is no word. */
  readonly mailMatch: string | null
}

const trigram = 3
const prefixFrom = 3
const wordsAtMost = 24
const unspaced = /^[\u0e00-\uffff]$/

/** The text of a row of the list as its search table has it, and as hits are compared with it. */
export function rowSearchText(row: {
  readonly contact_name: string
  readonly contact_address: string | null
  readonly subject: string
  readonly preview: string
}): string {
  return foldText(`${row.contact_name}\n${row.contact_address ?? ''}\n${row.subject}\n${row.preview}`)
}

/**
 * Turns what a person typed into FTS5 queries.
 *
 * Every word must be found. All text is quoted, so none of it is an operator. The last word counts as a beginning while
 * it is being typed, unless a space follows it.
 */
export function toSearchTerms(typed: string): SearchTerms {
  const words = foldText(typed)
    .split(/\s+/)
    .filter(word => word !== '')
    .slice(0, wordsAtMost)
  const trigrams = new Set(words.flatMap(trigramsOf))
  const spoken = words.flatMap(word => queryWords(word))
  const isTyping = !/\s$/.test(typed)
  const phrases = spoken.map((word, at) => {
    const isPrefix =
      unspaced.test(word) || (isTyping && at === spoken.length - 1 && word.length >= prefixFrom)
    return isPrefix ? `${quote(word)} *` : quote(word)
  })
  return {
    rowMatch: trigrams.size === 0 ? null : [...trigrams].map(quote).join(' AND '),
    words,
    mailMatch: phrases.length === 0 ? null : phrases.join(' AND '),
  }
}

function trigramsOf(word: string): readonly string[] {
  const letters = [...word]
  return letters.slice(0, 1 - trigram).map((_, at) => letters.slice(at, at + trigram).join(''))
}

function quote(word: string): string {
  return `"${word.replaceAll('"', '""').replaceAll('\0', '')}"`
}
