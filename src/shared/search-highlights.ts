import { foldText, queryWords } from './search-words.ts'

/** A part of a shown text, to be marked: UTF-16 positions, `end` excluded. */
export type TextRange = { readonly start: number; readonly end: number }

const ascii = /^[\x00-\x7f]*$/

/** What folds together: a letter with its marks, Hangul's parts, half-width kana with its sound mark. */
const clusters = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+|(?:\P{M}[\uff9e\uff9f]?|\p{M})\p{M}*/gu
const wordLetter = /[\p{L}\p{N}\p{M}]/u
const unspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]/u

/** Words of fewer letters are marked at the beginning of words only: they are everywhere else. */
const anywhereFrom = 3

/**
 * The parts of a shown text that a search found: in order, without overlap.
 *
 * `words` as `parseSearch` gives them. Compared as the index compares: without case and accents. A word is marked where
 * words begin with it, or where it is within words if none does; one that is not there as a whole, by its parts.
 */
export function highlights(text: string, words: readonly string[]): readonly TextRange[] {
  if (words.length === 0 || text === '') return []
  const folded = foldWithPlaces(text)
  const found = words.flatMap(word => {
    const whole = find(folded, foldText(word).trim())
    return whole.length > 0 ? whole : queryWords(word).flatMap(part => find(folded, part))
  })
  return merged(found)
}

type Folded = {
  readonly text: string
  readonly starts: readonly number[] | null
  readonly ends: readonly number[] | null
}

/** The folded text, and for each of its UTF-16 units the part of the text that it comes from; null where each is its own. */
function foldWithPlaces(text: string): Folded {
  if (ascii.test(text)) return { text: foldText(text), starts: null, ends: null }
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  for (const match of text.matchAll(clusters)) {
    const piece = foldCluster(match[0])
    folded += piece
    for (let at = 0; at < piece.length; at += 1) {
      starts.push(match.index)
      ends.push(match.index + match[0].length)
    }
  }
  return { text: folded, starts, ends }
}

const knownClusters = new Map<string, string>()
const knownAtMost = 10_000

/** Texts of a language share a few hundred letters: each is folded once. */
function foldCluster(cluster: string): string {
  const known = knownClusters.get(cluster)
  if (known !== undefined) return known
  const folded = foldText(cluster)
  if (knownClusters.size >= knownAtMost) knownClusters.clear()
  if (cluster.length <= 4) knownClusters.set(cluster, folded)
  return folded
}

function find({ text, starts, ends }: Folded, word: string): readonly TextRange[] {
  if (word === '') return []
  const all: number[] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) all.push(at)
  const beginning = all.filter(at => !isWithin(text, at))
  const isShort = [...word].length < anywhereFrom
  const chosen = beginning.length > 0 || isShort ? beginning : all
  return chosen.map(at => ({
    start: starts === null ? at : (starts[at] ?? 0),
    end: ends === null ? at + word.length : (ends[at + word.length - 1] ?? 0),
  }))
}

/** Whether a word goes on here; scripts without spaces begin one with each letter. */
function isWithin(text: string, at: number): boolean {
  const before = text[at - 1]
  const here = text[at]
  if (before === undefined || here === undefined || unspaced.test(here)) return false
  return wordLetter.test(before) && !unspaced.test(before)
}

function merged(ranges: readonly TextRange[]): readonly TextRange[] {
  const result: { start: number; end: number }[] = []
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1)
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else result.push({ ...range })
  }
  return result
}
