import { readFileSync, rmSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { findSubmission } from '#engine/store/submissions.ts'
import {
  deliver,
  makeDataDir,
  noon,
  openTestStore,
  packTestContent,
  testEmail,
} from '#engine/store/test-store.ts'
import { insertLocalEmail } from '#engine/sync/local-email.ts'
import { accepted, addSendingAccount, createTestOutbox } from './test-outbox.ts'

const dataDir = makeDataDir()
const store = openTestStore(dataDir)
const { conversation } = store.write(w => {
  const made = addSendingAccount(w)
  const html =
    '<p>Look here</p><img src="https://track.example/open.gif?id=ada" width="1" height="1">' +
    '<div style="display:none">hidden words</div><p style="background:url(https://track.example/b.png)">Bye</p>' +
    '<img src="cid:logo@customer.example">'
  deliver(
    w,
    testEmail(made.account, made.conversation.key, {
      messageId: 'tracked@customer.example',
      sentAt: noon + 60_000,
      content: packTestContent({ text: 'Look here\n\nBye', html, headers: '' }),
    }),
    [{ mailbox: made.account.mailboxes.inbox }],
  )
  return made
})
const test = createTestOutbox(store, () => accepted('ada@customer.example'), insertLocalEmail)
const { signal } = new AbortController()
afterEach(async () => {
  await test.close()
  store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

it('R-36: answers and forwards send no picture, style or hidden word of the mail that they quote', async () => {
  for (const kind of ['reply', 'reply-all', 'forward'] as const) {
    const draft = test.drafts.open({ kind, conversationId: conversation.id })
    expect(draft.content.html).toContain('Look here')
    // What a program that washed less would have put into the editor goes out without it too.
    const html = `${draft.content.html}<img src="https://track.example/open.gif?id=ada"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`
    const to = [{ name: '', address: 'ada@customer.example' }]
    const { revision } = test.drafts.save(draft.id, { ...draft.content, html, to })
    const { id } = await test.outbox.send({ draftId: draft.id, revision }, { signal })
    const hash = findSubmission(store.reader, id)?.blobHash ?? ''
    const sent = readFileSync(store.blobs.path(hash)).toString()
    expect(sent).toContain('Look here')
    expect(sent).not.toMatch(/track\.example|hidden words|<img|url\(|data:image|cid:/i)
  }
})
