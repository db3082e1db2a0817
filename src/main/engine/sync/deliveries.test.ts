import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { indexEmail } from '#engine/mail/mime/index-email.ts'
import { pageConversations } from '#engine/store/conversation-page.ts'
import { getConversation } from '#engine/store/conversation-thread.ts'
import { addTestAccount, createTestStore, noon, type TestStore } from '#engine/store/test-store.ts'
import type { MailboxRole } from '#shared/account.ts'
import type { Email } from '#shared/conversation.ts'
import { dayMs, hourMs } from '#shared/time.ts'
import { type ArrivedEmail, applyArrived } from './apply.ts'

let kept: TestStore
let account: ReturnType<typeof addTestAccount>
let lastUid = 0

beforeEach(() => {
  kept = createTestStore()
  account = kept.store.write(w => addTestAccount(w))
  lastUid = 0
})
afterEach(() => kept.remove())

function arrive(role: MailboxRole, mails: readonly string[], flags: readonly string[] = []) {
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
      mails.map(mail => arrived(mail, flags)),
    ),
  )
}

function arrived(mail: string, flags: readonly string[]): ArrivedEmail {
  const raw = Buffer.from(mail.replaceAll('\n', '\r\n'))
  const date = /^Date: (.*)$/m.exec(mail)?.[1] ?? ''
  const receivedAt = Date.parse(date)
  lastUid += 1
  return {
    uid: lastUid,
    flags,
    receivedAt,
    sizeBytes: raw.length,
    indexed: indexEmail({ raw, sizeBytes: raw.length, receivedAt }),
  }
}

const sent = ({
  id = 'sent@shop.example',
  to = 'kim@client.example',
  subject = 'Your order',
  at = noon,
} = {}) =>
  `From: me@shop.example\nTo: ${to}\nSubject: ${subject}\nMessage-ID: <${id}>\nDate: ${new Date(at).toUTCString()}\n\nHello`

type BounceOptions = {
  readonly copied?: string
  readonly to?: string
  readonly at?: number
  readonly action?: string
  readonly status?: string
  readonly id?: string
}

const bounce = ({
  copied = 'Message-ID: <sent@shop.example>\nSubject: Your order\n',
  to = 'kim@client.example',
  at = noon + hourMs,
  action = 'failed',
  status = '5.1.1',
  id = 'bounce@mx.example',
}: BounceOptions = {}) =>
  `Return-Path: <>\nFrom: Mail <mailer-daemon@mx.example>\nTo: me@shop.example\nSubject: Undelivered Mail\nMessage-ID: <${id}>\nDate: ${new Date(at).toUTCString()}\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ${to}\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; ${status} said the server\n--b\nContent-Type: text/rfc822-headers\n\n${copied}\n--b--\n`

const rows = () => pageConversations(kept.store.reader, { view: 'all' }, null, 50).rows
const emails = (): readonly Email[] =>
  rows().flatMap(row => getConversation(kept.store.reader, row.id).emails)
const bySubject = (subject: string) => emails().find(email => email.subject === subject)

/** What both mails say when they have found each other. */
function expectTied() {
  expect(rows()).toHaveLength(1)
  const failed = bySubject('Your order')
  const report = bySubject('Undelivered Mail')
  expect(report?.bounce).toMatchObject({ kind: 'failed', failedEmailId: failed?.id })
  expect(report?.bounce?.recipients).toMatchObject([
    { address: 'kim@client.example', reason: 'no-such-address', status: '5.1.1' },
  ])
  expect(failed?.failures).toMatchObject([
    { address: 'kim@client.example', kind: 'failed', reason: 'no-such-address', reportedBy: report?.id },
  ])
}

