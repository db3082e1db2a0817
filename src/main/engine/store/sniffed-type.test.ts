import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { attachmentsOf, setSniffedType } from './attachments.ts'
import { getConversation } from './conversation-thread.ts'
import { migrations } from './migrations/all.ts'
import { openConnection } from './sqlite.ts'
import {
  addTestAccount,
  addTestConversation,
  deliver,
  makeDataDir,
  openTestStore,
  testEmail,
} from './test-store.ts'

it('attachments of before this column was there are judged by name until they are looked at', () => {
  const dataDir = makeDataDir()
  const before = openTestStore(dataDir)
  const { emailKey, conversationId } = before.write(w => {
    const account = addTestAccount(w)
    const conversation = addTestConversation(w, account)
    const part = { partId: '2', name: 'invoice.pdf', type: 'application/pdf', sizeBytes: 9, inline: false }
    const email = testEmail(account, conversation.key, {
      attachments: [{ ...part, contentId: null, encoding: 'base64' }],
    })
    return {
      emailKey: deliver(w, email, [{ mailbox: account.mailboxes.inbox }]),
      conversationId: conversation.id,
    }
  })
  before.close()
  // Back to the schema before: the column, and every step after it, is undone by name.
  const connection = openConnection(join(dataDir, 'parley.db'))
  connection.exec('ALTER TABLE attachment DROP COLUMN sniffed_type')
  const step = migrations.find(({ slug }) => slug === 'sniffed-type')
  connection.exec(step?.sql ?? '')
  connection.close()

  const after = openTestStore(dataDir)
  const shown = () => getConversation(after.reader, conversationId).emails[0]?.attachments[0]
  expect(shown()).toMatchObject({ kind: 'pdf', openable: true, disguised: false })
  const [row] = attachmentsOf(after.reader, emailKey)
  expect(row?.sniffedType).toBe(null)
  after.write(w => setSniffedType(w, row?.key ?? 0, 'application/x-elf'))
  expect(shown()).toMatchObject({
    type: 'application/x-elf',
    kind: 'program',
    openable: false,
    disguised: true,
  })
  after.close()
  rmSync(dataDir, { recursive: true, force: true })
})
