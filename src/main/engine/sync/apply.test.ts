import { afterEach, beforeEach, expect, test } from 'vitest'
import { indexEmail } from '#engine/mail/mime/index-email.ts'
import { enqueue } from '#engine/queue/queue.ts'
import { pageConversations } from '#engine/store/conversation-page.ts'
import { setMuted } from '#engine/store/conversation-state.ts'
import { getConversation } from '#engine/store/conversation-thread.ts'
import { conversationKeyOf } from '#engine/store/conversations.ts'
import { copiesInRange } from '#engine/store/copies.ts'
import { forgetCopies } from '#engine/store/mailboxes.ts'
import { addTestAccount, createTestStore, noon, type TestStore } from '#engine/store/test-store.ts'
import type { MailboxRole } from '#shared/account.ts'
import { hourMs } from '#shared/time.ts'
import { type ArrivedEmail, applyArrived } from './apply.ts'

type Sample = {
  readonly id: string
  readonly from: string
  readonly to?: string
  readonly subject?: string
  readonly references?: string
  readonly at: number
  /** The server's own date, where it differs. */
  readonly receivedAt?: number
  readonly extra?: string
}

let kept: TestStore
let account: ReturnType<typeof addTestAccount>
let lastUid = 0

beforeEach(() => {
  kept = createTestStore()
  account = kept.store.write(w => addTestAccount(w))
  lastUid = 0
})
afterEach(() => kept.remove())

function arrive(role: MailboxRole, samples: readonly Sample[], flags: readonly string[] = []) {
  return kept.store.write(w =>
    applyArrived(
      w,
      {
        accountId: account.id,
        mailboxKey: account.mailboxes[role],
        role,
        now: noon,
        own: new Set(['me@shop.example']),
      },
      samples.map(sample => arrived(sample, flags)),
    ),
  )
}

function arrived(sample: Sample, flags: readonly string[]): ArrivedEmail {
  const raw = Buffer.from(
    [
      `From: ${sample.from}`,
      `To: ${sample.to ?? 'me@shop.example'}`,
      `Subject: ${sample.subject ?? 'Hello'}`,
      `Message-ID: <${sample.id}>`,
      `Date: ${new Date(sample.at).toUTCString()}`,
      ...(sample.references === undefined ? [] : [`References: ${sample.references}`]),
      ...(sample.extra === undefined ? [] : [sample.extra]),
      '',
      `Text of ${sample.id}`,
      '',
    ].join('\r\n'),
  )
  const receivedAt = sample.receivedAt ?? sample.at
  lastUid += 1
  return {
    uid: lastUid,
    flags,
    receivedAt,
    sizeBytes: raw.length,
    indexed: indexEmail({ raw, sizeBytes: raw.length, receivedAt }),
  }
}

const rows = () => pageConversations(kept.store.reader, { view: 'active' }, null, 50).rows

test('mail that comes newest first ends with the contact of its first email', () => {
  arrive('inbox', [
    { id: '3@x', from: 'Bo <bo@client.example>', references: '<1@x> <2@x>', at: noon },
    { id: '2@x', from: 'Cy <cy@client.example>', references: '<1@x>', at: noon - hourMs },
  ])
  arrive('inbox', [{ id: '1@x', from: 'Ada <ada@client.example>', at: noon - 2 * hourMs }])
  expect(rows()).toHaveLength(1)
  expect(rows()[0]?.contact).toMatchObject({ name: 'Ada', address: 'ada@client.example' })
  expect(rows()[0]?.emailCount).toBe(3)
})

test('two conversations that an email ties together keep the contact of the earlier one', () => {
  arrive('inbox', [{ id: '9@x', from: 'Bo <bo@client.example>', at: noon }])
  arrive('inbox', [{ id: '1@x', from: 'Ada <ada@client.example>', at: noon - 5 * hourMs, receivedAt: noon }])
  arrive('inbox', [
    { id: '5@x', from: 'Cy <cy@client.example>', references: '<1@x> <9@x>', at: noon + hourMs },
  ])
  expect(rows()).toHaveLength(1)
  expect(rows()[0]?.contact).toMatchObject({ address: 'ada@client.example' })
})

test('a Date header in the past, written by a stranger, takes over nobody’s conversation', () => {
  arrive('inbox', [{ id: '1@x', from: 'Ada <ada@client.example>', at: noon }])
  arrive('inbox', [
    {
      id: '2@x',
      from: 'Eve <eve@evil.example>',
      references: '<1@x>',
      at: noon - 24 * hourMs,
      receivedAt: noon + hourMs,
    },
  ])
  expect(rows()[0]?.contact).toMatchObject({ address: 'ada@client.example' })
})

