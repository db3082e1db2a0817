import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConversationFilter } from '#shared/conversation.ts'
import { minuteMs } from '#shared/time.ts'
import { findConversationKeys, pageConversations } from './conversation-page.ts'
import { refreshConversations } from './conversations.ts'
import { refreshEmails } from './emails.ts'
import { putPendingMove } from './pending-moves.ts'
import { runAtOnce } from './slices.ts'
import { setLocalTag } from './tags.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestAccount,
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

/** More than a time slice: search is in order of slices. */
const apartMs = 10 * minuteMs

type Place = keyof TestAccount['mailboxes']

/** Conversations of one email each, the first one newest; returns their ids and the emails' keys. */
const add = (count: number, place: Place, newestAt = noon) =>
  test.store.write(w =>
    Array.from({ length: count }, (_, n) => {
      const { key, id } = addTestConversation(w, account)
      const email = testEmail(account, key, { sentAt: newestAt - n * apartMs, text: 'needle', preview: '' })
      return { id, emailKey: deliver(w, email, [{ mailbox: account.mailboxes[place] }]) }
    }),
  )

function all(filter: ConversationFilter): readonly string[] {
  const ids: string[] = []
  let after: string | null = null
  do {
    const page = pageConversations(test.store.reader, filter, after, 500)
    ids.push(...page.rows.map(({ id }) => id))
    after = page.next
  } while (after !== null)
  return ids
}
const inMailbox = (place: Place): ConversationFilter => ({
  view: 'all',
  mailbox: String(account.mailboxes[place]),
})

it('a mailbox lists its conversations in order, whether it is large, small, or large and old', () => {
  const few = add(30, 'archive', noon - 15 * apartMs)
  const new_ = add(1_700, 'inbox')
  const old = add(3_100, 'none', noon - 100_000 * apartMs)
  expect(all(inMailbox('archive'))).toEqual(few.map(({ id }) => id))
  expect(all(inMailbox('inbox'))).toEqual(new_.map(({ id }) => id))
  expect(all(inMailbox('none'))).toEqual(old.map(({ id }) => id))
  expect(all({ ...inMailbox('none'), search: 'in:inbox' })).toEqual([])
  expect(all({ ...inMailbox('none'), search: 'needle ' })).toEqual(old.map(({ id }) => id))
  expect(runAtOnce(findConversationKeys(test.store.reader, inMailbox('none'), 1_001))).toHaveLength(1_001)
}, 60_000)

it('mail counts where the user wants it, before its server has moved it', () => {
  const [moved, stays] = add(2, 'inbox')
  if (moved === undefined || stays === undefined) throw new Error('Two were added')
  test.store.write(w => {
    const move = { emailKey: moved.emailKey, mailboxKey: account.mailboxes.inbox, hereOnly: false }
    putPendingMove(w, { ...move, toRole: 'archive', toMailboxKey: null })
    refreshConversations(w, refreshEmails(w, [moved.emailKey]))
  })
  expect(all(inMailbox('inbox'))).toEqual([stays.id])
  expect(all(inMailbox('archive'))).toEqual([moved.id])
  expect(all({ view: 'all', search: 'in:archive needle' })).toEqual([moved.id])
})

it('a tag lists what has it, with every other condition', () => {
  const added = add(40, 'inbox')
  const tagged = added.filter((_, n) => n % 7 === 0)
  test.store.write(w => {
    for (const { emailKey } of tagged) setLocalTag(w, emailKey, '$label1', true)
    const keys = tagged.map(({ emailKey }) => emailKey)
    refreshConversations(w, refreshEmails(w, keys))
  })
  const ids = tagged.map(({ id }) => id)
  expect(all({ view: 'active', tag: '$label1' })).toEqual(ids)
  expect(all({ view: 'active', tag: '$label1', search: 'needle' })).toEqual(ids)
  expect(all({ ...inMailbox('inbox'), tag: '$label1' })).toEqual(ids)
  expect(all({ view: 'archived', tag: '$label1' })).toEqual([])
  expect(all({ view: 'active', tag: '$label2' })).toEqual([])
})
