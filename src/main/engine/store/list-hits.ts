import type { Reader } from './handle.ts'
import { listKeysQuery } from './list-query.ts'
import { countMembers, listedSize, smallestMailboxes } from './list-size.ts'
import { memberCondition, type Narrowing, rowCondition } from './narrowing.ts'
import type { Slice } from './slices.ts'

/** Where the list goes on: below this moment and key. */
export type ListPosition = { readonly lastAt: number; readonly key: number }

/** As many members as this are sorted rather than looked for along the list: about 8 ms. */
const fewMembers = 3_000

/** The screen's page, and one row more that tells whether there is another. */
const pageRows = 51

/** So many conversations are tried along the list before its hits must have come often enough: about 8 ms. */
const triesAtMost = 1_500
const triesPerHit = 40

/** Members beyond this take longer to sort than to look for. */
const manyMembers = 100_000

/** Conversations that are tested at once: a page's worth at first. */
const firstWindow = 100
const window = 400

/**
 * Conversations that a filter without words lists, in order, from a position on; null whenever the slice is over.
 *
 * A mailbox or a tag has no index in the order of the list. Where few conversations have it, they are gathered and
 * sorted; where many do, the list is walked and each is tried, and should that find too few, they are gathered after all.
 */
export function* listHits(
  r: Reader,
  narrowing: Narrowing,
  from: ListPosition | null,
  slice: Slice,
): Generator<ListPosition | null, undefined> {
  const isMember = memberTest(r, narrowing)
  let below = from
  if (isMember === null || isWalkShorter(r, narrowing)) {
    const tried = yield* walk(r, narrowing, from, slice, isMember)
    if (tried === 'done') return
    below = tried
  }
  yield* gather(r, narrowing, below, slice, isMember ?? (keys => new Set(keys)))
}

/** Whether a page is found sooner along the list: by so many tries, with members spread evenly. */
function isWalkShorter(r: Reader, narrowing: Narrowing): boolean {
  const members = countMembers(r, narrowing, fewMembers)
  if (members > fewMembers) return true
  const triesPerPage = (pageRows * listedSize(r, narrowing)) / Math.max(1, members)
  return triesPerPage < members
}

/** Those of some conversations that are in the filter's mailboxes and have its tag: 5 µs each, three times that alone. */
type MemberTest = (keys: readonly number[]) => ReadonlySet<number>

function memberTest(r: Reader, narrowing: Narrowing): MemberTest | null {
  const member = memberCondition(narrowing)
  if (member === null) return null
  const test = r.prepare<{ key: number }>(
    `SELECT key FROM (SELECT value AS key FROM json_each(?)) AS conversation WHERE ${member.sql}`,
  )
  return keys => new Set(test.all(JSON.stringify(keys), ...member.values).map(({ key }) => key))
}

/** Goes along the list. Returns where it gave up, or that it came to the end. */
function* walk(
  r: Reader,
  narrowing: Narrowing,
  from: ListPosition | null,
  slice: Slice,
  isMember: MemberTest | null,
): Generator<ListPosition | null, ListPosition | 'done'> {
  let below = from
  let tries = 0
  let hits = 0
  for (let size = firstWindow; ; size = Math.min(window, size * 2)) {
    const query = listKeysQuery(narrowing.filter, below !== null)
    const keys = r.prepare<{ key: number; last_at: number }>(query.sql).all(
      ...query.bind({
        accountId: narrowing.filter.accountId ?? null,
        lastAt: below?.lastAt ?? null,
        key: below?.key ?? null,
        limit: size,
      }),
    )
    const members = isMember?.(keys.map(({ key }) => key)) ?? null
    for (const { key, last_at: lastAt } of keys) {
      if (slice.isOver()) yield null
      below = { lastAt, key }
      tries += 1
      if (members !== null && !members.has(key)) continue
      hits += 1
      yield below
    }
    if (keys.length < size || below === null) return 'done'
    const isFruitless = isMember !== null && tries >= triesAtMost && hits * triesPerHit < tries
    if (isFruitless && areMembersFewer(r, narrowing)) return below
  }
}

