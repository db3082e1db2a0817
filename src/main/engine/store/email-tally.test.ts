import { rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { getAccount, removeAccount } from './accounts.ts'
import { refreshEmails } from './emails.ts'
import { migrations } from './migrations/all.ts'
import {
  addTestAccount,
  addTestConversation,
  deliver,
  deliverLongAgo,
  makeDataDir,
  openTestStore,
  testEmail,
} from './test-store.ts'

const dataDir = makeDataDir()
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

test('an account knows how many emails it has, also those from before they were tallied', () => {
  const old = openTestStore(dataDir, { migrations: migrations.filter(({ version }) => version < 50) })
  const account = old.write(w => {
    const made = addTestAccount(w)
    const conversation = addTestConversation(w, made)
    for (let at = 0; at < 3; at += 1)
      deliverLongAgo(w, testEmail(made, conversation.key), made.mailboxes.inbox)
    return { ...made, conversation }
  })
  old.close()
  const store = openTestStore(dataDir)
  const count = () => getAccount(store.reader, account.id).emailCount
  expect(count()).toBe(3)
  const added = store.write(w =>
    deliver(w, testEmail(account, account.conversation.key), [{ mailbox: account.mailboxes.inbox }]),
  )
  expect(count()).toBe(4)
  // A draft is no email that came or went.
  store.write(w => {
    w.prepare('UPDATE email_copy SET draft = 1, mailbox_key = ? WHERE email_key = ?').run(
      account.mailboxes.drafts,
      added,
    )
    refreshEmails(w, [added])
  })
  expect(count()).toBe(3)
  store.write(w => w.prepare('DELETE FROM email WHERE key <> ?').run(added))
  expect(count()).toBe(0)
  store.write(w => removeAccount(w, account.id))
  expect(store.reader.prepare('SELECT * FROM email_tally').all()).toEqual([])
  store.close()
})
