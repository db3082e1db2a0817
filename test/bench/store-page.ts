import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pageConversations } from '#engine/store/conversation-page.ts'
import { conversationCounts } from '#engine/store/conversations.ts'
import { openStore, type Store } from '#engine/store/database.ts'
import type { ServerSettings } from '#shared/account.ts'
import type { ConversationFilter, Source } from '#shared/conversation.ts'
import { silentLog } from '#shared/log.ts'
import { minuteMs, systemClock } from '#shared/time.ts'
import { createRandom, type Random } from '#test/support/random.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'

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
const newestAt = Date.UTC(2026, 0, 1)
const accounts = ['a', 'b', 'c'].map(name => `account-${name}`)
const sources: readonly Source[] = ['email', 'form', 'support', 'other']

/** Paused accounts: nobody asks these servers. */
const nowhere = (id: string): ServerSettings => ({
  host: 'imap.shop.example',
  port: 993,
  security: 'tls',
  user: id,
})

/** Mostly answered and archived mail, as years of work leave behind; the last account is a small one. */
function fill(store: Store, random: Random): void {
  store.write(w => {
    for (const id of accounts) {
      w.prepare(
        `INSERT INTO account(id, kind, name, address, imap, body_window, paused, created_at) VALUES (?, 'imap', ?, ?, ?, 'all', 1, 0)`,
      ).run(id, id, `${id}@shop.example`, JSON.stringify(nowhere(id)))
    }
  })
  for (let start = 0; start < total; start += 2_000) {
    store.write(w => {
      const insert = w.prepare(
        `INSERT INTO conversation(id, account_id, contact_id, contact_name, contact_address, source, subject, subject_key,
           preview, preview_author, last_at, email_count, unread_count, unread_since, has_attachment, archived, facet,
           waiting_since, started_at)
         VALUES (?, ?, '', ?, ?, ?, ?, ?, ?, 'contact', ?, 3, ?, ?, ?, ?, ?, ?, ?)`,
      )
      for (let n = start; n < Math.min(total, start + 2_000); n += 1) {
        const at = newestAt - n * minuteMs - random.between(0, 59_000)
        const archived = random.chance(0.9) ? 1 : random.chance(0.02) ? 2 : 0
        const attached = random.chance(0.15)
        const unread = random.chance(archived === 1 ? 0.01 : 0.2)
        const waits = archived !== 1 && random.chance(0.3)
        const account = random.chance(0.01) ? accounts[2] : accounts[n % 2]
        const source = random.chance(0.8) ? 'email' : random.pick(sources)
        insert.run(
          `conversation-${n}`,
          account ?? '',
          `Person ${n % 5_000}`,
          `person${n % 5_000}@customer.example`,
          source,
          `About order ${n}`,
          `about order ${n}`,
          `Thank you for the parcel number ${n}. One thing is still missing, and it is the one that we need most. `.repeat(
            2,
          ),
          at,
          Number(unread),
          unread ? at : null,
          Number(attached),
          archived,
          Number(unread) + 2 * Number(waits) + 4 * Number(attached),
          waits ? at : null,
          at,
        )
      }
    })
  }
}

/** Every combination of conditions that the list offers. */
function filters(): readonly ConversationFilter[] {
  const found: ConversationFilter[] = []
  for (const view of ['active', 'archived', 'snoozed', 'all'] as const)
    for (const source of [undefined, ...sources])
      for (const read of [undefined, 'read', 'unread'] as const)
        for (const accountId of [undefined, accounts[0], accounts[2]])
          for (const waiting of [undefined, true])
            for (const hasAttachment of [undefined, true])
              found.push({ view, source, read, accountId, waiting, hasAttachment })
  return found
}

/** Pages from the top down, as scrolling asks for them, and back to the top at the end. */
function measure(store: Store, filter: ConversationFilter): readonly number[] {
  const times: number[] = []
  let after: string | null = null
  for (let page = 0; page < pages; page += 1) {
    const start = performance.now()
    const found = pageConversations(store.reader, filter, after, 50)
    times.push(performance.now() - start)
    after = found.next
  }
  return times
}

const percentile = (sorted: readonly number[], share: number) =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3))

const folder = values.keep === undefined ? await createTempFolder('bench') : null
const dataDir = folder?.path ?? values.keep ?? ''
const store = openStore({ dataDir, clock: systemClock, log: silentLog })
try {
  const filling = performance.now()
  if (conversationCounts(store.reader).total === 0) fill(store, createRandom(6))
  const fillSeconds = (performance.now() - filling) / 1_000
  const all: number[] = []
  let worst = { p95: 0, filter: {} as ConversationFilter | Record<string, never> }
  for (const filter of filters()) {
    const times = measure(store, filter)
    all.push(...times)
    const p95 = percentile(
      [...times].sort((a, b) => a - b),
      0.95,
    )
    if (p95 > worst.p95) worst = { p95, filter }
  }
  const counting = performance.now()
  const counts = conversationCounts(store.reader)
  const countMs = Number((performance.now() - counting).toFixed(3))
  const sorted = all.sort((a, b) => a - b)
  console.log(
    JSON.stringify({
      goal: 'P6',
      conversations: total,
      filters: filters().length,
      pages: sorted.length,
      p50Ms: percentile(sorted, 0.5),
      p95Ms: percentile(sorted, 0.95),
      p99Ms: percentile(sorted, 0.99),
      worstFilter: worst,
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
