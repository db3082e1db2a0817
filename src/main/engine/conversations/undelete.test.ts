import { afterEach, beforeEach, expect, it } from 'vitest'
import { refreshConversations } from '#engine/store/conversations.ts'
import { putCopies } from '#engine/store/copies.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import { createTestActions, type TestActions } from './test-actions.ts'

let t: TestActions
beforeEach(() => {
  t = createTestActions()
})
afterEach(() => t.test.remove())

/** An email in the inbox that is filed in a folder too. */
function addTwice(): { readonly id: string; readonly key: number } {
  const id = t.add([])
  const key = t.reply(id, 'inbox')
  t.test.store.write(w => {
    putCopies(w, t.account.mailboxes.none, [{ uid: 5, emailKey: key, flags: [] }])
    refreshConversations(w, refreshEmails(w, [key]))
  })
  return { id, key }
}

it('leaves copies in their places that the server has not moved yet', async () => {
  const { id, key } = addTwice()
  await t.act('delete', id)
  await t.act('undelete', id)
  t.serve()
  expect([...t.rolesOf(key)].sort()).toEqual(['inbox', 'none'])
})
