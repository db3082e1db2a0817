import { rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { hasWritten, isHistoryComplete, wasWrittenTo } from './mail-history.ts'
import { migrations } from './migrations/all.ts'
import {
  addTestAccount,
  addTestConversation,
  deliverLongAgo,
  makeDataDir,
  noon,
  openTestStore,
  testEmail,
} from './test-store.ts'

const dataDir = makeDataDir()
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

test('mail that was here before the indexes is found through them', () => {
  const old = openTestStore(dataDir, { migrations: migrations.filter(({ version }) => version < 40) })
  const accountId = old.write(w => {
    const account = addTestAccount(w)
    const conversation = addTestConversation(w, account)
    deliverLongAgo(w, testEmail(account, conversation.key), account.mailboxes.inbox)
    const sent = testEmail(account, conversation.key, { outbound: true, sentAt: noon + 5 })
    deliverLongAgo(w, sent, account.mailboxes.sent)
    return account.id
  })
  old.close()
  const store = openTestStore(dataDir)
  const r = store.reader
  expect(hasWritten(r, 'Ada@Customer.example', noon + 1)).toBe(true)
  expect(hasWritten(r, 'ada@customer.example', noon)).toBe(false)
  expect(hasWritten(r, 'bo@customer.example', noon + 1)).toBe(false)
  expect(wasWrittenTo(r, 'ada@customer.example', noon + 6)).toBe(true)
  expect(wasWrittenTo(r, 'ada@customer.example', noon + 5)).toBe(false)
  expect(isHistoryComplete(r, accountId)).toBe(false)
  const plan = r
    .prepare<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT 1 FROM email WHERE from_address = ? COLLATE NOCASE AND sent_at < ?
         AND outbound = 0 AND counted = 1`,
    )
    .all('x', 1)
  expect(plan.map(({ detail }) => detail).join()).toContain('email_by_sender')
  store.close()
})
