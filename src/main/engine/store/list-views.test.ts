import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConversationFilter, ConversationView } from '#shared/conversation.ts'
import { hourMs } from '#shared/time.ts'
import { pageConversations } from './conversation-page.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestStore,
  testEmail,
} from './test-store.ts'

let test: TestStore
let inOrder: readonly { readonly id: string; readonly archived: boolean }[]

beforeEach(() => {
  test = createTestStore()
  inOrder = test.store.write(w => {
    const account = addTestAccount(w)
    return Array.from({ length: 12 }, (_, index) => {
      const archived = index % 3 === 1
      const sentAt = noon - index * hourMs
      const conversation = addTestConversation(w, account, { at: sentAt })
      deliver(w, testEmail(account, conversation.key, { sentAt, text: `lamp ${index}` }), [
        { mailbox: archived ? account.mailboxes.archive : account.mailboxes.inbox },
      ])
      return { id: conversation.id, archived }
    })
  })
})
afterEach(() => test.remove())

function readAll(filter: ConversationFilter): readonly string[] {
  const ids: string[] = []
  let after: string | null = null
  do {
    const page = pageConversations(test.store.reader, filter, after, 5)
    ids.push(...page.rows.map(row => row.id))
    after = page.next
  } while (after !== null)
  return ids
}

it.each<[ConversationView, boolean[]]>([
  ['active', [false]],
  ['archived', [true]],
  ['all', [false, true]],
])('lists %s conversations newest first, page by page', (view, sides) => {
  const wanted = inOrder.filter(each => sides.includes(each.archived)).map(each => each.id)
  expect(readAll({ view })).toEqual(wanted)
  expect(readAll({ view, read: 'unread' })).toEqual(wanted)
  expect(readAll({ view, source: 'email' })).toEqual(wanted)
  expect(readAll({ view, source: 'form' })).toEqual([])
})

it('finds active and archived conversations together', () => {
  expect([...readAll({ view: 'all', search: 'lamp' })].sort()).toEqual(inOrder.map(each => each.id).sort())
  expect(readAll({ view: 'archived', search: 'lamp' })).toHaveLength(4)
})
