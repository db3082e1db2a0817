import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation, ConversationRow } from '#shared/conversation.ts'
import { bounceEmail } from '#test/support/bounce-email.ts'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let dovecot: Dovecot
let live: LiveEngine

const hour = 3_600_000
const now = Date.now()

beforeEach(async () => {
  temp = await createTempFolder('bounces')
  dovecot = await startDovecot()
  await addAccount(dovecot, { dataDir: temp.path })
})
afterEach(async () => {
  await live.close()
  await dovecot.stop()
  await temp.remove()
})

const sent = {
  raw: plainEmail({
    from: 'Test <hello@parley.test>',
    to: 'kim@client.example',
    subject: 'Your order',
    messageId: '<sent@parley.test>',
    sentAt: now - 2 * hour,
  }),
  flags: ['\\Seen'],
  receivedAt: now - 2 * hour,
}
const report = (change: Parameters<typeof bounceEmail>[0] = {}) => ({
  raw: bounceEmail({ sentAt: now - hour, ...change }),
  receivedAt: now - hour,
})

const open = () => {
  live = openLiveEngine({ dataDir: temp.path })
}
const rows = async (): Promise<readonly ConversationRow[]> =>
  (await live.ask('conversations/list', { filter: { view: 'all' }, limit: 50 })).rows
const emailsOf = async (id: string): Promise<Conversation['emails']> =>
  (await live.ask('conversations/get', { id })).emails

/** Until the first sync is done: what arrives now is seen by the next one. */
const idle = () =>
  live.waitFor(async () => (await live.status())[0]?.phase === 'idle', { what: 'the end of the first sync' })

/** The one conversation, once it holds both. */
async function tied(): Promise<ConversationRow> {
  const row = await live.waitFor(
    async () => {
      const all = await rows()
      return all.length === 1 && all[0]?.emailCount === 2 ? all[0] : undefined
    },
    { what: 'the report in the conversation of the mail that failed' },
  )
  return row
}

async function expectBoth(row: ConversationRow): Promise<void> {
  expect(row).toMatchObject({ bounced: true, unreadCount: 1, contact: { address: 'kim@client.example' } })
  const [failed, told] = await emailsOf(row.id)
  expect(told?.bounce).toEqual({
    kind: 'failed',
    failedEmailId: failed?.id,
    recipients: [
      {
        address: 'kim@client.example',
        sentTo: null,
        reason: 'no-such-address',
        status: '5.1.1',
        diagnostic: '550 5.1.1 nobody of that name lives here',
      },
    ],
  })
  expect(failed?.failures).toMatchObject([
    { kind: 'failed', reason: 'no-such-address', reportedBy: told?.id },
  ])
}

describe('a bounce on a real server', () => {
  it.each([
    ['names the mail that failed', {}],
    ['names no mail', { failed: null }],
  ])('that %s, and comes after it, marks it and makes the conversation unread', async (_, change) => {
    await dovecot.deliver('Sent', [sent])
    open()
    await live.waitFor(async () => (await rows()).length === 1, { what: 'the sent mail' })
    expect((await rows())[0]).toMatchObject({ bounced: false, unreadCount: 0 })
    await idle()
    await dovecot.deliver('INBOX', [report(change)])
    await live.ask('sync/start', {})
    await expectBoth(await tied())
  })

  it.each([
    ['names the mail that failed', {}],
    ['names no mail', { failed: null }],
  ])('that %s, and is synced before it, ties up when it comes', async (_, change) => {
    await dovecot.deliver('INBOX', [report(change)])
    open()
    await live.waitFor(async () => (await rows())[0]?.bounced, { what: 'the report' })
    await idle()
    await dovecot.deliver('Sent', [sent])
    await live.ask('sync/start', {})
    await expectBoth(await tied())
  })

  it('says the same after a restart, and stays read where it was read', async () => {
    await dovecot.deliver('Sent', [sent])
    await dovecot.deliver('INBOX', [report()])
    open()
    const row = await tied()
    await live.ask('conversations/mark', { ids: [row.id], read: true })
    await live.close()
    open()
    const again = await tied()
    expect(again).toMatchObject({ id: row.id, bounced: true, unreadCount: 0 })
    const [failed, told] = await emailsOf(again.id)
    expect(failed?.failures).toMatchObject([{ reportedBy: told?.id }])
  })

  it('is read to its end where the words for the reader are long', async () => {
    await dovecot.deliver('Sent', [sent])
    const words = 'We are sorry to tell you that something went wrong.\r\n'.repeat(2_000)
    await dovecot.deliver('INBOX', [report({ words })])
    open()
    await live.waitFor(
      async () => {
        const all = await rows()
        const told = all.length === 1 && all[0] ? (await emailsOf(all[0].id))[1] : undefined
        return told?.bounce?.recipients.length === 1
      },
      { what: 'the fields far behind the words' },
    )
    await expectBoth(await tied())
  })
})
