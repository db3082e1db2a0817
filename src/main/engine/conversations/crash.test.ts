import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pageConversations } from '#engine/store/conversation-page.ts'
import { conversationCounts } from '#engine/store/conversations.ts'
import type { Store } from '#engine/store/database.ts'
import { openJobs } from '#engine/store/jobs.ts'
import { plainRows, storedRows } from '#engine/store/plain-model.ts'
import {
  addTestAccount,
  addTestConversation,
  deliver,
  makeDataDir,
  noon,
  openTestStore,
  testEmail,
} from '#engine/store/test-store.ts'
import { type Actions, createActions } from './actions.ts'

const { signal } = new AbortController()
const quiet = { signal, onProgress: () => {} }
const total = 180

let dataDir: string
let store: Store
let keys: readonly number[]
let ids: readonly string[]
beforeEach(() => {
  dataDir = makeDataDir()
  store = openTestStore(dataDir)
  const made = store.write(w => {
    const account = addTestAccount(w)
    return Array.from({ length: total }, () => {
      const conversation = addTestConversation(w, account)
      deliver(w, testEmail(account, conversation.key), [{ mailbox: account.mailboxes.inbox }])
      return conversation
    })
  })
  keys = made.map(({ key }) => key)
  ids = made.map(({ id }) => id)
})
afterEach(() => {
  store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Actions on the store, which dies before its transaction number `dieAt` (from 0; null: never). */
function open(dieAt: number | null): Actions {
  let written = 0
  const dying: Store = {
    ...store,
    write: (operation, options) => {
      if (written === dieAt) throw new Error('killed')
      written += 1
      return store.write(operation, options)
    },
  }
  return createActions({
    store: dying,
    clock: { now: () => noon },
    list: (filter, after, limit) => pageConversations(store.reader, filter, after, limit),
    jobsWait: () => {},
    changed: () => {},
    snoozed: () => {},
  })
}

function reopen(): Actions {
  store.close()
  store = openTestStore(dataDir)
  expect(storedRows(store.reader, keys)).toEqual(plainRows(store.reader, keys))
  return open(null)
}

const archived = () => conversationCounts(store.reader).archived
const emailsInJobs = () =>
  openJobs(store.reader, 'move-emails').flatMap(({ payload }) => JSON.parse(payload).emails).length

describe('an engine that dies between two transactions of an action', () => {
  it.each([0, 1, 2, 3])('after %i of them has done as much as journal and queue say', async dieAt => {
    const act = open(dieAt).act({ target: { ids }, action: { kind: 'archive' } }, quiet)
    await act.catch((error: unknown) => expect(String(error)).toContain('killed'))
    const actions = reopen()
    const [entry] = actions.list({ limit: 1 }).actions
    expect(entry?.count ?? 0).toBe(archived())
    expect(emailsInJobs()).toBe(archived())
    expect(archived() > 0).toBe(dieAt > 0)
    if (entry !== undefined) expect(await actions.undo(entry.id, quiet)).toEqual({ undone: entry.count })
    expect(archived()).toBe(0)
    expect(emailsInJobs()).toBe(0)
  })

  it.each([0, 1, 2])('while undoing, after %i of them, can be asked again', async dieAt => {
    const { actionId } = await open(null).act({ target: { ids }, action: { kind: 'archive' } }, quiet)
    const id = actionId ?? ''
    await open(dieAt)
      .undo(id, quiet)
      .catch((error: unknown) => expect(String(error)).toContain('killed'))
    const actions = reopen()
    const left = archived()
    expect(emailsInJobs()).toBe(left)
    expect(await actions.undo(id, quiet)).toEqual({ undone: left })
    expect(archived()).toBe(0)
    expect(emailsInJobs()).toBe(0)
    expect(await actions.undo(id, quiet)).toEqual({ undone: 0 })
    // Doing it again is undoing the undoing, both halves of it.
    for (const { id: again, undoOf } of actions.list({ limit: 9 }).actions)
      if (undoOf === id) await actions.undo(again, quiet)
    expect(archived()).toBe(total)
  })

  it('undone while it still runs is taken back whole the second time', async () => {
    const actions = open(null)
    const undoing: Promise<unknown>[] = []
    const act = actions.act(
      { target: { ids }, action: { kind: 'archive' } },
      {
        signal,
        onProgress: () => {
          const [entry] = actions.list({ limit: 1 }).actions
          if (undoing.length === 0 && entry !== undefined) undoing.push(actions.undo(entry.id, quiet))
        },
      },
    )
    const { actionId } = await act
    await Promise.all(undoing)
    await actions.undo(actionId ?? '', quiet)
    expect(archived()).toBe(0)
  })

  it('stops between two transactions when it is cancelled, and says how far it is', async () => {
    const cancel = new AbortController()
    const seen: number[] = []
    const act = open(null).act(
      { target: { filter: { view: 'active' }, except: ids.slice(0, 5) }, action: { kind: 'archive' } },
      {
        signal: cancel.signal,
        onProgress: ({ done, total: all }) => {
          seen.push(done)
          expect(all).toBe(total - 5)
          cancel.abort()
        },
      },
    )
    await expect(act).rejects.toThrowError()
    expect(seen).toEqual([archived()])
    expect(reopen().list({ limit: 1 }).actions[0]?.count).toBe(archived())
  })
})