describe('a bounce', () => {
  it('comes into the conversation of the mail that failed, marks it and makes it unread', () => {
    arrive('sent', [sent()], ['\\Seen'])
    expect(rows()[0]).toMatchObject({ bounced: false, unreadCount: 0 })
    arrive('inbox', [bounce()])
    expectTied()
    expect(rows()[0]).toMatchObject({
      bounced: true,
      unreadCount: 1,
      contact: { address: 'kim@client.example' },
    })
  })

  it('does so also where it is synced before the mail that failed', () => {
    arrive('inbox', [bounce()])
    expect(rows()[0]).toMatchObject({ bounced: true, unreadCount: 1 })
    arrive('sent', [sent()], ['\\Seen'])
    expectTied()
    expect(rows()[0]).toMatchObject({
      bounced: true,
      unreadCount: 1,
      contact: { address: 'kim@client.example' },
    })
  })

  it.each([['after'], ['before']])(
    'that names no Message-ID is matched by recipient and time, synced %s the mail that failed',
    order => {
      const mails = [
        () =>
          arrive('sent', [
            sent(),
            sent({ id: 'older@shop.example', subject: 'Older', at: noon - 3 * dayMs }),
          ]),
        () => arrive('inbox', [bounce({ copied: '' })]),
      ]
      for (const step of order === 'after' ? mails : mails.toReversed()) step()
      const failed = bySubject('Your order')
      expect(failed?.failures).toHaveLength(1)
      expect(bySubject('Older')?.failures).toEqual([])
      const row = rows().find(one => one.bounced)
      expect(row).toMatchObject({ subject: 'Your order', emailCount: 2, unreadCount: 1 })
    },
  )

  it('that was shown alone tells whoever shows it that it went elsewhere', () => {
    arrive('sent', [sent({ id: 'first@shop.example', to: 'lee@client.example' })])
    arrive('inbox', [bounce({ copied: '' })])
    const alone = rows().find(row => row.bounced)?.id ?? ''
    const { conversationIds } = arrive('sent', [sent()])
    expect(conversationIds).toContain(alone)
    expect(getConversation(kept.store.reader, alone).emails).toHaveLength(2)
  })

  it('finds the newest mail to the recipient also where an older one was synced first', () => {
    arrive('inbox', [bounce({ copied: '' })])
    arrive('sent', [sent({ id: 'older@shop.example', subject: 'Older', at: noon - dayMs })])
    expect(bySubject('Older')?.failures).toHaveLength(1)
    arrive('sent', [sent()])
    expect(bySubject('Your order')?.failures).toHaveLength(1)
    expect(bySubject('Older')?.failures).toEqual([])
    expect(rows().map(row => [row.subject, row.emailCount, row.bounced])).toEqual([
      ['Your order', 2, true],
      ['Older', 1, false],
    ])
  })

  it('that names a Message-ID which the server changed is matched by recipient and subject', () => {
    arrive('sent', [sent({ id: 'as-we-sent-it@shop.example' })])
    arrive('inbox', [bounce()])
    expectTied()
  })

  it('waits for the mail that it names, rather than take another one to the same person', () => {
    arrive('sent', [sent({ id: 'other@shop.example', subject: 'Other' })])
    arrive('inbox', [bounce()])
    expect(bySubject('Other')?.failures).toEqual([])
    arrive('sent', [sent()])
    expect(bySubject('Your order')?.failures).toHaveLength(1)
  })

  it('is about no mail to others, none that is older than mailers try, and none that came later', () => {
    arrive('sent', [
      sent({ id: '1@shop.example', to: 'lee@client.example' }),
      sent({ id: '2@shop.example', at: noon - 6 * dayMs }),
      sent({ id: '3@shop.example', at: noon + 3 * hourMs }),
    ])
    arrive('inbox', [bounce({ copied: '' })])
    expect(emails().flatMap(email => email.failures)).toEqual([])
    expect(bySubject('Undelivered Mail')?.bounce).toMatchObject({ kind: 'failed', failedEmailId: null })
  })

  it('of a mail that somebody else sent in our name stands alone', () => {
    arrive('inbox', [bounce({ copied: 'Message-ID: <forged@evil.example>\nSubject: Cheap\n' })])
    expect(rows()).toHaveLength(1)
    expect(bySubject('Undelivered Mail')?.bounce?.failedEmailId).toBeNull()
  })

  it('counts as written by a machine: no contact, and nobody waits for an answer to it', () => {
    const words =
      'Subject: failure notice\nFrom: MAILER-DAEMON@mx.example\nTo: me@shop.example\nMessage-ID: <q@mx.example>\nDate: Tue, 10 Mar 2026 13:00:00 +0000\n\n<kim@client.example>:\n550 5.1.1 user unknown\n\n--- Below this line is a copy of the message.\n\nSubject: x'
    arrive('inbox', [words])
    expect(rows()[0]).toMatchObject({ contact: { id: '' }, bounced: true })
    expect(emails()[0]).toMatchObject({ automated: true })
    expect(pageConversations(kept.store.reader, { view: 'all', waiting: true }, null, 9).rows).toEqual([])
  })

  it('does not count what machines say to machines as files, but keeps it', () => {
    arrive('inbox', [bounce()])
    expect(rows()[0]).toMatchObject({ hasAttachment: false })
    expect(emails()[0]?.attachments).toHaveLength(2)
  })

  it('in Junk marks nothing: anybody can write one', () => {
    arrive('sent', [sent()])
    arrive('junk', [bounce()])
    expect(bySubject('Your order')?.failures).toEqual([])
    expect(rows()[0]).toMatchObject({ bounced: false, unreadCount: 0 })
  })
})

describe('a warning that mail is late', () => {
  const late = bounce({ action: 'delayed', status: '4.4.1', id: 'late@mx.example' })

  it('is told on both mails, but the row is not marked as bounced', () => {
    arrive('sent', [sent()])
    arrive('inbox', [late])
    expect(rows()[0]).toMatchObject({ bounced: false, unreadCount: 1, emailCount: 2 })
    expect(bySubject('Your order')?.failures).toMatchObject([
      { kind: 'delayed', reason: 'server-unreachable' },
    ])
    expect(bySubject('Undelivered Mail')?.bounce).toMatchObject({ kind: 'delayed' })
  })

  it('gives way to the failure that follows, and takes none back', () => {
    arrive('sent', [sent()])
    arrive('inbox', [late, bounce({ at: noon + 3 * dayMs })])
    expect(bySubject('Your order')?.failures).toMatchObject([{ kind: 'failed' }])
    expect(rows()[0]).toMatchObject({ bounced: true })
    arrive('inbox', [
      bounce({ action: 'delayed', status: '4.4.1', id: 'stray@mx.example', at: noon + 4 * dayMs }),
    ])
    expect(bySubject('Your order')?.failures).toMatchObject([{ kind: 'failed' }])
  })
})
