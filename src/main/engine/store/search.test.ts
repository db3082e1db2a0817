import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationFilter } from '#shared/conversation.ts'
import { minuteMs } from '#shared/time.ts'
import { createRandom } from '#test/support/random.ts'
import { ensureContact } from './contacts.ts'
import { pageConversations } from './conversation-page.ts'
import {
  addTestAccount,
  createTestStore,
  deliver,
  noon,
  type TestAccount,
  type TestEmail,
  type TestStore,
  testEmail,
} from './test-store.ts'
import { createConversation } from './threads.ts'

let test: TestStore
let account: TestAccount
beforeEach(() => {
  test = createTestStore()
  account = test.store.write(w => addTestAccount(w))
})
afterEach(() => test.remove())

let people = 0
/** A conversation of one email; returns its id. */
const talk = (name: string, email: TestEmail, place: keyof TestAccount['mailboxes'] = 'inbox'): string =>
  test.store.write(w => {
    people += 1
    const address = `person${people}@customer.example`
    const contact = ensureContact(w, { name, address, addressKey: address }, noon)
    const subject = email.subject ?? 'Hello'
    const made = createConversation(w, {
      accountId: account.id,
      contactKey: contact.key,
      contactName: name,
      contactAddress: address,
      source: 'email',
      subject,
      subjectKey: subject,
      at: noon,
    })
    deliver(w, testEmail(account, made.key, { from: [{ name, address }], preview: '', ...email }), [
      { mailbox: account.mailboxes[place] },
    ])
    return made.id
  })
const find = (search: string, filter: Partial<ConversationFilter> = {}) =>
  pageConversations(test.store.reader, { view: 'active', ...filter, search }, null, 50).rows.map(
    row => row.id,
  )

