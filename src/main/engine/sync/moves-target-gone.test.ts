import { afterAll, beforeAll, expect, it } from 'vitest'
import { enqueueMoves } from '#engine/queue/move-jobs.ts'
import { refreshConversations } from '#engine/store/conversations.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import { listMailboxes } from '#engine/store/mailboxes.ts'
import { pendingMovesOf, putPendingMove } from '#engine/store/pending-moves.ts'
import { createTestStore, type TestStore } from '#engine/store/test-store.ts'
import { startMovingServer } from '#test/support/moving-account.ts'

let kept: TestStore
let server: Awaited<ReturnType<typeof startMovingServer>>

beforeAll(async () => {
  kept = createTestStore()
  server = await startMovingServer(kept.store)
})
afterAll(async () => {
  await server.stop()
  kept.remove()
})

it.each(['Projects', 'Archive'])(
  'F-16: a way back into %s, which others removed meanwhile, is refused and seen',
  async path => {
    const account = server.account()
    const { store, accountId, model } = account
    account.deliver('Trash', 'mail@x.example')
    await account.round()
    const copy = store.reader
      .prepare<{ emailKey: number; mailboxKey: number; uid: number }>(
        `SELECT email_key AS emailKey, mailbox_key AS mailboxKey, uid FROM email_copy
         JOIN email ON email.key = email_key WHERE account_id = ?`,
      )
      .get(accountId)
    const target = listMailboxes(store.reader, accountId).find(mailbox => mailbox.path === path)
    if (copy === undefined || target === undefined) throw new Error('The first round reads both')
    const move = { ...copy, toRole: target.role, toMailboxKey: target.key }
    store.write(w => {
      putPendingMove(w, { ...move, hereOnly: false })
      enqueueMoves(w, [{ ...move, accountId }], { actionId: 'undo', now: 0 })
      refreshConversations(w, refreshEmails(w, [copy.emailKey]))
    })
    model.mailboxes.delete(path)
    await account.settle()
    expect(pendingMovesOf(store.reader, copy.emailKey)).toHaveLength(1)
    expect([account.openJobs(), account.failedJobs()]).toEqual([0, 1])
  },
)
