import { safeLine } from '#shared/safe-text.ts'
import { highlights } from '#shared/search-highlights.ts'
import { foldText, hasWord, isUnspaced, queryWords } from '#shared/search-words.ts'

const excerptLength = 160
const lengthBefore = 50

/** So much before and behind a hit is enough for an excerpt. */
const partBefore = 70
const partBehind = 190

/** A piece that is folded in one go; pieces overlap by the longest word that is looked for. */
const pieceLength = 2_000
const overlap = 60

/** How many of these words (`queryWords`) a text has, or words that begin so. */
export function countWords(text: string, wanted: readonly string[]): number {
  const folded = foldText(text)
  return wanted.filter(word => hasWord(folded, word, true)).length
}

/** Places within longer words are passed over, up to so many. */
const triesAtMost = 20

/**
 * The part of a text around the first place that has one of the words as it was typed, or null.
 *
 * Most mail has: it is looked for first, because folding a whole text takes longer than everything else.
 */
export function partAsTyped(text: string, words: readonly string[]): string | null {
  const lower = text.toLowerCase()
  if (lower.length !== text.length) return null
  for (const word of words) {
    const typed = word.toLowerCase()
    const asked = queryWords(word)
    if (asked.length === 0) continue
    let at = lower.indexOf(typed)
    for (let tries = 0; at >= 0 && tries < triesAtMost; tries += 1) {
      const part = around(text, at)
      if (countWords(part, asked) === asked.length) return part
      at = lower.indexOf(typed, at + typed.length)
    }
  }
  return null
}

/** The part of a text around the first place with most of the words (`queryWords`) near each other, or null. */
export function partFolded(text: string, wanted: readonly string[]): string | null {
  return bestPart(text, wanted, lowered) ?? bestPart(text, wanted, foldText)
}

const lowered = (text: string) => text.toLowerCase()

function bestPart(text: string, wanted: readonly string[], fold: (text: string) => string): string | null {
  let best: { readonly part: string; readonly found: number } | null = null
  for (let start = 0; start < text.length; start += pieceLength - overlap) {
    const piece = text.slice(start, start + pieceLength)
    const folded = fold(piece)
    const present = wanted.filter(word => hasWord(folded, word, true))
    const [first] = present
    if (first === undefined || present.length <= (best?.found ?? 0)) continue
    // Folding moves letters a little: where the part around the place misses the word, the piece stands for it.
    const part = around(piece, Math.floor((folded.indexOf(first) / folded.length) * piece.length))
    best = { part: countWords(part, [first]) === 1 ? part : piece, found: present.length }
    if (present.length === wanted.length) break
  }
  return best?.part ?? null
}

function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - partBefore), at + partBehind)
}

/** At most 160 characters of a text on one line, with the first hit in view. */
export function excerptOf(text: string, words: readonly string[]): string {
  const line = safeLine(text).replace(/\s+/g, ' ')
  if (line.length <= excerptLength) return line
  const hit = placeAsTyped(line, words) ?? highlights(line, words)[0]?.start ?? 0
  const latest = Math.max(0, line.length - excerptLength + 1)
  const wanted = Math.min(Math.max(0, hit - lengthBefore), latest)
  const start = wanted === 0 ? 0 : wordStart(line, wanted)
  const most = excerptLength - (start > 0 ? 1 : 0)
  const rest = line.slice(start)
  const cut = rest.length <= most ? rest : `${whole(rest.slice(0, most - 1)).trimEnd()}…`
  return start > 0 ? `…${cut}` : cut
}

const wordLetter = /[\p{L}\p{N}\p{M}]/u

/** Where the first of the words begins as it was typed, or its first part where it is written without spaces; else null. */
function placeAsTyped(line: string, words: readonly string[]): number | null {
  const lower = line.toLowerCase()
  if (lower.length !== line.length) return null
  const places = words.flatMap(word => {
    const typed = word.toLowerCase()
    const parts = lower.includes(typed) ? [typed] : queryWords(word)
    return parts.flatMap(part => {
      const at = part === '' ? -1 : lower.indexOf(part)
      const begins = isUnspaced(part) || !wordLetter.test(lower[at - 1] ?? ' ')
      return at >= 0 && begins ? [at] : []
    })
  })
  return places.length === 0 ? null : Math.min(...places)
}

/** Where the next word begins, if it does soon. */
function wordStart(line: string, from: number): number {
  const space = line.indexOf(' ', from)
  if (space >= 0 && space - from < 20) return space + 1
  return /[\udc00-\udfff]/.test(line[from] ?? '') ? from + 1 : from
}

function whole(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text
}
