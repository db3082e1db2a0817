import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getConversation } from './conversation-thread.ts'
import type { Store } from './database.ts'
import { type NewBounce, putBounce } from './delivery.ts'
import { emailsMissingBodies } from './emails.ts'
import { migrations } from './migrations/all.ts'
import {
  addTestAccount,
  addTestConversation,
  deliver,
  deliverLongAgo,
  makeDataDir,
  noon,
  openTestStore,
  testEmail,
} from './test-store.ts'
import { tieBounce } from './tie-bounce.ts'

let dataDir = ''
let store: Store | null = null

beforeEach(() => {
  dataDir = makeDataDir()
})
afterEach(() => {
  store?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const recipient = { sentTo: null, reason: 'mailbox-full', status: '5.2.2', diagnostic: 'full' } as const
const failure: NewBounce = {
  kind: 'failed',
  messageId: 'sent@shop.example',
  subject: null,
  recipients: [{ ...recipient, address: 'kim@client.example' }],
}

/** An email that was sent, and one that reports on it. */
function exchange(
  open: Store,
  put: typeof deliverLongAgo = (w, email, mailbox) => deliver(w, email, [{ mailbox }]),
) {
  return open.write(w => {
    const account = addTestAccount(w)
    const conversation = addTestConversation(w, account)
    const reply = { outbound: true, messageId: 'sent@shop.example', sentAt: noon - 1 }
    const sent = put(w, testEmail(account, conversation.key, reply), account.mailboxes.sent)
    const bounced = testEmail(account, conversation.key, { automated: true })
    const report = put(w, bounced, account.mailboxes.inbox)
    return { account, conversation, sent, report }
  })
}

const emailsOf = (open: Store, id: string) => getConversation(open.reader, id).emails

describe('what a bounce says', () => {
  it('is there after a restart, and again is the same', () => {
    store = openTestStore(dataDir)
    const { account, conversation, report } = exchange(store)
    for (let again = 0; again < 2; again += 1) {
      store.write(w => {
        putBounce(w, account.id, report, failure)
        tieBounce(w, report)
      })
    }
    store.close()
    store = openTestStore(dataDir)
    const [sent, told] = emailsOf(store, conversation.id)
    expect(told?.bounce).toEqual({ kind: 'failed', failedEmailId: sent?.id, recipients: failure.recipients })
    const reporter = told?.from[0]?.address
    expect(reporter).toBeDefined()
    expect(sent?.failures).toEqual([
      { ...failure.recipients[0], kind: 'failed', reportedBy: told?.id, reporter },
    ])
    expect(told?.failures).toEqual([])
    expect(sent?.bounce).toBeNull()
  })

  it('keeps each recipient apart, and one that nobody named', () => {
    store = openTestStore(dataDir)
    const { account, conversation, report } = exchange(store)
    const lee = { ...recipient, address: 'lee@client.example', sentTo: 'l@client.example' }
    store.write(w =>
      putBounce(w, account.id, report, { ...failure, recipients: [...failure.recipients, lee] }),
    )
    expect(emailsOf(store, conversation.id)[0]?.failures.map(one => [one.address, one.sentTo])).toEqual([
      ['kim@client.example', null],
      ['lee@client.example', 'l@client.example'],
    ])
    store.write(w => putBounce(w, account.id, report, { ...failure, recipients: [] }))
    expect(emailsOf(store, conversation.id)[0]?.failures).toMatchObject([{ address: '', reason: 'unknown' }])
  })

  it('goes with its email', () => {
    store = openTestStore(dataDir)
    const { account, conversation, report } = exchange(store)
    store.write(w => {
      putBounce(w, account.id, report, failure)
      w.prepare('DELETE FROM email WHERE key = ?').run(report)
    })
    expect(emailsOf(store, conversation.id)[0]?.failures).toEqual([])
  })

  it('is not believed of an email that was sent from here', () => {
    store = openTestStore(dataDir)
    const { account, conversation, sent } = exchange(store)
    store.write(w => putBounce(w, account.id, sent, failure))
    expect(emailsOf(store, conversation.id)[0]).toMatchObject({ automated: false, bounce: null })
  })
})

describe('a store from before reports were kept', () => {
  it('shows what it knows, and reads its reports again with the next bodies', () => {
    store = openTestStore(dataDir, { migrations: migrations.filter(({ version }) => version < 20) })
    const { account, conversation, report } = exchange(store, deliverLongAgo)
    store.write(w => {
      w.prepare("UPDATE email SET bounce_of = 'sent@shop.example' WHERE key = ?").run(report)
      const other = addTestConversation(w, account)
      for (const [address, subject] of [
        ['MAILER-DAEMON@mx.example', 'Hello'],
        ['Mail.Delivery@mx.example', 'Undeliverable: Your order'],
        ['kim@client.example', 'When will it be delivered?'],
      ] as const)
        deliverLongAgo(
          w,
          testEmail(account, other.key, { subject, from: [{ name: '', address }] }),
          account.mailboxes.inbox,
        )
      deliverLongAgo(w, testEmail(account, other.key, { from: [] }), account.mailboxes.inbox)
    })
    store.close()
    store = openTestStore(dataDir)
    const [, told] = emailsOf(store, conversation.id)
    expect(told).toMatchObject({
      text: 'Where is my parcel?',
      bounce: { kind: 'failed', failedEmailId: null, recipients: [] },
    })
    const again = emailsMissingBodies(store.reader, account.id, { since: 0, limit: 10 })
    expect(again.map(({ emailKey }) => emailKey).sort()).toEqual([report, report + 1, report + 2, report + 4])
    store.write(w => putBounce(w, account.id, report, failure))
    expect(emailsOf(store, conversation.id)[1]?.bounce?.recipients).toEqual(failure.recipients)
  })
})
