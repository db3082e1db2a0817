import { rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { refreshConversations } from './conversations.ts'
import { refreshEmails } from './emails.ts'
import { migrations } from './migrations/all.ts'
import { storedRows, taggedKeys } from './plain-model.ts'
import {
  addTestAccount,
  addTestConversation,
  deliverLongAgo,
  makeDataDir,
  openTestStore,
  testEmail,
} from './test-store.ts'

const dataDir = makeDataDir()
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

test('mail that was here before actions has its tags at once, as refreshing would give them', () => {
  const old = openTestStore(dataDir, { migrations: migrations.filter(({ version }) => version < 50) })
  const made = old.write(w => {
    const account = addTestAccount(w)
    return ['Work $label1 $NotJunk', '', '$Forwarded', 'work', '"odd'].map(keywords => {
      const { key } = addTestConversation(w, account)
      const email = deliverLongAgo(w, testEmail(account, key), account.mailboxes.inbox)
      w.prepare('UPDATE email_copy SET keywords = ? WHERE email_key = ?').run(keywords, email)
      w.prepare('UPDATE conversation SET hidden = 0, email_count = 1 WHERE key = ?').run(key)
      return { key, email }
    })
  })
  old.close()
  const store = openTestStore(dataDir)
  const keys = made.map(({ key }) => key)
  const tags = () => [...storedRows(store.reader, keys).values()].map(row => row.tags)
  expect(tags()).toEqual(['$label1 work', '', '', 'work', ''])
  expect(taggedKeys(store.reader)).toEqual([`${keys[0]} $label1`, `${keys[0]} work`, `${keys[3]} work`])
  store.write(w => {
    const emails = made.slice(0, 4).map(({ email }) => email)
    refreshConversations(w, refreshEmails(w, emails))
  })
  expect(tags()).toEqual(['$label1 work', '', '', 'work', ''])
  expect(taggedKeys(store.reader)).toEqual(taggedKeys(store.reader, keys))
  store.close()
})
