import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEvents } from '#engine/events.ts'
import type { MailReader } from '#engine/mail/mime/reader.ts'
import type { Store } from '#engine/store/database.ts'
import { addTestAccount, createTestStore, noon, type TestStore } from '#engine/store/test-store.ts'
import { AppError } from '#shared/errors.ts'
import { silentLog } from '#shared/log.ts'
import { createSync, type Sync } from './sync.ts'

let kept: TestStore
let accountId: string
let events: ReturnType<typeof createEvents>

beforeEach(() => {
  kept = createTestStore()
  accountId = kept.store.write(w => addTestAccount(w)).id
  events = createEvents({ counts: () => ({ total: 0, active: 0, archived: 0, snoozed: 0, unread: 0 }) })
})
afterEach(() => {
  events.close()
  kept.remove()
})

function create(store: Store, secret: () => Promise<string>): Sync {
  const reader = {} as MailReader // nothing gets as far as reading here
  return createSync({ store, reader, secret, events, clock: { now: () => noon }, log: silentLog })
}

const noSecret = async () => {
  throw new AppError('auth-missing')
}

test('is there for readers on a disk that is full from the start', () => {
  const full: Store = {
    ...kept.store,
    write: () => {
      throw new AppError('disk-full')
    },
  }
  expect(create(full, noSecret).status()).toMatchObject([{ accountId, phase: 'idle' }])
})

test('an account that was changed and removed at once is not begun again', async () => {
  const secret = vi.fn(noSecret)
  const sync = create(kept.store, secret)
  sync.start()
  await vi.waitFor(() => expect(sync.status()[0]?.phase).toBe('needs-password'))
  const asked = secret.mock.calls.length
  sync.accountChanged(accountId)
  await sync.accountRemoved(accountId)
  kept.store.write(w => w.prepare('DELETE FROM account').run())
  await new Promise(resolve => setImmediate(resolve))
  expect(secret.mock.calls.length).toBe(asked)
  await sync.close()
})
