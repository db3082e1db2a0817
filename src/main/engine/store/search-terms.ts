import type { ParsedSearch, SearchOperator } from '#shared/search-query.ts'
import { foldText, hasWord, queryWords } from '#shared/search-words.ts'
import { quoted, quotedBeginning } from './email-match.ts'
import { fieldMarks } from './search-text.ts'

/** A search as typed, made ready for the search tables. */
export type SearchTerms = {
  /** For contact, subject and preview: candidates that `fitsRow` judges; null when there is no word. */
  readonly row: RowMatch | null
  /** Whether the text of a row (`rowSearchText`) holds all words. */
  readonly fitsRow: (text: string) => boolean
  /** For mail: the words, the last one as a beginning. */
  readonly words: readonly MailWord[]
  /** For mail: what the fields must hold. */
  readonly fields: readonly MailWord[]
  /** Emails from this moment on, until before that one; epoch ms UTC. */
  readonly sentFrom: number | null
  readonly sentBefore: number | null
}

/** A query for one of the two tables of rows; `exact` when whatever it finds fits. */
export type RowMatch = {
  readonly table: 'conversation_fts' | 'conversation_word_fts'
  readonly match: string
  readonly exact: boolean
}

/** A word of the mail index, with its field's mark; or the beginning of one. */
export type MailWord = { readonly text: string; readonly begins: boolean }

const trigram = 3
const wordsAtMost = 24
const unspaced = /^[\u0e00-\uffff]$/

/** What a row of the list is found by. */
export type SearchedRow = {
  readonly contact_name: string
  readonly contact_address: string | null
  readonly subject: string
  readonly preview: string
}

/** The text of a row of the list as its search tables have it, and as hits are compared with it. */
export function rowSearchText(row: SearchedRow): string {
  return foldText(`${row.contact_name}\n${row.contact_address ?? ''}\n${row.subject}\n${row.preview}`)
}

/** What a search in names and previews only looks at; who has no name is called by the address. */
function namePreviewText(row: SearchedRow): string {
  return foldText(
    `${row.contact_name === '' ? (row.contact_address ?? '') : row.contact_name}\n${row.preview}`,
  )
}

/** Whether a row holds all words: in all of its text, or in name and preview where only those are asked. */
export function rowFits(terms: SearchTerms, row: SearchedRow, rowsOnly: boolean): boolean {
  return terms.row !== null && terms.fitsRow(rowsOnly ? namePreviewText(row) : rowSearchText(row))
}

/**
 * Whether an email that is found shows its conversation: with emails alone deciding (`byEmail`), the row may have to agree;
 * else what the row holds is shown by the row already.
 */
export function showsByEmail(
  terms: SearchTerms,
  row: SearchedRow,
  rowsOnly: boolean,
  byEmail: boolean,
): boolean {
  if (!byEmail) return !rowFits(terms, row, rowsOnly)
  return !rowsOnly || terms.row === null || rowFits(terms, row, rowsOnly)
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
    words: mailWords(
      typed.flatMap(word => queryWords(word)),
      parsed.typing,
    ),
    fields: parsed.operators.flatMap(fieldWords),
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
  const inTexts = all([...trigrams].map(quoted))
  // One trigram alone is the word itself; of several, only the text tells whether they stand together.
  if (inTexts !== null)
    return { table: 'conversation_fts', match: inTexts, exact: trigrams.size === 1 && short.length === 0 }
  const inWords = all(short.map(({ kind, text }) => (kind === 'word' ? quoted(text) : quotedBeginning(text))))
  return inWords === null ? null : { table: 'conversation_word_fts', match: inWords, exact: true }
}

function fitsShort(text: string, needs: readonly Need[]): boolean {
  return needs.every(need => hasWord(text, need.text, need.kind === 'beginning'))
}

function mailWords(words: readonly string[], open: boolean, mark = ''): readonly MailWord[] {
  return words.map((word, at) => ({
    text: mark + word,
    begins: unspaced.test(word) || (open && at === words.length - 1),
  }))
}

function fieldWords(operator: SearchOperator): readonly MailWord[] {
  if (operator.name !== 'from' && operator.name !== 'to' && operator.name !== 'subject') return []
  return mailWords(queryWords(operator.value), operator.open, fieldMarks[operator.name])
}

function trigramsOf(word: string): readonly string[] {
  const letters = [...word]
  return letters.slice(0, 1 - trigram).map((_, at) => letters.slice(at, at + trigram).join(''))
}

function all(phrases: readonly string[]): string | null {
  return phrases.length === 0 ? null : phrases.join(' AND ')
}
