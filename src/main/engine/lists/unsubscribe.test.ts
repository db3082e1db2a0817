import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { getConversation } from '#engine/store/conversation-thread.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  packTestContent,
  type TestStore,
  testEmail,
} from '#engine/store/test-store.ts'
import type { PostOneClick } from './post-one-click.ts'
import { createLists } from './unsubscribe.ts'

const { signal } = new AbortController()
let kept: TestStore
beforeEach(() => {
  kept = createTestStore()
})
afterEach(() => kept.remove())

/** An email with these headers; its id. */
function emailWith(headers: string): string {
  const conversation = kept.store.write(w => {
    const account = addTestAccount(w)
    const made = addTestConversation(w, account)
    const content = packTestContent({ text: 'News', html: null, headers })
    deliver(w, testEmail(account, made.key, { content }), [{ mailbox: account.mailboxes.inbox }])
    return made
  })
  return getConversation(kept.store.reader, conversation.id).emails[0]?.id ?? ''
}

const post = vi.fn<PostOneClick>(async () => undefined)
const lists = () => createLists({ store: kept.store, post })

it('posts to the address that the mail itself names', async () => {
  const id = emailWith(
    'List-Unsubscribe: <https://lists.example/u>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n',
  )
  await lists().unsubscribe(id, { signal })
  expect(post).toHaveBeenCalledExactlyOnceWith('https://lists.example/u', { signal })
})

it('posts nothing for mail that allows no single click', async () => {
  post.mockClear()
  const id = emailWith('List-Unsubscribe: <https://lists.example/u>\r\n')
  await expect(lists().unsubscribe(id, { signal })).rejects.toMatchObject({ code: 'not-found' })
  await expect(lists().unsubscribe('nobody', { signal })).rejects.toMatchObject({ code: 'not-found' })
  expect(post).not.toHaveBeenCalled()
})
