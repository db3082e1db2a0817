import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationRow } from '#shared/conversation.ts'
import { hourMs, minuteMs } from '#shared/time.ts'
import { getConversation } from './conversation-thread.ts'
import { conversationCounts, conversationIdsOf, refreshConversations } from './conversations.ts'
import { copiesOfEmail, putCopies, removeCopies } from './copies.ts'
import { dropEmailsWithoutCopies, emailsWithoutPlace, refreshEmails } from './emails.ts'
import { markConversations } from './mark.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestAccount,
  type TestEmail,
  type TestStore,
  testEmail,
} from './test-store.ts'
import { addThreadRefs, lookupThreadRefs, mergeConversations } from './threads.ts'

let test: TestStore
let account: TestAccount
let conversation: { readonly key: number; readonly id: string }
beforeEach(() => {
  test = createTestStore()
  test.store.write(w => {
    account = addTestAccount(w)
    conversation = addTestConversation(w, account)
  })
})
afterEach(() => test.remove())

type Role = keyof TestAccount['mailboxes']
const add = (change: TestEmail, ...places: (Role | readonly [Role, ...string[]])[]) =>
  test.store.write(w =>
    deliver(
      w,
      testEmail(account, conversation.key, change),
      places.map(place =>
        typeof place === 'string'
          ? { mailbox: account.mailboxes[place] }
          : { mailbox: account.mailboxes[place[0]], flags: place.slice(1) },
      ),
    ),
  )
const row = (): ConversationRow => getConversation(test.store.reader, conversation.id).row
const counts = () => conversationCounts(test.store.reader)

describe('a conversation', () => {
  it('is active and unread with unread mail in the inbox', () => {
    add({}, 'inbox')
    expect(row()).toMatchObject({ archived: false, unreadCount: 1, emailCount: 1, lastAt: noon })
    expect(counts()).toEqual({ total: 1, active: 1, archived: 0, snoozed: 0, unread: 1 })
  })

  it('is archived when its inbound mail lies outside every inbox', () => {
    add({}, ['archive', '\\Seen'])
    add({ outbound: true, sentAt: noon + 1 }, 'sent')
    expect(row().archived).toBe(true)
    expect(counts()).toEqual({ total: 1, active: 0, archived: 1, snoozed: 0, unread: 0 })
  })

  it('that we started stays active until somebody answers and the answer is archived', () => {
    add({ outbound: true }, 'sent')
    expect(row().archived).toBe(false)
    add({ sentAt: noon + hourMs }, 'archive')
    expect(row().archived).toBe(true)
  })

  it('comes back as active with a new email in the inbox', () => {
    add({}, ['archive', '\\Seen'])
    add({ sentAt: noon + hourMs }, 'inbox')
    expect(row()).toMatchObject({ archived: false, unreadCount: 1 })
  })

  it('is neither listed nor counted when only trash, junk or drafts are left, and can still be opened', () => {
    add({}, 'trash')
    add({}, 'junk')
    add({ outbound: true }, ['drafts', '\\Draft'])
    expect(counts().total).toBe(0)
    expect(getConversation(test.store.reader, conversation.id).emails).toHaveLength(3)
  })

  it('leaves trashed mail and drafts out of the thread while it has other mail', () => {
    add({ subject: 'Kept' }, 'inbox')
    add({ subject: 'Thrown away' }, 'trash')
    add({ subject: 'Being written', outbound: true }, ['drafts', '\\Draft'])
    const opened = getConversation(test.store.reader, conversation.id)
    expect(opened.emails.map(email => email.subject)).toEqual(['Kept'])
    expect(opened.row).toMatchObject({ emailCount: 1, hasDraft: true })
  })

  it('shows the newest human text, and says whose it is', () => {
    add({ text: 'What does it cost?' }, 'inbox')
    add({ text: 'Twelve.', outbound: true, sentAt: noon + minuteMs }, 'sent')
    add({ text: 'I am away until Monday', automated: true, sentAt: noon + 2 * minuteMs }, 'inbox')
    expect(row()).toMatchObject({ preview: 'Twelve.', previewAuthor: 'you', lastAt: noon + 2 * minuteMs })
  })

  it('takes its subject from the oldest email, without reply prefixes', () => {
    add({ subject: 'Re: Offer', baseSubject: 'Offer', sentAt: noon + hourMs }, 'inbox')
    expect(row().subject).toBe('Offer')
    add({ subject: 'Offer for spring' }, 'inbox')
    expect(row().subject).toBe('Offer for spring')
  })

  it('counts an email with several copies once, and keeps it unread while one copy is', () => {
    const key = add({}, ['inbox', '\\Seen'], 'archive')
    expect(row()).toMatchObject({ emailCount: 1, unreadCount: 1 })
    expect(getConversation(test.store.reader, conversation.id).emails[0]?.keywords).toEqual([])
    test.store.write(w => {
      for (const copy of copiesOfEmail(w, key)) {
        if (copy.mailboxKey === account.mailboxes.archive) removeCopies(w, copy.mailboxKey, [copy.uid])
      }
      refreshConversations(w, refreshEmails(w, [key]))
    })
    expect(row()).toMatchObject({ emailCount: 1, unreadCount: 0 })
    expect(getConversation(test.store.reader, conversation.id).emails[0]?.keywords).toEqual(['$seen'])
  })

  it('keeps its id while its mail is on the way to another mailbox', () => {
    const key = add({}, 'inbox')
    const { id } = row()
    test.store.write(w => {
      for (const copy of copiesOfEmail(w, key)) removeCopies(w, copy.mailboxKey, [copy.uid])
      refreshConversations(w, refreshEmails(w, [key]))
    })
    expect(emailsWithoutPlace(test.store.reader, account.id, 5)).toEqual([key])
    test.store.write(w => {
      putCopies(w, account.mailboxes.archive, [{ uid: 77, emailKey: key, flags: ['\\Seen'] }])
      expect(dropEmailsWithoutCopies(w, [key])).toEqual([])
      refreshConversations(w, refreshEmails(w, [key]))
    })
    expect(row().id).toBe(id)
    expect(counts()).toMatchObject({ total: 1, archived: 1 })
  })

  it('hides with its last email, and goes when that is found nowhere any more', () => {
    const key = add({ text: 'unicorn' }, 'inbox')
    test.store.write(w => {
      for (const copy of copiesOfEmail(w, key)) removeCopies(w, copy.mailboxKey, [copy.uid])
      refreshConversations(w, refreshEmails(w, [key]))
    })
    expect(counts().total).toBe(0)
    expect(getConversation(test.store.reader, conversation.id).emails).toHaveLength(1)
    test.store.write(w => refreshConversations(w, dropEmailsWithoutCopies(w, [key])))
    expect(() => row()).toThrowError('not-found')
    const { reader } = test.store
    expect(reader.prepare("SELECT 1 FROM email_fts WHERE email_fts MATCH 'unicorn'").all()).toEqual([])
    expect(reader.prepare("SELECT 1 FROM conversation_fts WHERE conversation_fts MATCH 'uni'").all()).toEqual(
      [],
    )
    expect(reader.prepare('SELECT 1 FROM email_content').all()).toEqual([])
  })

  it('waits from the first unanswered question until our answer', () => {
    add({}, 'inbox')
    add({ sentAt: noon + minuteMs }, 'inbox')
    const waiting = () =>
      test.store.reader
        .prepare<{ since: number | null }>('SELECT waiting_since AS since FROM conversation')
        .get()?.since
    expect(waiting()).toBe(noon)
    add({ outbound: true, sentAt: noon + hourMs }, 'sent')
    expect(waiting()).toBeNull()
    expect(test.store.reader.prepare('SELECT opened_at, closed_at FROM wait').all()).toEqual([
      { opened_at: noon, closed_at: noon + hourMs },
    ])
  })

  it('is marked as bounced when a report of failure joins it', () => {
    add({ outbound: true }, 'sent')
    add({ automated: true, bounceOf: 'message-1@shop.example', sentAt: noon + 1 }, 'inbox')
    expect(row().bounced).toBe(true)
  })

  it('does not believe a date far in the future', () => {
    add({ sentAt: noon + 400 * 24 * hourMs, receivedAt: noon }, 'inbox')
    expect(row().lastAt).toBe(noon)
  })
})

