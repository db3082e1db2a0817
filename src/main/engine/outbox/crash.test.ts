import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { getConversation } from '#engine/store/conversation-thread.ts'
import type { Store } from '#engine/store/database.ts'
import { namedBlobs } from '#engine/store/doctor.ts'
import { openJobs } from '#engine/store/jobs.ts'
import { plainRows, storedRows } from '#engine/store/plain-model.ts'
import { makeDataDir, noon, openTestStore } from '#engine/store/test-store.ts'
import { insertLocalEmail } from '#engine/sync/local-email.ts'
import { minuteMs } from '#shared/time.ts'
import { accepted, addSendingAccount, createTestOutbox, type FakeServer } from './test-outbox.ts'

let dataDir: string
let store: Store
let made: ReturnType<typeof addSendingAccount>
let taken: number
beforeEach(() => {
  dataDir = makeDataDir()
  store = openTestStore(dataDir)
  made = store.write(addSendingAccount)
  taken = 0
})
afterEach(() => {
  store.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A server that has a mail whole only after the note that its end goes out. */
const server: FakeServer = async (_bytes, { beforeLastBytes }) => {
  try {
    await beforeLastBytes()
  } catch {
    const problem = { code: 'internal', retry: false } as const
    return { outcome: 'retry', recipients: [], problem, sizeLimitBytes: null }
  }
  taken += 1
  return accepted('ada@customer.example')
}

/** The store, dead from its transaction number `dieAt` on (from 0). */
function dying(dieAt: number): { readonly store: Store; readonly isDead: () => boolean } {
  let written = 0
  return {
    isDead: () => written > dieAt,
    store: {
      ...store,
      write: (operation, options) => {
        written += 1
        if (written > dieAt) throw new Error('killed')
        return store.write(operation, options)
      },
    },
  }
}

/** What a first life wrote, sent or queued before it died, and whether it got to its end. */
async function live(dieAt: number): Promise<boolean> {
  const { store: mortal, isDead } = dying(dieAt)
  const own = createTestOutbox(mortal, server, insertLocalEmail)
  try {
    own.outbox.start()
    const submission = await own.answer(made.conversation.id)
    own.set(submission.sendAt)
    await vi.waitFor(
      () => {
        if (!isDead()) expect(own.outbox.get(submission.id).state).toBe('sent')
      },
      { interval: 1, timeout: 10_000 },
    )
  } catch (error) {
    if (!isDead()) throw error
  }
  await own.close()
  return !isDead()
}

describe('F-03: an engine that dies before any of its transactions', () => {
  it('sends a mail once, or tells that nobody knows; and keeps what was written', async () => {
    const ends: string[] = []
    for (let dieAt = 0; ; dieAt += 1) {
      taken = 0
      const isComplete = await live(dieAt)
      store.close()
      store = openTestStore(dataDir)
      const takenBefore = taken
      const own = createTestOutbox(store, server, insertLocalEmail)
      await store.blobs.sweep(namedBlobs(store.reader))
      own.outbox.start()
      own.set(noon + 40 * minuteMs)
      const list = () => own.outbox.list()
      await vi.waitFor(
        () => expect(list().every(({ state }) => state === 'sent' || state === 'uncertain')).toBe(true),
        { interval: 1, timeout: 10_000 },
      )
      const states = list().map(({ state }) => state)
      const drafts = own.drafts.list().map(({ preview }) => preview)
      ends.push(states[0] ?? (drafts[0] === undefined ? 'nothing yet' : 'draft'))
      // Never twice; what the server had before the death is not sent again.
      expect(taken).toBeLessThanOrEqual(1)
      expect(takenBefore + states.filter(state => state === 'sent').length).toBeGreaterThanOrEqual(taken)
      if (states[0] === 'sent') expect(taken).toBe(1)
      if (states[0] === 'uncertain') expect(openJobs(store.reader, 'find-sent')).toHaveLength(1)
      const { emails } = getConversation(store.reader, made.conversation.id)
      expect(emails).toHaveLength(1 + states.length)
      const keys = [made.conversation.key]
      expect(storedRows(store.reader, keys)).toEqual(plainRows(store.reader, keys))
      await own.close()
      if (isComplete) break
      // The next life begins anew.
      store.close()
      rmSync(dataDir, { recursive: true, force: true })
      dataDir = makeDataDir()
      store = openTestStore(dataDir)
      made = store.write(addSendingAccount)
    }
    expect(ends.at(-1)).toBe('sent')
    expect(new Set(ends)).toEqual(new Set(['nothing yet', 'draft', 'sent', 'uncertain']))
  }, 60_000)
})
