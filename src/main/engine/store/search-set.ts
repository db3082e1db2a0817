import { asksEmails, type EmailQuery } from './email-query.ts'
import type { Reader } from './handle.ts'
import { listHits } from './list-hits.ts'
import { listSize } from './list-size.ts'
import type { Narrowing } from './narrowing.ts'
import { listRow, type SearchHit, type SearchPosition } from './search-hit.ts'
import { rowFits, type SearchTerms } from './search-terms.ts'
import type { Slice } from './slices.ts'

/** Conversations that are looked at one by one rather than met among all that have the words: 70 µs each. */
const fewConversations = 1_000

/** Whether a filter lists so few conversations that a search does better to look at each. */
export function isFew(r: Reader, narrowing: Narrowing): boolean {
  return listSize(r, narrowing, fewConversations) <= fewConversations
}

/**
 * What `searchHits` finds from a position on, by looking at each conversation that the filter lists; null whenever the slice
 * is over.
 */
export function* searchEach(
  r: Reader,
  narrowing: Narrowing,
  terms: SearchTerms,
  emails: EmailQuery | null,
  from: SearchPosition,
  slice: Slice,
): Generator<SearchHit | null, undefined> {
  const hits: SearchHit[] = []
  for (const listed of listHits(r, narrowing, null, slice)) {
    if (slice.isOver()) yield null
    const hit = listed && judge(r, listed.key, narrowing, terms, emails)
    if (hit !== null && isBehind(hit.at, from)) hits.push(hit)
  }
  hits.sort((a, b) => Number(a.at.phase === 'mail') - Number(b.at.phase === 'mail') || b.at.key - a.at.key)
  yield* hits
}

function judge(
  r: Reader,
  key: number,
  { rowsOnly }: Narrowing,
  terms: SearchTerms,
  emails: EmailQuery | null,
): SearchHit | null {
  const row = listRow(r, key)
  if (row === undefined) return null
  const byEmail = asksEmails(terms)
  const fits = rowFits(terms, row, rowsOnly)
  if (fits && !byEmail) {
    return { row, at: { phase: 'rows', key: row.search_key ?? 0 }, emailSearchKey: null }
  }
  if (rowsOnly && (!byEmail || (terms.row !== null && !fits))) return null
  const newest = emails?.newestOf(key, 0) ?? null
  return newest === null ? null : { row, at: { phase: 'mail', key: newest }, emailSearchKey: newest }
}

function isBehind(at: SearchPosition, from: SearchPosition): boolean {
  if (at.phase === from.phase) return at.key < from.key
  return from.phase === 'rows'
}
