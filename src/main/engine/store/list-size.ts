import type { Reader } from './handle.ts'
import { fitsFilter, type Narrowing } from './narrowing.ts'

/** Sets are compared up to this size. */
const comparedAtMost = 100_000

/** How many conversations a filter lists at most: exactly, but for its mailboxes and tag, of which the smallest counts. */
export function listSize(r: Reader, narrowing: Narrowing, most: number): number {
  return Math.min(listedSize(r, narrowing), countMembers(r, narrowing, most))
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

/** How many members the smallest of the filter's sets has, counted up to one more than `most`. */
export function countMembers(r: Reader, narrowing: Narrowing, most: number): number {
  const counts = narrowing.mailboxes.map(set => copiesIn(r, set, most))
  if (narrowing.filter.tag !== undefined) counts.push(taggedWith(r, narrowing.filter.tag, most))
  return Math.min(...counts)
}

/** The mailboxes with the fewest copies; null where the tag has fewer still, or there is only a tag. */
export function smallestMailboxes(r: Reader, narrowing: Narrowing): readonly number[] | null {
  const { tag } = narrowing.filter
  let fewest = tag === undefined ? Number.POSITIVE_INFINITY : taggedWith(r, tag, comparedAtMost)
  let smallest: readonly number[] | null = null
  for (const set of narrowing.mailboxes) {
    const copies = copiesIn(r, set, comparedAtMost)
    if (copies >= fewest) continue
    fewest = copies
    smallest = set
  }
  return smallest
}

function copiesIn(r: Reader, mailboxes: readonly number[], most: number): number {
  const count = r.prepare<{ n: number }>(
    'SELECT count(*) AS n FROM (SELECT 1 FROM email_copy WHERE mailbox_key = ? LIMIT ?)',
  )
  return mailboxes.reduce((sum, key) => sum + (count.get(key, most + 1)?.n ?? 0), 0)
}

function taggedWith(r: Reader, tag: string, most: number): number {
  const count = r.prepare<{ n: number }>(
    'SELECT count(*) AS n FROM (SELECT 1 FROM conversation_tag WHERE keyword = ? LIMIT ?)',
  )
  return count.get(tag, most + 1)?.n ?? 0
}
