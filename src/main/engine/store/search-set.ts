import { asksEmails, type EmailQuery } from './email-query.ts'
import type { Reader } from './handle.ts'
import { listHits } from './list-hits.ts'
import { listSize } from './list-size.ts'
import type { Narrowing } from './narrowing.ts'
import { eachWindow, listRow, rowidBelow, type SearchHit, type SearchPosition } from './search-hit.ts'
import { rowFits, type SearchTerms, showsByEmail } from './search-terms.ts'
import type { Slice } from './slices.ts'

/** Conversations whose keys are gathered rather than met among all that have the words: 5 µs each, with their emails. */
const fewConversations = 1_000

/** Conversations whose keys are read with one statement. */
const readAtOnce = 100

/** Whether a filter lists so few conversations that a search does better to begin with them. */
export function isFew(r: Reader, narrowing: Narrowing): boolean {
  return listSize(r, narrowing, fewConversations) <= fewConversations
}

/**
 * What `searchHits` finds from a position on, by gathering what the filter lists and looking which of it has the words; null
 * whenever the slice is over.
 *
 * The index is walked beside the gathered keys, in windows that begin at the next one: asking it for one email takes 100 µs
 * where a word is common, a step of the walk less than one.
 */
export function* searchEach(
  r: Reader,
  narrowing: Narrowing,
  terms: SearchTerms,
  emails: EmailQuery | null,
  from: SearchPosition,
  slice: Slice,
): Generator<SearchHit | null, undefined> {
  const listed: number[] = []
  for (const hit of listHits(r, narrowing, null, slice)) {
    if (hit !== null) listed.push(hit.key)
    if (slice.isOver()) yield null
  }
  const among: Among = { r, narrowing, terms, slice, listed }
  if (from.phase === 'rows' && !asksEmails(terms)) yield* rowsAmong(among, from.key)
  if (emails !== null) yield* emailsAmong(among, emails, from.phase === 'mail' ? from.key : null)
}

type Among = {
  readonly r: Reader
  readonly narrowing: Narrowing
  readonly terms: SearchTerms
  readonly slice: Slice
  readonly listed: readonly number[]
}

/** A search key, and the conversation that it leads to. */
type Known = { readonly at: number; readonly key: number }

function* rowsAmong(among: Among, before: number): Generator<SearchHit | null, undefined> {
  const { r, narrowing, terms, slice } = among
  if (terms.row === null) return
  const { table, match } = terms.row
  const known = yield* gather(
    among,
    'SELECT search_key AS at, key FROM conversation WHERE key IN (SELECT value FROM json_each(?)) AND search_key < ?',
    [before],
  )
  const take = r.prepare<{ at: number }>(
    `SELECT rowid AS at FROM ${table} WHERE ${table} MATCH ? AND ${rowidBelow}`,
  )
  for (const found of meet(known, (below, size) => take.all(match, below, size), slice)) {
    const row = found && listRow(r, found.key)
    if (found === null) yield null
    else if (row && rowFits(terms, row, narrowing.rowsOnly)) {
      yield { row, at: { phase: 'rows', key: found.at }, emailSearchKey: null }
    }
  }
}

function* emailsAmong(
  among: Among,
  emails: EmailQuery,
  before: number | null,
): Generator<SearchHit | null, undefined> {
  const { r, narrowing, terms, slice } = among
  const known = yield* gather(
    among,
    `SELECT search_key AS at, conversation_key AS key FROM email
     WHERE conversation_key IN (SELECT value FROM json_each(?)) AND counted = 1 AND search_key < ? AND ${emails.sent.sql}`,
    [before ?? emails.newest, ...emails.sent.values],
  )
  const take = r.prepare<{ at: number }>(emails.sql)
  const seen = new Set<number>()
  for (const found of meet(known, (below, size) => take.all(...emails.values(below, size)), slice)) {
    if (found === null) {
      yield null
      continue
    }
    if (seen.has(found.key)) continue
    seen.add(found.key)
    const row = listRow(r, found.key)
    if (row === undefined || !showsByEmail(terms, row, narrowing.rowsOnly, asksEmails(terms))) continue
    if (before !== null && emails.newestOf(found.key, before) !== null) continue
    yield { row, at: { phase: 'mail', key: found.at }, emailSearchKey: found.at }
  }
}

/** What a statement knows of all that is listed, newest first. */
function* gather(
  { r, slice, listed }: Among,
  sql: string,
  values: readonly (string | number | null | Uint8Array)[],
): Generator<null, readonly Known[]> {
  const read = r.prepare<Known>(sql)
  const known: Known[] = []
  for (let start = 0; start < listed.length; start += readAtOnce) {
    known.push(...read.all(JSON.stringify(listed.slice(start, start + readAtOnce)), ...values))
    if (slice.isOver()) yield null
  }
  return known.sort((a, b) => b.at - a.at)
}

/** Those of some keys, newest first, that a walk of the index meets too. */
function* meet(
  known: readonly Known[],
  take: (below: number, size: number) => readonly { readonly at: number }[],
  slice: Slice,
): Generator<Known | null, undefined> {
  let next = 0
  const first = known[0]
  if (first === undefined) return
  for (const { at } of eachWindow(take, first.at + 1, last => {
    while ((known[next]?.at ?? -1) >= last) next += 1
    return (known[next]?.at ?? -1) + 1
  })) {
    if (slice.isOver()) yield null
    while ((known[next]?.at ?? -1) > at) next += 1
    const one = known[next]
    if (one === undefined) return
    if (one.at === at) yield one
  }
}
