import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConversationFilter, Source } from '#shared/conversation.ts'
import { foldText, searchWords } from '#shared/search-words.ts'
import { dayMs } from '#shared/time.ts'
import { createRandom, type Random } from '#test/support/random.ts'
import { findConversationKeys, pageConversations } from './conversation-page.ts'
import { refreshConversations } from './conversations.ts'
import { refreshEmails } from './emails.ts'
import { createPlainSearch, type PlainSearch } from './plain-search.ts'
import { runAtOnce } from './slices.ts'
import { setLocalTag } from './tags.ts'
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

const emailCount = 2_600
const conversationCount = 1_300
const sources: readonly Source[] = ['email', 'form', 'support', 'other']
const scripts = [
  'a b e n s t r o an be in on ing er sch ter 1 7 20',
  'ä é ß ñ ü ø ı ﬁ Ź ö',
  'α β ο σ Σ ς δ',
  'б в о на ко ст й',
  '請 求 書 送 客 様 日 本 𠮷',
  'し ま す が ガ ｶﾞ',
  '한 국 어 주 문',
  'ก า ร ที่ น้ำ',
  'ש ל ם م ر ح',
].map(letters => letters.split(' '))
const joiners = [' ', ' ', ' ', ', ', '-', '. ', '', '/', ' \u{1f600} ', '\n']

const makeWord = (random: Random) => {
  const letters = random.pick(scripts)
  return Array.from({ length: random.between(1, 4) }, () => random.pick(letters)).join('')
}

let test: TestStore
let accounts: readonly TestAccount[]
let plain: PlainSearch
let words: readonly string[]

/** Words come from a small set, so that they meet. */
const makeText = (random: Random, most: number) =>
  Array.from({ length: random.between(1, most) }, () => random.pick(words) + random.pick(joiners)).join('')

/** Some have a second form with words of its own. */
function makeBody(random: Random): TestEmail {
  const text = makeText(random, 14)
  if (random.chance(0.7)) return { text }
  const other = makeText(random, 5)
  return {
    text,
    content: packTestContent({ text, html: `<p>${other}</p>` }),
    hasHtml: true,
    bodyWords: searchWords(`${text} ${other}`),
  }
}

function fill(random: Random): void {
  const conversations: { readonly key: number; readonly account: TestAccount }[] = []
  for (let start = 0; start < emailCount; start += 100) {
    test.store.write(w => {
      for (let n = start; n < start + 100; n += 1) {
        if (conversations.length < conversationCount && n % 2 === 0) {
          const account = random.pick(accounts)
          const change = { source: random.pick(sources), contactName: makeText(random, 2), contactKey: null }
          conversations.push({ key: addTestConversation(w, account, change).key, account })
        }
        const { key, account } = random.pick(conversations)
        const sentAt = noon - Math.floor(random.next() ** 3 * 1_000) * dayMs + random.between(0, 3) * 1_000
        const place = random.pick(['inbox', 'inbox', 'inbox', 'archive', 'sent', 'trash', 'none'] as const)
        const person = () => ({
          name: makeText(random, 2),
          address: `${random.pick(['ada', 'bo', 'x'])}@c.example`,
        })
        const email = testEmail(account, key, {
          sentAt,
          subject: makeText(random, 3),
          ...makeBody(random),
          ...(random.chance(0.5) ? { preview: '' } : {}),
          from: [person()],
          cc: random.chance(0.3) ? [person()] : [],
          outbound: place === 'sent',
          attachments: random.chance(0.15) ? [attachment(`${makeText(random, 2)}.pdf`)] : [],
        })
        const emailKey = deliver(w, email, [
          { mailbox: account.mailboxes[place], flags: random.chance(0.6) ? ['\\Seen'] : [] },
        ])
        if (!random.chance(0.05)) continue
        setLocalTag(w, emailKey, '$label1', true)
        refreshConversations(w, refreshEmails(w, [emailKey]))
      }
    })
  }
}

const attachment = (name: string) => ({
  partId: '2',
  name,
  type: 'application/pdf',
  sizeBytes: 1,
  inline: false,
  contentId: null,
  encoding: 'base64',
})

