import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pageConversations } from '#engine/store/conversation-page.ts'
import { conversationCounts } from '#engine/store/conversations.ts'
import { openStore, type Store } from '#engine/store/database.ts'
import { listMailboxes } from '#engine/store/mailboxes.ts'
import type { ConversationFilter } from '#shared/conversation.ts'
import { silentLog } from '#shared/log.ts'
import { systemClock } from '#shared/time.ts'
import { createRandom } from '#test/support/random.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { fillList, listAccounts, listSources, listTags } from './filled-list.ts'

/**
 * P6: a page of 50 rows with any filter. Prints one JSON value.
 *
 * `node test/bench/store-page.ts [--conversations 1000000] [--pages 200] [--keep FOLDER]`
 */

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '1000000' },
    pages: { type: 'string', default: '200' },
    keep: { type: 'string' },
  },
})
const total = Number(values.conversations)
const pages = Number(values.pages)

/** Nobody scrolls further in a mailbox, and some of them take longer. */
const memberPages = 40

/** Every combination of conditions that an index answers. */
function filters(): readonly ConversationFilter[] {
  const found: ConversationFilter[] = []
  for (const view of ['active', 'archived', 'snoozed', 'all'] as const)
    for (const source of [undefined, ...listSources])
      for (const read of [undefined, 'read', 'unread'] as const)
        for (const accountId of [undefined, listAccounts[0], listAccounts[2]])
          for (const waiting of [undefined, true])
            for (const hasAttachment of [undefined, true])
              found.push({ view, source, read, accountId, waiting, hasAttachment })
  return found
}

/** Filters by mailbox and by tag, which have no index in the order of the list. */
function memberFilters(store: Store): readonly ConversationFilter[] {
  const mailboxes = listMailboxes(store.reader, listAccounts[0] ?? '').map(({ key }) => ({
    mailbox: String(key),
  }))
  const members = [...mailboxes, ...listTags.map(tag => ({ tag }))]
  return members.flatMap(member =>
    (['active', 'archived', 'all'] as const).flatMap(view =>
      [undefined, 'unread' as const].map(read => ({ view, read, ...member })),
    ),
  )
}

/** Pages from the top down, as scrolling asks for them, and back to the top at the end. */
function measure(store: Store, filter: ConversationFilter, most: number): readonly number[] {
  const times: number[] = []
  let after: string | null = null
  for (let page = 0; page < most; page += 1) {
    const start = performance.now()
    const found = pageConversations(store.reader, filter, after, 50)
    times.push(performance.now() - start)
    after = found.next
  }
  return times
}

type Pages = {
  readonly filters: number
  readonly pages: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly worstFilter: { readonly p95: number; readonly filter: ConversationFilter | null }
}

function measureAll(store: Store, all: readonly ConversationFilter[], most: number): Pages {
  const each = all.map(filter => ({ filter, times: measure(store, filter, most).toSorted((a, b) => a - b) }))
  const sorted = each.flatMap(({ times }) => times).sort((a, b) => a - b)
  let worstFilter: Pages['worstFilter'] = { p95: 0, filter: null }
  for (const { filter, times } of each) {
    const p95 = percentile(times, 0.95)
    if (p95 > worstFilter.p95) worstFilter = { p95, filter }
  }
  return {
    ...{ filters: all.length, pages: sorted.length, worstFilter },
    ...{ p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95), p99Ms: percentile(sorted, 0.99) },
  }
}

const percentile = (sorted: readonly number[], share: number) =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3))

const folder = values.keep === undefined ? await createTempFolder('bench') : null
const dataDir = folder?.path ?? values.keep ?? ''
const store = openStore({ dataDir, clock: systemClock, log: silentLog })
try {
  const filling = performance.now()
  if (conversationCounts(store.reader).total === 0) fillList(store, createRandom(6), total)
  const fillSeconds = (performance.now() - filling) / 1_000
  const listed = measureAll(store, filters(), pages)
  const members = measureAll(store, memberFilters(store), Math.min(pages, memberPages))
  const counting = performance.now()
  const counts = conversationCounts(store.reader)
  const countMs = Number((performance.now() - counting).toFixed(3))
  console.log(
    JSON.stringify({
      goal: 'P6',
      conversations: total,
      ...listed,
      members,
      countMs,
      counts,
      fillSeconds: Math.round(fillSeconds),
      storeBytes: statSync(join(dataDir, 'parley.db')).size,
    }),
  )
} finally {
  store.close()
  if (folder) rmSync(folder.path, { recursive: true, force: true })
}
