import { foldText } from '#shared/search-words.ts'

/** How well a text fits, higher is better, and which characters made it fit (UTF-16 positions). */
export type FuzzyMatch = { readonly score: number; readonly places: ReadonlySet<number> }

const atWordStart = 8
const afterAnother = 5
const each = 1
/** Letters that are merely strewn over the text are no match. */
const leastPerLetter = 3

type Cell = { readonly score: number; readonly from: number }

/**
 * Finds the letters of a query in a text, in order: "ari" fits "Archived conversations" less than "Archive".
 *
 * Beginnings of words and letters side by side count most. Null where it does not fit; an empty query fits everything.
 */
export function fuzzyMatch(text: string, query: string): FuzzyMatch | null {
  const wanted = [...foldText(query)].filter(letter => letter.trim() !== '')
  if (wanted.length === 0) return { score: 0, places: new Set() }
  const letters = [...text].map(foldText)
  const rows = wanted.map((): (Cell | null)[] => [])
  wanted.forEach((letter, at) => {
    let best: Cell | null = at === 0 ? { score: 0, from: -1 } : null
    letters.forEach((found, place) => {
      const before = at === 0 ? null : (rows[at - 1]?.[place - 1] ?? null)
      if (before !== null && (best === null || before.score > best.score))
        best = { score: before.score, from: place - 1 }
      const joined = before === null ? null : { score: before.score + afterAnother, from: place - 1 }
      const start: Cell | null = joined !== null && joined.score >= (best?.score ?? 0) ? joined : best
      const bonus = isWordStart(letters, place) ? atWordStart : 0
      rows[at]?.push(
        found === letter && start !== null ? { score: start.score + each + bonus, from: start.from } : null,
      )
    })
  })
  return trace(text, rows, wanted.length)
}

function trace(text: string, rows: readonly (readonly (Cell | null)[])[], length: number): FuzzyMatch | null {
  const last = rows.at(-1) ?? []
  let place = -1
  last.forEach((cell, at) => {
    if (cell !== null && cell.score > (last[place]?.score ?? -1)) place = at
  })
  const score = last[place]?.score
  if (score === undefined || score < leastPerLetter * length) return null
  const offsets = offsetsOf(text)
  const places = new Set<number>()
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    places.add(offsets[place] ?? 0)
    place = rows[at]?.[place]?.from ?? -1
  }
  // Of two that fit alike the shorter one is meant.
  return { score: score - text.length / 200, places }
}

function offsetsOf(text: string): readonly number[] {
  let offset = 0
  return [...text].map(letter => {
    const here = offset
    offset += letter.length
    return here
  })
}

function isWordStart(letters: readonly string[], place: number): boolean {
  const before = letters[place - 1]
  return before === undefined || !/[\p{L}\p{N}]/u.test(before)
}