beforeAll(() => {
  test = createTestStore()
  const random = createRandom(41)
  words = Array.from({ length: 250 }, () => makeWord(random))
  accounts = test.store.write(w => [addTestAccount(w), addTestAccount(w, 'you@shop.example')])
  fill(random)
  plain = createPlainSearch(test.store.reader)
}, 120_000)
afterAll(() => test.remove())

function findAll(filter: ConversationFilter, limit: number): readonly string[] {
  const ids: string[] = []
  let after: string | null = null
  do {
    const page = pageConversations(test.store.reader, filter, after, limit)
    ids.push(...page.rows.map(row => row.id))
    after = page.next
  } while (after !== null)
  return ids
}

function randomSearch(random: Random): string {
  const word = () => {
    const one = random.pick(words)
    return random.chance(0.3) ? [...one].slice(0, random.between(1, 3)).join('') : one
  }
  const operator = () =>
    random.pick([
      () => `from:${random.chance(0.5) ? word() : 'ad'}`,
      () => `to:${word()}`,
      () => `subject:"${word()}"`,
      () => 'has:attachment',
      () => `is:${random.pick(['unread', 'read', 'archived'])}`,
      () => `source:${random.pick(sources)}`,
      () => `before:${random.pick(['2026', '2025-06', '2026-03-09'])}`,
      () => `after:${random.pick(['2026', '2025-06', '2026-03-09'])}`,
      () => `in:${random.pick(['inbox', 'archive', 'none', 'nowhere'])}`,
    ])()
  const parts = [
    ...Array.from({ length: random.pick([0, 1, 1, 1, 2]) }, word),
    ...Array.from({ length: random.pick([0, 0, 1, 2]) }, operator),
  ]
  if (random.chance(0.5)) parts.reverse()
  return parts.join(' ') + (random.chance(0.5) ? ' ' : '')
}

function randomFilter(random: Random): ConversationFilter {
  const maybe = <T>(make: () => T) => (random.chance(0.15) ? make() : undefined)
  const account = random.pick(accounts)
  return {
    view: random.pick(['active', 'archived', 'all', 'all'] as const),
    search: randomSearch(random),
    searchIn: maybe(() => 'rows' as const),
    source: maybe(() => random.pick(sources)),
    read: maybe(() => random.pick(['read', 'unread'] as const)),
    accountId: maybe(() => account.id),
    waiting: maybe(() => true),
    hasAttachment: maybe(() => true),
    mailbox: maybe(() => String(account.mailboxes[random.pick(['inbox', 'archive', 'none'] as const)])),
    tag: maybe(() => '$label1'),
  }
}

describe('search over 2,600 emails in nine scripts', () => {
  it('finds every email by every one of its words', () => {
    const holders = new Map<string, Set<string>>()
    for (const email of plain.emails) {
      if (!email.counted) continue
      for (const word of foldText(email.text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
        const known = holders.get(word) ?? new Set()
        holders.set(word, known.add(email.conversationId))
      }
    }
    expect(holders.size).toBeGreaterThan(400)
    for (const [word, ids] of holders) {
      const found = new Set(findAll({ view: 'all', search: `${word} ` }, 500))
      expect([word, [...ids].filter(id => !found.has(id))]).toEqual([word, []])
    }
  }, 120_000)

  it('finds in order what a plain scan finds, whatever is asked', () => {
    const random = createRandom(42)
    let nonEmpty = 0
    for (let round = 0; round < 500; round += 1) {
      const filter = randomFilter(random)
      const wanted = plain.find(filter)
      if (wanted.length > 0) nonEmpty += 1
      const limit = random.pick([7, 50, 500])
      expect([round, filter, findAll(filter, limit)]).toEqual([round, filter, wanted])
      const keys = runAtOnce(findConversationKeys(test.store.reader, filter, 1_000))
      expect(keys).toHaveLength(Math.min(1_000, wanted.length))
    }
    expect(nonEmpty).toBeGreaterThan(150)
  }, 240_000)
})