test('the same mail in two mailboxes is one email, and arriving twice changes nothing', () => {
  const mail = { id: '1@x', from: 'Ada <ada@client.example>', at: noon }
  expect(arrive('inbox', [mail]).added).toBe(1)
  expect(arrive('archive', [mail]).added).toBe(0)
  expect(rows()[0]?.emailCount).toBe(1)
  const { emails } = getConversation(kept.store.reader, rows()[0]?.id ?? '')
  expect(emails[0]?.mailboxes.map(mailbox => mailbox.role).sort()).toEqual(['archive', 'inbox'])
})

test('F-19: different mail under one Message-ID stays apart', () => {
  arrive('inbox', [
    { id: 'same@x', from: 'Ada <ada@client.example>', subject: 'One', at: noon },
    { id: 'same@x', from: 'Bo <bo@client.example>', subject: 'Two', at: noon + 1 },
  ])
  expect(
    rows()
      .map(row => row.subject)
      .sort(),
  ).toEqual(['One', 'Two'])
})

test('news is unread mail of a human, outside junk, and not our own', () => {
  const news = (sample: Sample, role: MailboxRole = 'inbox', flags: readonly string[] = []) =>
    arrive(role, [sample], flags).newMail.length
  expect(news({ id: '1@x', from: 'Ada <ada@client.example>', at: noon })).toBe(1)
  expect(news({ id: '2@x', from: 'Ada <ada@client.example>', at: noon }, 'inbox', ['\\Seen'])).toBe(0)
  expect(
    news({ id: '3@x', from: 'List <l@list.example>', at: noon, extra: 'List-Id: <l.list.example>' }),
  ).toBe(0)
  expect(news({ id: '4@x', from: 'Me <me@shop.example>', to: 'ada@client.example', at: noon }, 'sent')).toBe(
    0,
  )
  expect(news({ id: '5@x', from: 'Spam <s@spam.example>', at: noon }, 'junk')).toBe(0)
})

test('new mail of a muted conversation is no news', () => {
  const question = { id: 'q@a.example', from: 'Ada <ada@a.example>', at: noon }
  const [id] = arrive('inbox', [question]).newMail
  kept.store.write(w => setMuted(w, conversationKeyOf(w, id ?? ''), true))
  const more = { ...question, id: 'more@a.example', references: '<q@a.example>', at: noon + hourMs }
  expect(arrive('inbox', [more])).toMatchObject({ added: 1, newMail: [], conversationIds: [id] })
})

test('search finds a conversation by the contact that its beginning brought', () => {
  arrive('inbox', [{ id: '2@x', from: 'Bo <bo@client.example>', references: '<1@x>', at: noon }])
  arrive('inbox', [{ id: '1@x', from: 'Zacharias <zach@other.example>', at: noon - hourMs }])
  const found = pageConversations(kept.store.reader, { view: 'active', search: 'zachar' }, null, 50).rows
  expect(found.map(row => row.contact.name)).toEqual(['Zacharias'])
})

test('a wish from before the UIDs changed follows the email, not the UID', () => {
  arrive('inbox', [{ id: '1@x', from: 'Bo <bo@client.example>', at: noon }])
  const [{ key }] = kept.store.reader.prepare<{ key: number }>('SELECT key FROM email').all() as [
    { key: number },
  ]
  kept.store.write(w => {
    const change = { uid: 3, emailKey: key, add: ['\\Seen'], remove: [] }
    const payload = { mailboxKey: account.mailboxes.inbox, uidValidity: '', changes: [change] }
    enqueue(w, { accountId: account.id, kind: 'set-flags', payload }, { now: noon })
    forgetCopies(w, account.mailboxes.inbox)
  })
  arrive('inbox', [
    { id: '1@x', from: 'Bo <bo@client.example>', at: noon },
    { id: '2@x', from: 'Cy <cy@client.example>', at: noon },
  ])
  expect(copiesInRange(kept.store.reader, account.mailboxes.inbox, 1, 9)).toMatchObject([
    { uid: 2, flags: ['\\Seen'] },
    { uid: 3, flags: [] },
  ])
})

test('an email that ties two conversations together names both: whoever shows the one that went has to look again', () => {
  const customer = 'Ada <ada@customer.example>'
  const first = arrive('inbox', [{ id: 'one@x', from: customer, subject: 'One', at: noon }])
  const second = arrive('inbox', [{ id: 'two@x', from: customer, subject: 'Two', at: noon + hourMs }])
  const tied = arrive('inbox', [
    { id: 'three@x', from: customer, subject: 'Both', references: '<one@x> <two@x>', at: noon + 2 * hourMs },
  ])
  expect([...tied.conversationIds].sort()).toEqual(
    [...first.conversationIds, ...second.conversationIds].sort(),
  )
  const [gone = ''] = second.conversationIds
  expect(getConversation(kept.store.reader, gone).row.id).toBe(first.conversationIds[0])
})