function areMembersFewer(r: Reader, narrowing: Narrowing): boolean {
  const most = Math.min(manyMembers, listedSize(r, narrowing))
  return countMembers(r, narrowing, most) <= most
}

/** Starts from the members: all of them, sorted. */
function* gather(
  r: Reader,
  narrowing: Narrowing,
  below: ListPosition | null,
  slice: Slice,
  isMember: MemberTest,
): Generator<ListPosition | null, undefined> {
  const found = new Map<number, number>()
  for (const members of memberWindows(r, narrowing)) {
    for (const { key, last_at: lastAt } of members) if (isBelow(lastAt, key, below)) found.set(key, lastAt)
    if (slice.isOver()) yield null
  }
  const sorted = [...found].sort(([a, atA], [b, atB]) => atB - atA || b - a)
  for (let start = 0; start < sorted.length; start += firstWindow) {
    const some = sorted.slice(start, start + firstWindow)
    const members = isMember(some.map(([key]) => key))
    for (const [key, lastAt] of some) if (members.has(key)) yield { lastAt, key }
    if (slice.isOver()) yield null
  }
}

function isBelow(lastAt: number, key: number, below: ListPosition | null): boolean {
  return below === null || lastAt < below.lastAt || (lastAt === below.lastAt && key < below.key)
}

type Member = { readonly key: number; readonly last_at: number }

/** Conversations that may have the filter's tag, or its smallest mailbox, in windows; some come more than once. */
function* memberWindows(r: Reader, narrowing: Narrowing): Generator<readonly Member[], undefined> {
  const { sql, values } = rowCondition(narrowing)
  const { tag } = narrowing.filter
  const set = smallestMailboxes(r, narrowing)
  if (set === null) {
    yield* eachWindow(
      r.prepare<Member & { at: number }>(
        `SELECT tagged.conversation_key AS at, conversation.key, last_at FROM
           (SELECT conversation_key FROM conversation_tag WHERE keyword = ? AND conversation_key > ?
            ORDER BY conversation_key LIMIT ?) AS tagged
         LEFT JOIN conversation ON conversation.key = tagged.conversation_key AND ${sql}`,
      ).all,
      [tag ?? ''],
      values,
    )
    return
  }
  const copies = r.prepare<Member & { at: number }>(
    `SELECT copy.uid AS at, conversation.key, last_at FROM
       (SELECT uid, email_key FROM email_copy WHERE mailbox_key = ? AND uid > ? ORDER BY uid LIMIT ?) AS copy
     LEFT JOIN email ON email.key = copy.email_key
     LEFT JOIN conversation ON conversation.key = email.conversation_key AND ${sql}`,
  )
  for (const mailbox of set) yield* eachWindow(copies.all, [mailbox], values)
  // What is on its way there: whether it is, the test tells.
  yield r
    .prepare<Member>(
      `SELECT DISTINCT conversation.key, last_at FROM pending_move AS move CROSS JOIN email ON email.key = move.email_key
       CROSS JOIN conversation ON conversation.key = email.conversation_key AND ${sql}`,
    )
    .all(...values)
}

type Row = { readonly at: number; readonly key: number | null; readonly last_at: number | null }

function* eachWindow(
  take: (...values: (string | number | null | Uint8Array)[]) => readonly Row[],
  first: readonly (string | number)[],
  last: readonly (string | number | null | Uint8Array)[],
): Generator<readonly Member[], undefined> {
  for (let after = -1; ; ) {
    const rows = take(...first, after, window, ...last)
    yield rows.flatMap(({ key, last_at }) => (key === null || last_at === null ? [] : [{ key, last_at }]))
    const end = rows.at(-1)
    if (end === undefined || rows.length < window) return
    after = end.at
  }
}
