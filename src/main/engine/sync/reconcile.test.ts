import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEvents } from '#engine/events.ts'
import type { ServerMailbox } from '#engine/mail/imap/mailboxes.ts'
import type { Store } from '#engine/store/database.ts'
import { emailsWithoutPlace } from '#engine/store/emails.ts'
import { listMailboxes } from '#engine/store/mailboxes.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  type TestStore,
  testEmail,
} from '#engine/store/test-store.ts'
import { reconcileMailboxes } from './reconcile.ts'

let kept: TestStore
let account: ReturnType<typeof addTestAccount>

beforeEach(() => {
  kept = createTestStore()
  account = kept.store.write(w => addTestAccount(w))
})
afterEach(() => kept.remove())

const listed = (change: Partial<Record<string, Partial<ServerMailbox>>> = {}): readonly ServerMailbox[] =>
  listMailboxes(kept.store.reader, account.id).map(({ path, name, delimiter, role, selectable }) => ({
    path,
    name,
    delimiter,
    role,
    selectable,
    state: null,
    ...change[path],
  }))

const emails = () => kept.store.reader.prepare('SELECT key FROM email').all().length

async function reconcile(
  server: readonly ServerMailbox[],
  { store = kept.store, signal = new AbortController().signal } = {},
) {
  const events = createEvents({ counts: () => ({ total: 0, active: 0, archived: 0, snoozed: 0, unread: 0 }) })
  const result = await reconcileMailboxes({ store, events }, account.id, server, {
    signal,
    isSame: async () => false,
  })
  events.close()
  return result
}

test('a mailbox that stays only as the name above its children holds no mail any more', async () => {
  kept.store.write(w => {
    const { key } = addTestConversation(w, account)
    deliver(w, testEmail(account, key), [{ mailbox: account.mailboxes.none }])
  })
  const after = listed({ none: { selectable: false } })
  const records = await reconcile(after)
  expect(emailsWithoutPlace(kept.store.reader, account.id, 5)).toHaveLength(1)
  expect(records.map(({ server }) => server.path)).not.toContain('none')
  const stored = listMailboxes(kept.store.reader, account.id).find(mailbox => mailbox.path === 'none')
  expect(stored?.selectable).toBe(false)
  await reconcile(after)
  expect(listMailboxes(kept.store.reader, account.id).map(mailbox => mailbox.key)).toContain(stored?.key)
})

test('mail of a mailbox that is still listed stays', async () => {
  kept.store.write(w => {
    const { key } = addTestConversation(w, account)
    deliver(w, testEmail(account, key), [{ mailbox: account.mailboxes.none }])
  })
  await reconcile(listed())
  expect(emails()).toBe(1)
})

test('F-02: a role change that was cut is finished by the next round', async () => {
  kept.store.write(w => {
    for (let mail = 0; mail < 450; mail += 1) {
      const { key } = addTestConversation(w, account)
      deliver(w, testEmail(account, key), [{ mailbox: account.mailboxes.none }])
    }
  })
  const counted = () =>
    kept.store.reader.prepare<{ n: number }>('SELECT count(*) AS n FROM email WHERE counted = 1').get()?.n
  expect(counted()).toBe(450)
  const after = listed({ none: { role: 'junk' } })
  const cut = new AbortController()
  const store: Store = {
    ...kept.store,
    write: operation => {
      const result = kept.store.write(operation)
      if (counted() !== 450) cut.abort(new Error('killed'))
      return result
    },
  }
  await expect(reconcile(after, { store, signal: cut.signal })).rejects.toThrow('killed')
  expect(counted()).toBe(250)
  await reconcile(after)
  expect(counted()).toBe(0)
  expect(listMailboxes(kept.store.reader, account.id).filter(({ placesStale }) => placesStale)).toEqual([])
})