describe('marking', () => {
  it('read sets every inbound copy and names the copies for the server', () => {
    add({}, 'inbox', 'archive')
    add({ sentAt: noon + 1 }, 'inbox')
    add({ outbound: true, sentAt: noon + 2 }, 'sent')
    const result = test.store.write(w => markConversations(w, [conversation.id, 'unknown'], true))
    expect(result.changedIds).toEqual([conversation.id])
    expect(result.copies).toHaveLength(3)
    expect(row().unreadCount).toBe(0)
    expect(counts().unread).toBe(0)
  })

  it('unread takes the newest inbound email only', () => {
    add({}, ['inbox', '\\Seen'])
    add({ sentAt: noon + 1 }, ['inbox', '\\Seen'])
    const result = test.store.write(w => markConversations(w, [conversation.id], false))
    expect(result.copies).toHaveLength(1)
    expect(row().unreadCount).toBe(1)
  })

  it('changes nothing the second time', () => {
    add({}, 'inbox')
    test.store.write(w => markConversations(w, [conversation.id], true))
    const again = test.store.write(w => markConversations(w, [conversation.id], true))
    expect(again).toEqual({ changedIds: [], copies: [] })
  })
})

describe('merging', () => {
  it('puts all mail into one conversation and keeps the old links good', () => {
    add({ text: 'first half' }, 'inbox')
    const other = test.store.write(w => {
      const made = addTestConversation(w, account)
      deliver(w, testEmail(account, made.key, { sentAt: noon + hourMs }), [
        { mailbox: account.mailboxes.inbox },
      ])
      addThreadRefs(w, account.id, made.key, ['known@customer.example'])
      return made
    })
    test.store.write(w => {
      mergeConversations(w, { into: conversation.key, from: [other.key] })
      refreshConversations(w, [conversation.key])
    })
    expect(row()).toMatchObject({ emailCount: 2, lastAt: noon + hourMs })
    expect(getConversation(test.store.reader, other.id).row.id).toBe(conversation.id)
    expect(conversationIdsOf(test.store.reader, [conversation.key, other.key])).toEqual([conversation.id])
    const refs = lookupThreadRefs(test.store.reader, account.id, ['known@customer.example', 'x'])
    expect([...refs]).toEqual([['known@customer.example', conversation.key]])
    expect(counts().total).toBe(1)
  })

  it('follows a link through two merges', () => {
    add({}, 'inbox')
    const [second, third] = test.store.write(w => [
      addTestConversation(w, account),
      addTestConversation(w, account),
    ])
    if (!second || !third) throw new Error('two were made')
    test.store.write(w => {
      mergeConversations(w, { into: second.key, from: [third.key] })
      mergeConversations(w, { into: conversation.key, from: [second.key] })
    })
    expect(getConversation(test.store.reader, third.id).row.id).toBe(conversation.id)
  })
})
