import { z } from 'zod'
import type { AccountStatus } from '#shared/account.ts'
import type { HandlersOf } from './handler.ts'
import { id, nothing } from './schemas.ts'

/** The part of sync that others may ask for. */
export type SyncControl = {
  readonly syncNow: (accountId?: string) => void
  readonly wake: () => void
  readonly status: () => readonly AccountStatus[]
}

/** Synchronising on request, and how far it is. */
export function syncHandlers(sync: SyncControl) {
  return {
    'sync/start': {
      schema: z.strictObject({ accountId: id.optional() }),
      handle: params => {
        sync.syncNow(params.accountId)
        return {}
      },
    },
    'sync/status': { schema: nothing, handle: () => sync.status() },
  } satisfies HandlersOf<'sync/start' | 'sync/status'>
}

/** What the shell knows first: the network is back, the computer woke. */
export function wakeHandlers(sync: SyncControl) {
  return {
    'sync/wake': {
      schema: nothing,
      handle: () => {
        sync.wake()
        return {}
      },
    },
  } satisfies HandlersOf<'sync/wake'>
}
