import type { ConversationFilter, ConversationPage } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import { type StoredListRow, toConversationRow } from './conversation-row.ts'
import type { Reader } from './handle.ts'
import { type ListPosition, listHits } from './list-hits.ts'
import { listQuery } from './list-query.ts'
import { memberCondition, type Narrowing, narrow } from './narrowing.ts'
import { searchConversations } from './search.ts'
import { listRow, newestKey } from './search-hit.ts'
import { searchHits } from './search-hits.ts'
import { toSearchTerms } from './search-terms.ts'
import { createSlice, runAtOnce, type Sliced } from './slices.ts'

const rowsAtMost = 500

/**
 * A page of the list, newest first, at most 500 rows. `after` is the `next` of the page before, or null.
 *
 * With words, or operators that ask for emails, it is what `searchConversations` finds; other operators narrow the list.
 *
 * @throws AppError 'invalid-request' when `after` is none of ours
 */
export function* pageInSlices(
  r: Reader,
  filter: ConversationFilter,
  after: string | null,
  limit: number,
): Sliced<ConversationPage> {
  const wanted = Math.min(Math.max(1, Math.floor(limit)), rowsAtMost)
  const narrowing = narrow(r, filter)
  if (narrowing === null) return { rows: [], next: null }
  if (isSearch(narrowing)) return yield* searchConversations(r, narrowing, after, wanted)
  const from = after === null ? null : parsePosition(after)
  if (memberCondition(narrowing) !== null) return yield* pageMembers(r, narrowing, from, wanted)
  return pageList(r, narrowing, from, wanted)
}

/** The same at once, however long it takes: for few rows, and for programs that do nothing else. */
export function pageConversations(
  r: Reader,
  filter: ConversationFilter,
  after: string | null,
  limit: number,
): ConversationPage {
  return runAtOnce(pageInSlices(r, filter, after, limit))
}

/** Keys of the conversations that a filter finds, in the order of the list, at most so many. */
export function* findConversationKeys(
  r: Reader,
  filter: ConversationFilter,
  most: number,
): Sliced<readonly number[]> {
  const narrowing = narrow(r, filter)
  const found = new Set<number>()
  if (narrowing === null) return []
  const slice = createSlice()
  for (const key of eachKey(r, narrowing, slice)) {
    if (key === null) {
      yield
      slice.restart()
    } else found.add(key)
    if (found.size >= most) break
  }
  return [...found]
}

function* eachKey(
  r: Reader,
  narrowing: Narrowing,
  slice: ReturnType<typeof createSlice>,
): Generator<number | null, undefined> {
  if (isSearch(narrowing)) {
    const from = { phase: 'rows', key: newestKey } as const
    for (const hit of searchHits(r, narrowing, toSearchTerms(narrowing.search), from, slice))
      yield hit?.row.key ?? null
  } else for (const hit of listHits(r, narrowing, null, slice)) yield hit?.key ?? null
}

/** Whether words or emails are asked for; other operators only narrow the list. */
function isSearch({ search }: Narrowing): boolean {
  const ofEmails = ['from', 'to', 'subject', 'before', 'after']
  return search.words.length > 0 || search.operators.some(({ name }) => ofEmails.includes(name))
}

function pageList(
  r: Reader,
  { filter }: Narrowing,
  from: ListPosition | null,
  limit: number,
): ConversationPage {
  const query = listQuery(filter, from !== null)
  const rows = r.prepare<StoredListRow>(query.sql).all(
    ...query.bind({
      accountId: filter.accountId ?? null,
      lastAt: from?.lastAt ?? null,
      key: from?.key ?? null,
      limit: limit + 1,
    }),
  )
  return toPage(rows, limit)
}

function* pageMembers(
  r: Reader,
  narrowing: Narrowing,
  from: ListPosition | null,
  limit: number,
): Sliced<ConversationPage> {
  const slice = createSlice()
  const rows: StoredListRow[] = []
  for (const hit of listHits(r, narrowing, from, slice)) {
    const row = hit && listRow(r, hit.key)
    if (row) rows.push(row)
    if (rows.length > limit) break
    if (hit !== null) continue
    yield
    slice.restart()
  }
  return toPage(rows, limit)
}

/** A page of rows of which one more was asked for than it shows. */
function toPage(rows: readonly StoredListRow[], limit: number): ConversationPage {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(toConversationRow),
    next: rows.length > limit && last ? `${last.last_at}.${last.key}` : null,
  }
}

function parsePosition(after: string): ListPosition {
  const found = /^(-?\d{1,16})\.(\d{1,16})$/.exec(after)
  if (found === null) throw new AppError('invalid-request', 'page position')
  return { lastAt: Number(found[1]), key: Number(found[2]) }
}
