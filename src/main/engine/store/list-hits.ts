import type { Reader } from './handle.ts'
import { canMerge, listKeysQuery, memberKeysQuery } from './list-query.ts'
import { countMembers, listedSize } from './list-size.ts'
import { fullCondition, memberLists, type Narrowing } from './narrowing.ts'
import type { Slice } from './slices.ts'

/** Where the list goes on: below this moment and key. */
export type ListPosition = { readonly lastAt: number; readonly key: number }

/** The screen's page, and one row more that tells whether there is another. */
const pageRows = 51

/** Conversations that are read, and tested, at once: 2 µs each. */
const largestWindow = 400

/** Members are counted up to this, to find the shortest list: 0.2 ms. */
const countedAtMost = 5_000

/**
 * Conversations that a filter without words lists, in order, from a position on; null whenever the slice is over.
 *
 * The list of a mailbox or a tag has an order of its own. Where several conditions meet, the shortest of their lists is gone
 * along, and each conversation of it is tested for the others.
 */
export function* listHits(
  r: Reader,
  narrowing: Narrowing,
  from: ListPosition | null,
  slice: Slice,
): Generator<ListPosition | null, undefined> {
  const { take, isWhole } = shortestList(r, narrowing)
  const fits = isWhole ? null : fitTest(r, narrowing)
  let below = from
  for (let size = pageRows; ; size = Math.min(largestWindow, size * 2)) {
    const rows = take(below, size)
    const fitting = fits?.(rows.map(({ key }) => key)) ?? null
    for (const { key, last_at: lastAt } of rows) {
      if (slice.isOver()) yield null
      const isAgain = below?.key === key
      below = { lastAt, key }
      if (!isAgain && (fitting === null || fitting.has(key))) yield below
    }
    if (rows.length < size) return
  }
}

type Row = { readonly key: number; readonly last_at: number }

/** A list in order; `isWhole` where it meets every condition. */
type List = {
  readonly take: (below: ListPosition | null, size: number) => readonly Row[]
  readonly isWhole: boolean
}

function shortestList(r: Reader, narrowing: Narrowing): List {
  const { filter } = narrowing
  const all = memberLists(narrowing)
  const members = all.filter(lists => canMerge(filter, lists.length))
  const [only] = members
  if (only === undefined) return wholeList(r, narrowing, all.length === 0)
  const isWhole = all.length === 1 && filter.source === undefined && filter.accountId === undefined
  if (isWhole) return memberList(r, narrowing, only, true)
  const sized = members.map(lists => ({ lists, size: countMembers(r, lists, countedAtMost) }))
  const shortest = sized.reduce((best, one) => (one.size < best.size ? one : best))
  return listedSize(r, narrowing) < shortest.size
    ? wholeList(r, narrowing, false)
    : memberList(r, narrowing, shortest.lists, false)
}

function wholeList(r: Reader, { filter }: Narrowing, isWhole: boolean): List {
  const take: List['take'] = (below, limit) => {
    const query = listKeysQuery(filter, below !== null)
    const position = { lastAt: below?.lastAt ?? null, key: below?.key ?? null }
    return r
      .prepare<Row>(query.sql)
      .all(...query.bind({ accountId: filter.accountId ?? null, ...position, limit }))
  }
  return { take, isWhole }
}

function memberList(
  r: Reader,
  { filter }: Narrowing,
  lists: readonly (number | string)[],
  isWhole: boolean,
): List {
  const take: List['take'] = (below, size) => {
    const { sql, streams } = memberKeysQuery(filter, lists.length, below !== null)
    const position = below === null ? [] : [below.lastAt, below.key]
    const values = lists.flatMap(list => Array.from({ length: streams }, () => [list, ...position]).flat())
    return r.prepare<Row>(sql).all(...values, size)
  }
  return { take, isWhole }
}

/** Tells which of some conversations meet all conditions. */
function fitTest(r: Reader, narrowing: Narrowing): (keys: readonly number[]) => ReadonlySet<number> {
  const { sql, values } = fullCondition(narrowing)
  const test = r.prepare<{ key: number }>(
    `SELECT key FROM conversation WHERE key IN (SELECT value FROM json_each(?)) AND ${sql}`,
  )
  return keys => new Set(test.all(JSON.stringify(keys), ...values).map(({ key }) => key))
}
