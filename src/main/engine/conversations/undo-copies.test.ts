import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageConversations } from '#engine/store/conversation-page.ts'
import { pendingMovesOf } from '#engine/store/pending-moves.ts'
import { createTestStore, type TestStore } from '#engine/store/test-store.ts'
import type { ConversationAction } from '#shared/actions.ts'
import type { ModelCapability } from '#test/support/imap-model-server.ts'
import { type MovingAccount, startMovingServer } from '#test/support/moving-account.ts'
import { createActions } from './actions.ts'

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

const sets: readonly (readonly [string, readonly ModelCapability[]])[] = [
  ['MOVE and UIDPLUS', ['MOVE', 'UIDPLUS']],
  ['MOVE alone', ['MOVE']],
  ['UIDPLUS alone', ['UIDPLUS']],
  ['neither', []],
]
const mail = 'mail@x.example'
let at = Date.UTC(2026, 2, 10)
const quiet = { signal: new AbortController().signal, onProgress: () => {} }

/** An email with a copy in each of these mailboxes, and what a person does to its conversation. */
async function begin(capabilities: readonly ModelCapability[], places: readonly string[]) {
  const account = server.account({ capabilities })
  for (const place of places) account.deliver(place, mail)
  await account.round()
  const { store, accountId } = account
  const row = store.reader
    .prepare<{ id: string; key: number }>(
      `SELECT conversation.id, email.key FROM email JOIN conversation ON conversation.key = conversation_key
       WHERE email.account_id = ?`,
    )
    .get(accountId)
  if (row === undefined) throw new Error('The first round reads it')
  // Made anew for every step, as after a restart.
  const actions = () =>
    createActions({
      store,
      clock: { now: () => (at += 1_000) },
      list: (filter, after, limit) => pageConversations(store.reader, filter, after, limit),
      jobsWait: () => {},
      changed: () => {},
      snoozed: () => {},
    })
  return {
    account,
    act: async (kind: 'archive' | 'unarchive' | 'delete' | 'undelete') => {
      const action: ConversationAction = { kind }
      const { actionId } = await actions().act({ target: { ids: [row.id] }, action }, quiet)
      return actionId ?? ''
    },
    undo: (id: string) => actions().undo(id, quiet),
    newest: () => actions().list({ limit: 1 }).actions[0]?.id ?? '',
    wishes: () => pendingMovesOf(store.reader, row.key),
  }
}

const placesOf = (account: MovingAccount) =>
  account.model
    .places(mail)
    .map(({ mailbox }) => mailbox)
    .sort()

async function expectPlaces(
  test: Awaited<ReturnType<typeof begin>>,
  places: readonly string[],
): Promise<void> {
  await test.account.settle()
  expect(placesOf(test.account)).toEqual(places)
  expect(test.account.placesHere(mail)).toHaveLength(places.length)
  expect([test.wishes(), test.account.openJobs(), test.account.failedJobs()]).toEqual([[], 0, 0])
}

describe.each(sets)('F-33: on a server with %s, an email in two mailboxes', (_name, capabilities) => {
  it('goes back to both when its deletion is undone, and away again when that is', async () => {
    const test = await begin(capabilities, ['INBOX', 'Projects'])
    const deletion = await test.act('delete')
    await test.account.settle()
    expect(new Set(placesOf(test.account))).toEqual(new Set(['Trash']))
    await test.undo(deletion)
    const undoing = test.newest()
    await expectPlaces(test, ['INBOX', 'Projects'])
    await test.undo(undoing)
    await test.account.settle()
    expect(new Set(placesOf(test.account))).toEqual(new Set(['Trash']))
    await test.undo(test.newest())
    await expectPlaces(test, ['INBOX', 'Projects'])
  })

  it('goes back to both when it is deleted, undone, deleted and undone before the server heard of it', async () => {
    const test = await begin(capabilities, ['INBOX', 'Projects'])
    const first = await test.act('delete')
    await test.account.settle()
    await test.undo(first)
    const second = await test.act('delete')
    expect(test.wishes()).toEqual([])
    await test.undo(second)
    await expectPlaces(test, ['INBOX', 'Projects'])
  })

  it('goes back to both when it is brought back out of the trash', async () => {
    const test = await begin(capabilities, ['INBOX', 'Projects'])
    await test.act('delete')
    await test.account.settle()
    await test.act('undelete')
    await expectPlaces(test, ['INBOX', 'Projects'])
  })

  it('stays filed when the archiving of its other copy is undone', async () => {
    const test = await begin(capabilities, ['Archive', 'INBOX'])
    const archiving = await test.act('archive')
    await test.account.settle()
    expect(new Set(placesOf(test.account))).toEqual(new Set(['Archive']))
    await test.undo(archiving)
    await expectPlaces(test, ['Archive', 'INBOX'])
  })

  it('is archived once more when the undoing of that is undone', async () => {
    const test = await begin(capabilities, ['INBOX', 'Projects'])
    await test.act('archive')
    await test.account.settle()
    const back = await test.act('unarchive')
    await expectPlaces(test, ['INBOX', 'Projects'])
    await test.undo(back)
    await expectPlaces(test, ['Archive', 'Projects'])
  })
})
