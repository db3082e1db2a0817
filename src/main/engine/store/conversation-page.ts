import type { ConversationFilter, ConversationPage } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import { type StoredListRow, toConversationRow } from './conversation-row.ts'
import type { Reader } from './handle.ts'
import { listQuery } from './list-query.ts'
import { searchConversations } from './search.ts'

const rowsAtMost = 500

/**
 * A page of the list, newest first, at most 500 rows. `after` is the `next` of the page before, or null.
 *
 * With a search: conversations whose contact, subject or preview matches come first, then those with a matching email.
 *
 * @throws AppError 'invalid-request' when `after` is none of ours
 */
export function pageConversations(
  r: Reader,
  filter: ConversationFilter,
  after: string | null,
  limit: number,
): ConversationPage {
  const wanted = Math.min(Math.max(1, Math.floor(limit)), rowsAtMost)
  const search = filter.search?.trim() ? filter.search : undefined
  return search === undefined
    ? pageList(r, filter, after, wanted)
    : searchConversations(r, { ...filter, search }, after, wanted)
}

function pageList(
  r: Reader,
  filter: ConversationFilter,
  after: string | null,
  limit: number,
): ConversationPage {
  const [lastAt, key] = after === null ? [0, 0] : parsePosition(after)
  const query = listQuery(filter, after !== null)
  const rows = r
    .prepare<StoredListRow>(query.sql)
    .all(...query.bind({ accountId: filter.accountId ?? null, lastAt, key, limit: limit + 1, match: null }))
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(toConversationRow),
    next: rows.length > limit && last ? `${last.last_at}.${last.key}` : null,
  }
}

function parsePosition(after: string): readonly [number, number] {
  const found = /^(-?\d{1,16})\.(\d{1,16})$/.exec(after)
  if (found === null) throw new AppError('invalid-request', 'page position')
  return [Number(found[1]), Number(found[2])]
}
