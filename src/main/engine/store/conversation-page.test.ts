import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationFilter, ConversationRow, Source } from '#shared/conversation.ts'
import { createRandom } from '#test/support/random.ts'
import { pageConversations } from './conversation-page.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestAccount,
  type TestStore,
  testEmail,
} from './test-store.ts'

const sources: readonly Source[] = ['email', 'form', 'support', 'other']
type Known = {
  readonly id: string
  readonly source: Source
  readonly accountId: string
  readonly archived: boolean
  readonly unread: boolean
  readonly waiting: boolean
  readonly at: number
}

let test: TestStore
let accounts: readonly TestAccount[]
let known: Known[]
beforeEach(() => {
  test = createTestStore()
  const random = createRandom(3)
  known = []
  test.store.write(w => {
    accounts = [addTestAccount(w), addTestAccount(w, 'you@shop.example')]
    for (let n = 0; n < 200; n += 1) {
      const account = random.pick(accounts)
      const source = random.pick(sources)
      const { key, id } = addTestConversation(w, account, { source })
      const [archived, seen, answered] = [random.chance(0.4), random.chance(0.6), random.chance(0.5)]
      const at = noon + random.between(0, 40) * 1_000 // many at the same moment
      deliver(w, testEmail(account, key, { sentAt: at }), [
        { mailbox: account.mailboxes[archived ? 'archive' : 'inbox'], flags: seen ? ['\\Seen'] : [] },
      ])
      if (answered)
        deliver(w, testEmail(account, key, { sentAt: at, outbound: true }), [
          { mailbox: account.mailboxes.sent },
        ])
      known.push({
        id,
        source,
        accountId: account.id,
        archived,
        unread: !seen,
        waiting: !answered && !archived,
        at,
      })
    }
  })
})
afterEach(() => test.remove())

const all = (filter: ConversationFilter, limit: number): readonly ConversationRow[] => {
  const rows: ConversationRow[] = []
  let after: string | null = null
  do {
    const page = pageConversations(test.store.reader, filter, after, limit)
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  return rows
}
const fits = (one: Known, filter: ConversationFilter) =>
  one.archived === (filter.view === 'archived') &&
  (filter.source === undefined || one.source === filter.source) &&
  (filter.read === undefined || one.unread === (filter.read === 'unread')) &&
  (filter.accountId === undefined || one.accountId === filter.accountId) &&
  (filter.waiting !== true || one.waiting)

describe('a page of the list', () => {
  it('holds what every combination of conditions asks for, newest first, each once', () => {
    for (const view of ['active', 'archived'] as const)
      for (const source of [undefined, 'email', 'form'] as const)
        for (const read of [undefined, 'read', 'unread'] as const)
          for (const accountId of [undefined, accounts[0]?.id])
            for (const waiting of [undefined, true]) {
              const filter = { view, source, read, accountId, waiting }
              const rows = all(filter, 7)
              const wanted = known.filter(one => fits(one, filter))
              expect(rows.map(row => row.id).sort()).toEqual(wanted.map(one => one.id).sort())
              expect(rows.map(row => row.lastAt)).toEqual(wanted.map(one => one.at).sort((a, b) => b - a))
            }
  })

  it('reads an index in order and sorts nothing, whatever is asked', async () => {
    const { listQuery } = await import('./list-query.ts')
    for (const filter of [
      { view: 'active' },
      { view: 'active', source: 'form' },
      { view: 'archived', read: 'unread' },
      { view: 'active', accountId: 'a', waiting: true },
    ] as const) {
      const query = listQuery(filter, true)
      const plan = test.store.reader
        .prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${query.sql}`)
        .all(...query.bind({ accountId: 'a', lastAt: 1, key: 1, limit: 1 }))
        .map(step => step.detail)
      expect(plan.filter(detail => /TEMP B-TREE|SCAN conversation/.test(detail))).toEqual([])
      expect(
        plan.filter(detail => detail.startsWith('SEARCH conversation USING COVERING INDEX')).length,
      ).toBeGreaterThan(0)
    }
  })

  it('has an end, and says so', () => {
    const first = pageConversations(test.store.reader, { view: 'active' }, null, 500)
    expect(first.next).toBeNull()
    const total = known.filter(one => !one.archived).length
    expect(pageConversations(test.store.reader, { view: 'active' }, null, total).next).toBeNull()
    expect(pageConversations(test.store.reader, { view: 'active' }, null, total - 1).next).not.toBeNull()
  })

  it('stays on course while rows arrive above', () => {
    const first = pageConversations(test.store.reader, { view: 'active' }, null, 10)
    test.store.write(w => {
      const account = accounts[0]
      if (account === undefined) throw new Error('an account was made')
      const { key } = addTestConversation(w, account)
      deliver(w, testEmail(account, key, { sentAt: noon + 1e9 }), [{ mailbox: account.mailboxes.inbox }])
    })
    const second = pageConversations(test.store.reader, { view: 'active' }, first.next, 500)
    const seen = [...first.rows, ...second.rows].map(row => row.id)
    expect(new Set(seen).size).toBe(known.filter(one => !one.archived).length)
  })
})
