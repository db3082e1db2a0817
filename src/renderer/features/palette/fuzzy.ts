import { foldText } from '#shared/search-words.ts'

/** How well a text fits, higher is better, and which characters made it fit (UTF-16 positions). */
export type FuzzyMatch = { readonly score: number; readonly places: ReadonlySet<number> }

/** What a letter is worth at the beginning of a word, right after another one that was found, and anywhere else. */
const atWordStart = 9
const afterAnother = 6
const withinWord = -4
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
      best = better(best, before === null ? null : { score: before.score, from: place - 1 })
      const alone = isWordStart(letters, place) ? atWordStart : withinWord
      const ways: readonly (Cell | null)[] =
        found === letter
          ? [
              best === null ? null : { score: best.score + alone, from: best.from },
              before === null ? null : { score: before.score + afterAnother, from: place - 1 },
            ]
          : []
      rows[at]?.push(ways.reduce(better, null))
    })
  })
  return trace(text, rows, wanted.length)
}

function better(one: Cell | null, other: Cell | null): Cell | null {
  return one === null || (other !== null && other.score > one.score) ? other : one
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
