import type { Reader } from './handle.ts'
import { fitsFilter, memberLists, type Narrowing } from './narrowing.ts'

/** How many conversations a filter lists at most: exactly, but for its mailboxes and tag, of which the smallest counts. */
export function listSize(r: Reader, narrowing: Narrowing, most: number): number {
  const members = memberLists(narrowing).map(lists => countMembers(r, lists, most))
  return Math.min(listedSize(r, narrowing), ...members)
}

/** How many conversations a filter lists, its mailboxes and tag apart. */
export function listedSize(r: Reader, narrowing: Narrowing): number {
  return r
    .prepare<TallyRow>('SELECT account_id, archived, source, facet, count FROM conversation_tally')
    .all()
    .filter(row => fitsFilter(row, narrowing.filter))
    .reduce((sum, row) => sum + row.count, 0)
}

type TallyRow = Parameters<typeof fitsFilter>[0] & { readonly count: number }

/** How many conversations some mailboxes, or a tag, have; each is counted up to one more than `most`. */
export function countMembers(r: Reader, lists: readonly (number | string)[], most: number): number {
  const count = r.prepare<{ n: number }>(
    'SELECT count(*) AS n FROM (SELECT 1 FROM list_member WHERE list = ? LIMIT ?)',
  )
  return lists.reduce<number>((sum, list) => sum + (count.get(list, most + 1)?.n ?? 0), 0)
}
