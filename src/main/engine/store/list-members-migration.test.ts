import { rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { inspectStore } from './doctor.ts'
import { countWrongMembers } from './list-members.ts'
import { migrations } from './migrations/all.ts'
import { putPendingMove } from './pending-moves.ts'
import { plainRows, storedRows } from './plain-model.ts'
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

test('what was here before is in the lists of its mailboxes and tags, and doctor misses what is taken out', async () => {
  const old = openTestStore(dataDir, { migrations: migrations.filter(({ version }) => version < 120) })
  const keys = old.write(w => {
    const account = addTestAccount(w)
    const { inbox, archive, none, junk } = account.mailboxes
    const add = (tags: string, hidden: number, ...mailboxes: readonly number[]) => {
      const { key } = addTestConversation(w, account)
      const emails = mailboxes.map(mailbox => deliverLongAgo(w, testEmail(account, key), mailbox))
      w.prepare('UPDATE conversation SET hidden = ?, tags = ? WHERE key = ?').run(hidden, tags, key)
      return { key, email: emails[0] ?? 0 }
    }
    const moved = add('', 0, inbox, none)
    const wished = add('$label1 work', 0, inbox)
    const wish = { mailboxKey: inbox, hereOnly: false }
    putPendingMove(w, { ...wish, emailKey: moved.email, toRole: 'archive', toMailboxKey: null })
    putPendingMove(w, { ...wish, emailKey: wished.email, toRole: 'none', toMailboxKey: none, part: 0 })
    putPendingMove(w, { ...wish, emailKey: wished.email, toRole: 'inbox', toMailboxKey: inbox, part: 1 })
    return [moved, wished, add('odd"tag\\', 0, archive, inbox), add('work', 1, junk), add('', 0)].map(
      ({ key }) => key,
    )
  })
  old.close()
  const store = openTestStore(dataDir)
  const { reader } = store
  const mailboxes = (rows: ReadonlyMap<string, Record<string, unknown>>) =>
    [...rows.values()].map(row => row.mailboxes)
  expect(mailboxes(storedRows(reader, keys))).toEqual(mailboxes(plainRows(reader, keys)))
  expect(countWrongMembers(reader)).toBe(0)
  const members = () => reader.prepare<{ n: number }>('SELECT count(*) AS n FROM list_member').get()?.n
  // Two each of the first three by their mailboxes, two tags and an odd one; none of what is hidden or empty.
  expect(members()).toBe(9)
  expect(await inspectStore(reader, store.blobs)).toMatchObject({ ok: true, wrongMembers: 0 })
  store.write(w => w.prepare('DELETE FROM list_member WHERE conversation_key = ?').run(keys[1] ?? 0))
  expect(await inspectStore(reader, store.blobs)).toMatchObject({ ok: false, wrongMembers: 4 })
  store.close()
})
