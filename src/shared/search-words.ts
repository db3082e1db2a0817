const ascii = /^[\x00-\x7f]*$/
const asciiWord = /[a-z0-9]+/g
const anyWord = /[\p{L}\p{N}\p{M}]+/gu
const accents = /[\u0300-\u036f]+/g

/** Thai to Khmer, kana, Han, Hangul: written without spaces, or with endings grown on. */
const unspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+/g

/** Longer runs are encoded data, not words; their beginning finds them. */
const longestWord = 40

/** Text as search compares it: lower case, without accents, compatibility forms resolved, ß as ss, ς as σ. */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  if (ascii.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(accents, '')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
}

/**
 * The words of a text as the search index keeps them: folded, each once, separated by spaces.
 *
 * Scripts without spaces become overlapping pairs of characters, and the last character alone, so that any part of a
 * sentence is found by the pairs it consists of.
 */
export function searchWords(text: string): string {
  return [...new Set(wordsOf(text, true))].join(' ')
}

/** The words of a query, in order: all of them must be in a text's `searchWords`, the last one perhaps as a beginning. */
export function queryWords(text: string): readonly string[] {
  return wordsOf(text, false)
}

/** Whether a word is written without spaces around it, so that it is found anywhere. */
export function isUnspaced(word: string): boolean {
  return word.search(unspaced) === 0
}

/**
 * Whether a folded text has a word, or one that begins so: as `searchWords` of it would tell, and much sooner.
 *
 * `word` is one of `queryWords`, shorter than the longest words that are kept whole.
 */
export function hasWord(folded: string, word: string, begins: boolean): boolean {
  const anywhere = isUnspaced(word)
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
    if (anywhere) return true
    const end = at + word.length
    if (!goesOn(folded, at - 1) && (begins || !goesOn(folded, end))) return true
  }
  return false
}

/** Whether the letter at a place is of a word with spaces around it, so that it belongs to what stands beside it. */
function goesOn(text: string, at: number): boolean {
  const unit = text[at]
  if (unit === undefined) return false
  if (unit < '\x80') return unit.search(asciiWord) === 0
  const letter = /[\udc00-\udfff]/.test(unit)
    ? text.slice(Math.max(0, at - 1), at + 1)
    : String.fromCodePoint(text.codePointAt(at) ?? 0)
  return letter.search(unspaced) !== 0 && letter.search(anyWord) === 0
}

function wordsOf(text: string, indexed: boolean): readonly string[] {
  const folded = foldText(text)
  if (ascii.test(folded)) return shorten(folded.match(asciiWord) ?? [])
  const spaced = folded.replace(unspaced, run => ` ${pairs(run, indexed)} `)
  return shorten(spaced.match(anyWord) ?? [])
}

/** "abc" becomes "ab bc", and "c" for the index: a query of one character is a beginning of a pair or the last one. */
function pairs(run: string, indexed: boolean): string {
  if (run.length < 2) return run
  const found: string[] = []
  for (let at = 0; at < run.length - 1; at += 1) found.push(run.slice(at, at + 2))
  if (indexed && !ascii.test(run)) found.push(run.slice(-1))
  return found.join(' ')
}

function shorten(words: readonly string[]): readonly string[] {
  return words.some(word => word.length > longestWord) ? words.map(word => word.slice(0, longestWord)) : words
}
