import { highlights } from '#shared/search-highlights.ts'

/** Where a hit may stand so that it is still seen in a row. */
const seenUntil = 24
const leadIn = 12

/** A text that begins shortly before its first hit, where that would be out of sight otherwise. */
export function aroundHit(text: string, words: readonly string[]): string {
  const [first] = words.length === 0 ? [] : highlights(text, words)
  if (first === undefined || first.start <= seenUntil) return text
  const from = first.start - leadIn
  const space = text.slice(from, first.start).search(/\s/)
  return `…${text.slice(space === -1 ? first.start : from + space + 1)}`
}
