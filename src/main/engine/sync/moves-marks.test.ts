import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestStore, type TestStore } from '#engine/store/test-store.ts'
import { type MovingAccount, startMovingServer } from '#test/support/moving-account.ts'

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

const id = 'mail@x.example'

/** Mailboxes that keep the message when everybody expunges. */
const lastingIn = ({ model }: MovingAccount) =>
  model
    .places(id)
    .filter(
      ({ mailbox, uid }) => model.mailboxes.get(mailbox)?.messages.get(uid)?.flags.has('\\Deleted') === false,
    )
    .map(({ mailbox }) => mailbox)

it.each([
  ['UIDPLUS alone', ['UIDPLUS']],
  ['neither MOVE nor UIDPLUS', []],
] as const)('F-33: with %s, what is undone after a cut is not left marked', async (_name, capabilities) => {
  let isCut = true
  const account = server.account({
    capabilities,
    refuse: ({ name }) => (isCut && name.includes('EXPUNGE') ? 'NO [UNAVAILABLE] Not now' : undefined),
  })
  account.deliver('INBOX', id)
  await account.round()
  account.wish(id, 'trash', 'inbox')
  await account.round().catch(() => undefined)
  isCut = false
  account.unwish(id)
  await account.settle()
  expect(lastingIn(account)).toContain('INBOX')
  expect([account.openJobs(), account.failedJobs()]).toEqual([0, 0])
})

it.each([
  ['UIDPLUS alone', ['UIDPLUS']],
  ['neither MOVE nor UIDPLUS', []],
] as const)('F-17: with %s, a copy that is about to be expunged is none', async (_name, capabilities) => {
  const account = server.account({ capabilities })
  account.deliver('INBOX', id)
  account.deliver('Archive', id, ['\\Deleted'])
  await account.round()
  account.wish(id, 'archive', 'inbox')
  await account.settle()
  expect(lastingIn(account)).toEqual(['Archive'])
})