describe('search', () => {
  it('finds parts of names, subjects and previews', () => {
    const ada = talk('Ada Lovelace', {})
    const order = talk('Bob', { subject: 'Bestellung 4711' })
    const parcel = talk('Cara', { preview: 'Das Paket ist angekommen' })
    expect(find('velac')).toEqual([ada])
    expect(find('stellung')).toEqual([order])
    expect(find('aket ange')).toEqual([parcel])
    expect(find('LOVELACE ada')).toEqual([ada])
  })

  it('does not take scattered trigrams for a word', () => {
    talk('Ada', { subject: 'abcxbcd' })
    const right = talk('Bob', { subject: 'xabcdx' })
    expect(find('abcd')).toEqual([right])
  })

  it('finds words of bodies, addresses and attachments, the last one by its beginning', () => {
    const body = talk('Ada', { text: 'The invoice is overdue' })
    const attached = talk('Bob', {
      attachments: [
        {
          partId: '2',
          name: 'Rechnung März.pdf',
          type: 'application/pdf',
          sizeBytes: 1,
          inline: false,
          contentId: null,
          encoding: 'base64',
        },
      ],
    })
    const copied = talk('Cara', { cc: [{ name: 'Zoe Zimmer', address: 'zoe@other.example' }] })
    expect(find('overdue invoice')).toEqual([body])
    expect(find('overd')).toEqual([body])
    expect(find('overd ')).toEqual([])
    expect(find('marz.pdf')).toEqual([attached])
    expect(find('zoe@other.example')).toEqual([copied])
  })

  it('ignores case and accents both ways', () => {
    const one = talk('Ada', { text: 'Grüße aus Málaga' })
    for (const typed of ['grusse', 'GRÜSSE', 'grüße', 'malaga', 'MÁLAGA'])
      expect([typed, find(typed)]).toEqual([typed, [one]])
  })

  it('finds any part of text that is written without spaces', () => {
    const one = talk('Ada', { text: '請求書を送ります。' })
    const two = talk('Bob', { text: '안녕하세요 주문했습니다' })
    for (const typed of ['請求', '求書', '書', '送り', 'ます'])
      expect([typed, find(typed)]).toEqual([typed, [one]])
    expect(find('주문')).toEqual([two])
  })

  it('shows rows that match by name before mail that matches by its text, newest first', () => {
    const oldName = talk('Walter Paket', { sentAt: noon })
    const newText = talk('Ada', { text: 'paket', sentAt: noon + 90 * minuteMs })
    const oldText = talk('Bob', { text: 'paket', sentAt: noon - 90 * minuteMs })
    const newName = talk('Paketdienst', { sentAt: noon + 60 * minuteMs })
    expect(find('paket')).toEqual([newName, oldName, newText, oldText])
  })

  it('names each conversation once over all pages', () => {
    const wanted = new Set<string>()
    for (let n = 0; n < 30; n += 1) {
      const at = noon + n * 10 * minuteMs
      wanted.add(
        n % 3 === 0
          ? talk(`Needle ${n}`, { text: 'needle', sentAt: at })
          : talk(`P${n}`, { text: 'needle', sentAt: at }),
      )
    }
    const seen: string[] = []
    let after: string | null = null
    do {
      const page = pageConversations(test.store.reader, { view: 'active', search: 'needle' }, after, 4)
      seen.push(...page.rows.map(row => row.id))
      after = page.next
    } while (after !== null)
    expect(seen).toHaveLength(30)
    expect(new Set(seen)).toEqual(wanted)
  })

  it('does not show a conversation again for an older email of it', () => {
    const id = talk('Ada', { text: 'needle', sentAt: noon + 100 * minuteMs })
    const key =
      test.store.reader.prepare<{ key: number }>('SELECT key FROM conversation WHERE id = ?').get(id)?.key ??
      0
    for (let n = 0; n < 5; n += 1)
      test.store.write(w =>
        deliver(w, testEmail(account, key, { text: 'needle', preview: '', sentAt: noon - n * minuteMs }), [
          { mailbox: account.mailboxes.inbox },
        ]),
      )
    const other = talk('Bob', { text: 'needle', sentAt: noon - 50 * minuteMs })
    const first = pageConversations(test.store.reader, { view: 'active', search: 'needle' }, null, 1)
    expect(first.rows.map(row => row.id)).toEqual([id])
    const second = pageConversations(test.store.reader, { view: 'active', search: 'needle' }, first.next, 1)
    expect(second.rows.map(row => row.id)).toEqual([other])
    expect(second.next).toBeNull()
  })

  it('combines with every filter', () => {
    const unread = talk('Ada', { text: 'needle' })
    const archived = talk('Bob', { text: 'needle' }, 'archive')
    talk('Cara', { text: 'needle' }, 'trash')
    expect(find('needle', { read: 'unread', source: 'email', waiting: true, accountId: account.id })).toEqual(
      [unread],
    )
    expect(find('needle', { read: 'read' })).toEqual([])
    expect(find('needle', { source: 'form' })).toEqual([])
    expect(find('needle', { view: 'archived' })).toEqual([archived])
    expect(find('needle', { accountId: 'another' })).toEqual([])
  })

  it.each([
    '"',
    "'",
    '*',
    'a"b',
    'NEAR(a b)',
    'subject:x',
    'a AND',
    '-',
    '^x',
    '(',
    '日"',
    '\0x',
    '{x}',
    'x + y',
    '%',
    '\\',
  ])('takes %j as text and not as an operator', typed => {
    talk('Ada', { text: 'nothing of the kind' })
    expect(find(typed)).toEqual([])
  })

  it('finds every word of every stored email, and nothing where a plain scan finds nothing', () => {
    const random = createRandom(11)
    const letters = ['a', 'b', 'é', 'ß', '7', '書', '求', '한', 'x']
    const word = () => Array.from({ length: random.between(1, 5) }, () => random.pick(letters)).join('')
    const stored = Array.from({ length: 40 }, () => {
      const text = Array.from({ length: 8 }, word).join(' ')
      return { id: talk('Qqq', { text, subject: 'Zzz' }), text }
    })
    for (const { id, text } of stored)
      for (const typed of text.split(' ')) expect(find(`${typed} `)).toContain(id)
    expect(find('nowhere')).toEqual([])
  })

  it('refuses a page position that is none of its own', () => {
    const ask = (after: string, search?: string) => () =>
      pageConversations(test.store.reader, { view: 'active', search }, after, 10)
    expect(ask('1 OR 1=1')).toThrowError('invalid-request')
    expect(ask('5.5', 'word')).toThrowError('invalid-request')
    expect(ask('rows.5')).toThrowError('invalid-request')
  })
})
