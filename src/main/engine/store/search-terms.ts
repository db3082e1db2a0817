import type { ParsedSearch, SearchOperator } from '#shared/search-query.ts'
import { foldText, queryWords, searchWords } from '#shared/search-words.ts'
import { fieldMarks } from './search-text.ts'

/** A search as typed, made ready for the search tables. */
export type SearchTerms = {
  /** For contact, subject and preview: candidates that `fitsRow` judges; null when there is no word. */
  readonly row: RowMatch | null
  /** Whether the text of a row (`rowSearchText`) holds all words. */
  readonly fitsRow: (text: string) => boolean
  /** For mail: the words, the last one as a beginning; null when there is no word. */
  readonly words: string | null
  /** For mail: what the fields must hold; null when none is asked for. */
  readonly fields: string | null
  /** Emails from this moment on, until before that one; epoch ms UTC. */
  readonly sentFrom: number | null
  readonly sentBefore: number | null
}

/** A query for one of the two tables of rows. */
export type RowMatch = {
  readonly table: 'conversation_fts' | 'conversation_word_fts'
  readonly match: string
}

const trigram = 3
const wordsAtMost = 24
const unspaced = /^[\u0e00-\uffff]$/

/** The text of a row of the list as its search tables have it, and as hits are compared with it. */
export function rowSearchText(row: {
  readonly contact_name: string
  readonly contact_address: string | null
  readonly subject: string
  readonly preview: string
}): string {
  return foldText(`${row.contact_name}\n${row.contact_address ?? ''}\n${row.subject}\n${row.preview}`)
}

/**
 * Turns a search into FTS5 queries.
 *
 * Every word must be found. All text is quoted, so none of it is an operator of FTS5's. The last word counts as a
 * beginning while it is being typed. In rows, words of three letters and more are found anywhere, also within words;
 * shorter ones as words.
 */
export function toSearchTerms(parsed: ParsedSearch): SearchTerms {
  const typed = parsed.words.slice(0, wordsAtMost)
  const needs = typed.flatMap((word, at) => needsOf(word, parsed.typing && at === typed.length - 1))
  const within = needs.flatMap(need => (need.kind === 'within' ? [need.text] : []))
  const short = needs.filter(need => need.kind !== 'within')
  const isAfter = (operator: SearchOperator) => operator.name === 'after'
  const times = parsed.operators.flatMap(operator => ('at' in operator ? [operator] : []))
  const from = times.filter(isAfter).map(({ at }) => at)
  const before = times.filter(operator => !isAfter(operator)).map(({ at }) => at)
  return {
    row: rowMatchOf(within, short),
    fitsRow: text =>
      within.every(word => text.includes(word)) && (short.length === 0 || fitsShort(text, short)),
    words: all(mailPhrases(typed, parsed.typing)),
    fields: all(parsed.operators.flatMap(fieldPhrases)),
    sentFrom: from.length === 0 ? null : Math.max(...from),
    sentBefore: before.length === 0 ? null : Math.min(...before),
  }
}

/** What a word asks of a row: to be in its text, to be a word of it, or to be a word's beginning. */
type Need = { readonly kind: 'within' | 'word' | 'beginning'; readonly text: string }

function needsOf(word: string, isTyping: boolean): readonly Need[] {
  const text = foldText(word).trim()
  if ([...text].length >= trigram) return [{ kind: 'within', text }]
  return queryWords(text).map(part => ({
    kind: isTyping || unspaced.test(part) ? ('beginning' as const) : ('word' as const),
    text: part,
  }))
}

function rowMatchOf(within: readonly string[], short: readonly Need[]): RowMatch | null {
  const trigrams = new Set(within.flatMap(trigramsOf))
  const inTexts = all([...trigrams].map(quote))
  if (inTexts !== null) return { table: 'conversation_fts', match: inTexts }
  const inWords = all(short.map(({ kind, text }) => (kind === 'word' ? quote(text) : begins(text))))
  return inWords === null ? null : { table: 'conversation_word_fts', match: inWords }
}

function fitsShort(text: string, needs: readonly Need[]): boolean {
  const words = searchWords(text).split(' ')
  return needs.every(need =>
    words.some(word => (need.kind === 'word' ? word === need.text : word.startsWith(need.text))),
  )
}

function mailPhrases(typed: readonly string[], typing: boolean): readonly string[] {
  const spoken = typed.flatMap(word => queryWords(word))
  return spoken.map((word, at) =>
    unspaced.test(word) || (typing && at === spoken.length - 1) ? begins(word) : quote(word),
  )
}

function fieldPhrases(operator: SearchOperator): readonly string[] {
  if (operator.name !== 'from' && operator.name !== 'to' && operator.name !== 'subject') return []
  const mark = fieldMarks[operator.name]
  const words = queryWords(operator.value)
  return words.map((word, at) =>
    unspaced.test(word) || (operator.open && at === words.length - 1)
      ? begins(mark + word)
      : quote(mark + word),
  )
}

function trigramsOf(word: string): readonly string[] {
  const letters = [...word]
  return letters.slice(0, 1 - trigram).map((_, at) => letters.slice(at, at + trigram).join(''))
}

function all(phrases: readonly string[]): string | null {
  return phrases.length === 0 ? null : phrases.join(' AND ')
}

function begins(text: string): string {
  return `${quote(text)} *`
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`
}
