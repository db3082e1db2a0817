import type { Events } from '#engine/events.ts'
import type { AccountPhase, AccountStatus } from '#shared/account.ts'
import type { ErrorReport } from '#shared/errors.ts'
import type { Clock } from '#shared/time.ts'
import { syncLimits } from './limits.ts'

/** Keeps one account's status and tells changes, at most ten a second. */
export type StatusTracker = {
  readonly get: () => AccountStatus
  readonly set: (change: Partial<Omit<AccountStatus, 'accountId'>>) => void
  /** One more email is in. */
  readonly advance: (emails: number) => void
  readonly close: () => void
}

/** Phases in which the server is out of reach. */
const away: ReadonlySet<AccountPhase> = new Set(['waiting', 'needs-password', 'failed'])

/** A tracker for an account. `offlineSince` follows from the phase. */
export function createStatusTracker(deps: {
  readonly accountId: string
  readonly lastSyncedAt: number | null
  readonly events: Events
  readonly clock: Clock
}): StatusTracker {
  let status: AccountStatus = {
    accountId: deps.accountId,
    phase: 'connecting',
    done: 0,
    total: 0,
    lastSyncedAt: deps.lastSyncedAt,
    offlineSince: null,
    retryAt: null,
    problem: null,
  }
  let timer: NodeJS.Timeout | null = null
  let told = 0

  const tell = () => {
    timer = null
    told = deps.clock.now()
    deps.events.progress(status)
  }
  const change = (next: AccountStatus) => {
    const phaseChanged = next.phase !== status.phase
    status = next
    if (phaseChanged) {
      if (timer !== null) clearTimeout(timer)
      tell()
    } else {
      timer ??= setTimeout(tell, Math.max(0, told + syncLimits.progressMs - deps.clock.now()))
    }
  }
  return {
    get: () => status,
    set: part => {
      const next = { ...status, ...part }
      const offlineSince = away.has(next.phase)
        ? (status.offlineSince ?? deps.clock.now())
        : next.phase === 'connecting'
          ? status.offlineSince
          : null
      change({ ...next, offlineSince })
    },
    advance: emails =>
      change({ ...status, done: Math.min(status.done + emails, Math.max(status.total, status.done)) }),
    close: () => {
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/** The status of an account that isn't running. */
export function restingStatus(
  accountId: string,
  phase: AccountPhase,
  lastSyncedAt: number | null,
  problem: ErrorReport | null = null,
): AccountStatus {
  return { accountId, phase, done: 0, total: 0, lastSyncedAt, offlineSince: null, retryAt: null, problem }
}
