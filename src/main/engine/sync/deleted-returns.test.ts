import { afterAll, beforeAll, expect, it } from 'vitest'
import { createChanges } from '#engine/conversations/changes.ts'
import { actedCopiesOfEmail } from '#engine/store/acted-copies.ts'
import { createTestStore, type TestStore } from '#engine/store/test-store.ts'
import { startMovingServer } from '#test/support/moving-account.ts'

let kept: TestStore
let server: Awaited<ReturnType<typeof startMovingServer>>

beforeAll(async () => {
  kept = createTestStore()
  server = await startMovingServer(kept.store)
})
afterAll(async () => {
  await server.stop()
  kept.remove()
})

it('F-15: deleted mail that somebody puts back after UIDVALIDITY changed stays where they put it', async () => {
  const account = server.account()
  const { store, accountId, model } = account
  const id = 'mail@x.example'
  const places = () => model.places(id).map(({ mailbox }) => mailbox)
  account.deliver('INBOX', id)
  await account.round()
  store.write(w => {
    const at = Date.UTC(2026, 2, 10)
    const changes = createChanges(w, { actionId: 'delete', at, now: at })
    const keys = w.prepare<{ key: number }>('SELECT key FROM email WHERE account_id = ?').all(accountId)
    for (const copy of keys.flatMap(({ key }) => actedCopiesOfEmail(w, key)))
      changes.move(copy, { role: 'trash', mailboxKey: null })
    changes.finish()
  })
  await account.settle()
  expect(places()).toEqual(['Trash'])

  const inbox = model.mailboxes.get('INBOX')
  if (inbox === undefined) throw new Error('Every model has an inbox')
  model.mailboxes.set('INBOX', { ...inbox, uidValidity: 99 })
  await account.settle()
  model.move('Trash', [model.places(id)[0]?.uid ?? 0], 'INBOX')
  await account.settle()
  expect([places(), account.placesHere(id)]).toEqual([['INBOX'], ['inbox']])
})
