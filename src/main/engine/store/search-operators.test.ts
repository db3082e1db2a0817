import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationFilter } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import { dayMs, minuteMs } from '#shared/time.ts'
import { pageConversations, pageInSlices } from './conversation-page.ts'
import { excerptOfEmail } from './search-match.ts'
import { runInSlices } from './slices.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  packTestContent,
  type TestAccount,
  type TestEmail,
  type TestStore,
  testEmail,
} from './test-store.ts'

let test: TestStore
let account: TestAccount
beforeEach(() => {
  test = createTestStore()
  account = test.store.write(w => addTestAccount(w))
})
afterEach(() => test.remove())

/** A conversation of these emails, with nobody's name; returns its id. */
const talk = (...emails: readonly (TestEmail & { readonly place?: keyof TestAccount['mailboxes'] })[]) =>
  test.store.write(w => {
    const { key, id } = addTestConversation(w, account, {
      contactKey: null,
      contactName: 'Nobody',
      contactAddress: null,
    })
    for (const { place = 'inbox', ...email } of emails)
      deliver(
        w,
        testEmail(account, key, { from: [], preview: '', subject: 'Hello', text: 'Nothing', ...email }),
        [{ mailbox: account.mailboxes[place] }],
      )
    return id
  })
const page = (search: string, filter: Partial<ConversationFilter> = {}, after: string | null = null) =>
  pageConversations(test.store.reader, { view: 'active', ...filter, search }, after, 50)
const find = (search: string, filter: Partial<ConversationFilter> = {}) =>
  page(search, filter).rows.map(row => row.id)
const matches = (search: string) => page(search).rows.map(row => row.match)
const person = (name: string, address: string) => ({ name, address })
const file = (name: string) => ({
  partId: '2',
  name,
  type: 'application/pdf',
  sizeBytes: 1,
  inline: false,
  contentId: null,
  encoding: 'base64',
})

describe('operators', () => {
  it('from, to and subject look in their fields only, and all in one email', () => {
    const wrote = talk({ from: [person('Ada Byron', 'ada@customer.example')], text: 'late parcel' })
    const visitor = talk({
      from: [person('Shop', 'form@shop.example')],
      replyTo: [person('Ada', 'a@b.example')],
    })
    const copied = talk({ cc: [person('Ada', 'ada@customer.example')], subject: 'About the parcel' })
    const apart = talk({ from: [person('Ada', 'a@c.example')] }, { text: 'late parcel' })
    expect(new Set(find('from:ada '))).toEqual(new Set([wrote, visitor, apart]))
    expect(find('to:ada ')).toEqual([copied])
    expect(find('from:"ada byron" ')).toEqual([wrote])
    expect(find('from:ada@customer.example')).toEqual([wrote])
    expect(find('from:by')).toEqual([wrote])
    expect(find('from:by ')).toEqual([])
    expect(find('from:ada parcel')).toEqual([wrote])
    expect(find('subject:parcel')).toEqual([copied])
    expect(find('subject:late')).toEqual([])
  })

  it('has, is, source and in narrow the list, with words and without', () => {
    const plain = talk({ text: 'needle' })
    const attached = talk({ text: 'needle', attachments: [file('a.pdf')], sentAt: noon + dayMs })
    const archived = talk({ text: 'needle', place: 'archive' })
    expect(find('has:attachment')).toEqual([attached])
    expect(find('needle has:attachment')).toEqual([attached])
    expect(find('is:archived')).toEqual([archived])
    expect(find('needle is:archived ')).toEqual([archived])
    expect(find('is:read')).toEqual([])
    expect(find('is:unread')).toEqual([attached, plain])
    expect(find('is:read is:unread')).toEqual([])
    expect(find('source:email needle')).toEqual([attached, plain])
    expect(find('source:form needle')).toEqual([])
    expect(find('source:form', { source: 'email' })).toEqual([])
    expect(find('in:inbox')).toEqual([attached, plain])
    expect(find('in:archive needle', { view: 'all' })).toEqual([archived])
    expect(find('in:nowhere')).toEqual([])
  })

  it('before and after mean the date of the email that is found', () => {
    const at = (year: number, month: number, day: number) => new Date(year, month - 1, day).getTime()
    const old = talk({ text: 'needle', sentAt: at(2024, 5, 1) })
    const eve = talk({ text: 'needle', sentAt: at(2025, 1, 1) - 1 })
    const day = talk({ text: 'needle', sentAt: at(2025, 1, 1) })
    const both = talk({ text: 'needle', sentAt: at(2024, 3, 1) }, { text: 'other', sentAt: at(2025, 6, 1) })
    expect(find('needle before:2025')).toEqual([eve, old, both])
    expect(find('needle after:2025')).toEqual([day])
    expect(find('after:2025 before:2025-02')).toEqual([day])
    expect(find('before:2024-04')).toEqual([both])
    expect(find('needle after:2024-03-02 before:2024-06-01 ')).toEqual([old])
  })

  it('before finds mail of a moment that was too full for its time slice', () => {
    const day = new Date(2025, 0, 1).getTime()
    const ids = Array.from({ length: 100 }, () => talk({ text: 'needle', sentAt: day - minuteMs }))
    talk({ text: 'needle', sentAt: day })
    const found = new Set<string>()
    let after: string | null = null
    do {
      const { rows, next } = page('needle before:2025', {}, after)
      for (const { id } of rows) found.add(id)
      after = next
    } while (after !== null)
    expect(found).toEqual(new Set(ids))
  })

  it('in rows only, words are looked for in names and previews, and nowhere else', () => {
    const from = [person('Ada', 'ada@c.example')]
    const preview = talk({ preview: 'A needle in hay', text: 'A needle in hay', from })
    const subject = talk({ subject: 'The needle', from })
    const body = talk({ text: 'needle', from })
    expect(new Set(find('needle'))).toEqual(new Set([preview, subject, body]))
    for (const search of ['needle', 'needl', 'needle from:ada'])
      expect(find(search, { searchIn: 'rows' }), search).toEqual([preview])
    expect(find('nobody', { searchIn: 'rows' })).toHaveLength(3)
  })
})

