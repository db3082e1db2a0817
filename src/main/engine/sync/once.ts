import { getAccountSettings, listAccountIds, listAccounts, setLastSynced } from '#engine/store/accounts.ts'
import { conversationCounts } from '#engine/store/conversations.ts'
import type { AccountStatus } from '#shared/account.ts'
import { syncAccount } from './account-sync.ts'
import { type BodyChoice, bodiesSince } from './body-window.ts'
import type { Connections } from './connections.ts'
import { createLoginGate, type LoginGate } from './login-gate.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import { createJobRunner } from './run-jobs.ts'
import { createStatusTracker } from './status.ts'

/** What `syncOnce` does. */
export type SyncOnceOptions = {
  /** Absent: all. */
  readonly accountIds?: readonly string[] | undefined
  readonly bodies: BodyChoice
  readonly signal: AbortSignal
  readonly onProgress: (status: AccountStatus) => void
}

/** What one round brought; `emails` and `conversations` are what is here now. */
export type OnceResult = {
  readonly emails: number
  readonly conversations: number
  readonly added: number
  readonly updated: number
  readonly removed: number
  readonly seconds: number
}

/**
 * Brings accounts in step once, one after another, and hangs up; then everything is here, and found by search.
 *
 * Accounts that are paused are left alone unless named.
 *
 * @throws what the first failing account threw, after the others had their turn: one bad server costs nobody else's mail
 */
export async function syncAccountsOnce(
  deps: MailboxSyncDeps & { readonly connectionsOf: (accountId: string, gate: LoginGate) => Connections },
  options: SyncOnceOptions,
): Promise<OnceResult> {
  const startedAt = performance.now()
  const { reader } = deps.store
  const accounts = listAccountIds(reader).filter(id =>
    options.accountIds === undefined
      ? !getAccountSettings(reader, id).paused
      : options.accountIds.includes(id),
  )
  const total = { added: 0, updated: 0, removed: 0 }
  const failures: unknown[] = []
  for (const id of accounts) {
    try {
      const result = await syncOne(deps, id, options)
      total.added += result.added
      total.updated += result.updated
      total.removed += result.removed
    } catch (error) {
      if (options.signal.aborted) throw error
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  await deps.store.searchSettled()
  const after = listAccounts(deps.store.reader)
  return {
    ...total,
    emails: after.reduce((sum, account) => sum + account.emailCount, 0),
    conversations: conversationCounts(deps.store.reader).total,
    seconds: Math.round(performance.now() - startedAt) / 1000,
  }
}

async function syncOne(
  deps: MailboxSyncDeps & { readonly connectionsOf: (accountId: string, gate: LoginGate) => Connections },
  accountId: string,
  { bodies, signal, onProgress }: SyncOnceOptions,
) {
  const { store, clock } = deps
  const account = getAccountSettings(store.reader, accountId)
  const since = bodiesSince(account.bodyWindow, bodies, clock.now())
  const connections = deps.connectionsOf(accountId, createLoginGate({ clock }))
  const status = createStatusTracker({
    accountId,
    lastSyncedAt: account.lastSyncedAt,
    events: { ...deps.events, progress: onProgress },
    clock,
  })
  try {
    const result = await syncAccount(deps, connections, {
      accountId,
      signal,
      jobs: createJobRunner(deps, accountId),
      since,
      onTotal: (done, total) => status.set({ phase: 'syncing', done, total }),
      onStored: status.advance,
    })
    const now = clock.now()
    store.write(w => setLastSynced(w, accountId, now))
    status.set({ phase: 'idle', lastSyncedAt: now })
    await Promise.all([connections.release('bulk'), connections.release('interactive')])
    return result
  } finally {
    status.close()
    connections.close()
  }
}
