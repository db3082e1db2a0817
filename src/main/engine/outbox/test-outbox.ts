import { createMailReader } from '#engine/mail/mime/reader.ts'
import type { SubmitOptions } from '#engine/mail/smtp/submit.ts'
import type { SubmitResult } from '#engine/mail/smtp/submit-result.ts'
import { updateAccount } from '#engine/store/accounts.ts'
import type { Store } from '#engine/store/database.ts'
import type { Writer } from '#engine/store/handle.ts'
import { addTestAccount, addTestConversation, deliver, noon, testEmail } from '#engine/store/test-store.ts'
import type { DraftContent } from '#shared/draft.ts'
import { silentLog } from '#shared/log.ts'
import { createDrafts } from './drafts.ts'
import { createOutbox, type OutboxDeps } from './outbox.ts'
import type { InsertLocal } from './put-into-outbox.ts'
import type { Pause } from './sending-loop.ts'

const smtp = { host: 'smtp.shop.example', port: 465, security: 'tls', user: 'me@shop.example' } as const

/** An account that sends, with a conversation that waits for an answer. */
export function addSendingAccount(w: Writer) {
  const account = addTestAccount(w)
  updateAccount(w, account.id, {
    name: 'Shop',
    address: 'me@shop.example',
    imap: { ...smtp, host: 'imap.shop.example' },
    smtp,
    bodyWindow: 'all',
    identities: [{ name: 'Shop', address: 'me@shop.example', addressKey: 'me@shop.example' }],
  })
  const conversation = addTestConversation(w, account)
  const question = deliver(
    w,
    testEmail(account, conversation.key, { messageId: 'question@customer.example' }),
    [{ mailbox: account.mailboxes.inbox }],
  )
  return { account, conversation, question }
}

/** What the server of a test does with a mail. */
export type FakeServer = (bytes: Buffer, options: SubmitOptions) => Promise<SubmitResult> | SubmitResult

/** The answer of a server that takes all. */
export const accepted = (...addresses: readonly string[]): SubmitResult => ({
  outcome: 'accepted',
  recipients: addresses.map(address => ({ address, state: 'accepted', reply: '250 OK' })),
  problem: null,
  sizeLimitBytes: null,
})

/** A clock that stands until it is set, and pauses that end when it is. */
function createTestTime() {
  let now = noon
  const waiting = new Set<() => void>()
  const createPause = (): Pause => {
    let end: (() => void) | null = null
    let ended = false
    return {
      wait: (ms, signal) =>
        new Promise(resolve => {
          if (ended || signal.aborted) {
            ended = false
            return resolve()
          }
          const until = now + ms
          const finish = () => {
            waiting.delete(check)
            signal.removeEventListener('abort', finish)
            end = null
            resolve()
          }
          const check = () => {
            if (now >= until) finish()
          }
          waiting.add(check)
          end = finish
          signal.addEventListener('abort', finish, { once: true })
        }),
      end: () => {
        if (end === null) ended = true
        else end()
      },
    }
  }
  return {
    clock: { now: () => now },
    createPause,
    set: (at: number) => {
      now = at
      for (const check of [...waiting]) check()
    },
  }
}

/** Drafts and an outbox over a store, with a server of the test's own. */
export function createTestOutbox(
  store: Store,
  server: FakeServer,
  insertLocal: InsertLocal,
  options: Partial<OutboxDeps> = {},
) {
  const time = createTestTime()
  const reader = createMailReader({
    workerUrl: new URL('../mail/mime/worker.ts', import.meta.url),
    log: silentLog,
  })
  const changes: object[] = []
  const changed = (change: object) => void changes.push(change)
  const drafts = createDrafts({
    store,
    clock: time.clock,
    changed,
    fetchAttachment: () => Promise.reject(new Error('nothing to fetch here')),
    jobsWait: () => {},
  })
  const outbox = createOutbox({
    store,
    reader,
    clock: time.clock,
    log: silentLog,
    createPause: time.createPause,
    insertLocal,
    secret: async () => 'secret',
    jobsWait: () => {},
    changed,
    submit: async (_server, _secret, mail, submitOptions) => {
      const chunks: Buffer[] = []
      for await (const chunk of mail.open()) chunks.push(Buffer.from(chunk))
      return server(Buffer.concat(chunks), submitOptions)
    },
    ...options,
  })
  const { signal } = new AbortController()
  return {
    ...time,
    drafts,
    outbox,
    changes,
    /** Writes an answer in a conversation and hands it to the outbox. */
    answer: async (conversationId: string, change: Partial<DraftContent> = {}, sendAt?: number) => {
      const draft = drafts.open({ kind: 'reply', conversationId })
      const content = { ...draft.content, html: '<p>Soon.</p>', text: 'Soon.', ...change }
      const { revision } = drafts.save(draft.id, content)
      return outbox.send({ draftId: draft.id, revision, sendAt }, { signal })
    },
    close: async () => {
      await outbox.close()
      await reader.close()
    },
  }
}