describe('short words', () => {
  it('are found as words, and by their beginnings while they are typed', () => {
    const body = talk({ text: 'Go on, ok?' })
    const row = talk({ subject: 'An offer', sentAt: noon + dayMs })
    expect(find('ok ')).toEqual([body])
    expect(find('o')).toEqual([row, body])
    expect(find('an')).toEqual([row])
    expect(find('a ')).toEqual([])
    expect(find('go ok ')).toEqual([body])
    expect(find('go of')).toEqual([])
  })
})

describe('where it matched', () => {
  it('names the field, with the text around the hit', () => {
    const long = `${'word '.repeat(80)}the needle is here ${'word '.repeat(80)}`
    talk({ subject: 'About the haystack', text: long, attachments: [file('ledger März.pdf')] })
    expect(matches('haystack')).toEqual([{ field: 'subject', excerpt: 'About the haystack' }])
    expect(matches('nobody')).toEqual([{ field: 'contact', excerpt: '' }])
    expect(matches('marz.pdf')).toEqual([{ field: 'attachment', excerpt: 'ledger März.pdf' }])
    const [body] = matches('needle')
    expect(body).toMatchObject({ field: 'body', excerpt: expect.stringContaining('the needle is here') })
    expect(body?.excerpt.length).toBeLessThanOrEqual(160)
    expect(body?.excerpt).toMatch(/^….*…$/)
  })

  it('shows the text around a hit far down in a long mail', () => {
    const noise = Array.from({ length: 4_000 }, (_, n) => ((n * 2_654_435_761) >>> 0).toString(36)).join(' ')
    talk({ text: `${noise} sneedle, and the needle is here ${noise}`, preview: '' })
    expect(matches('needle')).toEqual([
      { field: 'body', excerpt: expect.stringContaining('the needle is here') },
    ])
  })

  it('finds the text of mail that has only HTML, and shows no controls', () => {
    const html = '<style>needle{}</style><p>Fish &amp; <b>needle</b>\u202e\u0000 &#x263a;</p>'
    talk({ from: [person('Ada', 'ada@c.example')], bodyWords: 'fish needle', ...contentOf(html) })
    expect(matches('needle')).toEqual([{ field: 'body', excerpt: 'Fish & needle ☺' }])
    expect(matches('from:ada')).toEqual([{ field: 'address', excerpt: 'Ada <ada@c.example>' }])
  })
})

describe('excerpts of a long page', () => {
  it('come with the rows that a window shows; the others name the email to ask for', () => {
    for (let n = 0; n < 25; n += 1)
      talk({ text: `Before it the needle ${n} stands`, sentAt: noon - n * 10 * minuteMs })
    const found = matches('needle ')
    found.forEach((match, n) => {
      const later = match?.later
      expect(later !== undefined).toBe(n >= 20)
      const whole = later ? excerptOfEmail(test.store.reader, later.emailId, later.words) : match
      expect(whole).toEqual({ field: 'body', excerpt: `Before it the needle ${n} stands` })
    })
    expect(found).toHaveLength(25)
    expect(page('needle ').rows.map(({ id }) => id)).toEqual(find('needle '))
    expect(() => excerptOfEmail(test.store.reader, 'gone', ['needle'])).toThrow(AppError)
  })

  it('are asked for with the words of the fields where there are no others', () => {
    for (let n = 0; n < 21; n += 1)
      talk({ from: [person('Ada', 'ada@c.example')], sentAt: noon - n * minuteMs })
    const later = matches('from:ada ')[20]?.later
    expect(later?.words).toEqual(['ada'])
    const match = excerptOfEmail(test.store.reader, later?.emailId ?? '', later?.words ?? [])
    expect(match).toEqual({ field: 'address', excerpt: 'Ada <ada@c.example>' })
  })
})

describe('a search in slices', () => {
  it('stops when it is cancelled', async () => {
    talk({ text: 'needle' })
    const stopped = AbortSignal.abort()
    const work = pageInSlices(test.store.reader, { view: 'active', search: 'needle' }, null, 50)
    await expect(runInSlices(work, { signal: stopped })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('lets others have a turn while it looks at much', () => {
    test.store.write(w => {
      for (let n = 0; n < 3_000; n += 1) {
        const { key } = addTestConversation(w, account)
        deliver(w, testEmail(account, key, { text: 'needle', preview: '', sentAt: noon - n * minuteMs }), [
          { mailbox: account.mailboxes.inbox },
        ])
      }
    })
    const filter = { view: 'active', search: 'needle', mailbox: String(account.mailboxes.none) } as const
    const work = pageInSlices(test.store.reader, filter, null, 50)
    let slices = 0
    while (!work.next().done) slices += 1
    expect(find('needle in:inbox')).toHaveLength(50)
    expect(find('needle in:none', { view: 'all' })).toEqual([])
    expect(slices).toBeLessThan(100)
  }, 60_000)
})

function contentOf(html: string): TestEmail {
  return { content: packTestContent({ text: null, html }), hasHtml: true }
}
