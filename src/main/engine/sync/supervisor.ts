import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { toImapError } from '#engine/mail/imap/errors.ts'
import { listMailboxes } from '#engine/mail/imap/mailboxes.ts'
import { getAccountSettings, setLastSynced } from '#engine/store/accounts.ts'
import { emailsWithoutPlace } from '#engine/store/emails.ts'
import { nextJobAt } from '#engine/store/jobs.ts'
import { listMailboxes as storedMailboxes } from '#engine/store/mailboxes.ts'
import type { AccountStatus } from '#shared/account.ts'
import { errorPlace } from '#shared/error-place.ts'
import { AppError, isAppError, toErrorReport } from '#shared/errors.ts'
import { syncAccount } from './account-sync.ts'
import { fillBodies, isBodyMissing } from './body-filler.ts'
import { bodiesSince } from './body-window.ts'
import { checkAlive } from './check-alive.ts'
import type { Connections } from './connections.ts'
import { syncLimits } from './limits.ts'
import type { LoginGate } from './login-gate.ts'
import { isInStep, type MailboxSyncDeps } from './mailbox-sync.ts'
import { createPause } from './pause.ts'
import { createJobRunner } from './run-jobs.ts'
import { createSinglePieces } from './single-pieces.ts'
import { createStatusTracker } from './status.ts'
import { reactTo, understood } from './trouble.ts'
import { watchMailbox } from './watch-inbox.ts'

/** Keeps one account in step until closed: one loop, its states are AccountPhase. */
export type Supervisor = {
  readonly status: () => AccountStatus
  /** Synchronise now: also cuts a wait short, as far as the login gate allows. */
  readonly nudge: () => void
  /** The network is back, or the computer woke: connections that don't answer go, and the wait ends. */
  readonly wake: () => void
  /** Jobs wait: do them at once; `anew` in a session that knows what the server allows by now. */
  readonly jobsWait: (options?: { readonly anew?: boolean }) => void
  /**
   * Runs work for a person who waits.
   *
   * @throws AppError `offline` while the server is out of reach; what the work throws
   */
  readonly interact: <T>(signal: AbortSignal, work: (connection: ImapConnection) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

/** What a supervisor needs. */
export type SupervisorDeps = MailboxSyncDeps & {
  readonly accountId: string
  readonly connections: Connections
  readonly gate: LoginGate
  readonly random: () => number
}

/** Starts keeping an account in step. */
export function startSupervisor(deps: SupervisorDeps): Supervisor {
  const { accountId, store, clock, log, connections, gate } = deps
  const closing = new AbortController()
  const { signal } = closing
  const pause = createPause()
  const first = getAccountSettings(store.reader, accountId)
  const status = createStatusTracker({
    accountId,
    lastSyncedAt: first.lastSyncedAt,
    events: deps.events,
    clock,
  })
  let failures = 0
  let wanted = true
  const single = createSinglePieces(connections)
  const jobs = createJobRunner(deps, accountId)
  const comparedAt = new Map<number, number>()

  const bodiesFrom = () =>
    bodiesSince(getAccountSettings(store.reader, accountId).bodyWindow, 'window', clock.now())

  const round = async (onInboxReady: () => void): Promise<void> => {
    const since = bodiesFrom()
    const asked = wanted
    wanted = false
    const passed = new Set<number>()
    const passOver = (key: number) => {
      const isRecent = !asked && clock.now() - (comparedAt.get(key) ?? 0) < syncLimits.slowRoundMs
      if (isRecent) passed.add(key)
      return isRecent
    }
    await single.using(() =>
      syncAccount(deps, connections, {
        accountId,
        signal,
        jobs,
        since,
        passOver,
        onTotal: (done, total) => status.set({ phase: 'syncing', problem: null, retryAt: null, done, total }),
        onStored: status.advance,
        onInboxReady,
      }),
    )
    for (const { key } of storedMailboxes(store.reader, accountId))
      if (!passed.has(key)) comparedAt.set(key, clock.now())
    const now = clock.now()
    store.write(w => setLastSynced(w, accountId, now))
    const { total } = status.get()
    status.set({ phase: 'idle', lastSyncedAt: now, done: total })
  }

  /** Long mail that arrived while watching lacks the end of its text. */
  const fillLate = () => {
    const since = bodiesFrom()
    if (status.get().phase !== 'idle' || !isBodyMissing(store.reader, accountId, since)) return
    interact(signal, async connection => {
      await fillBodies(deps, async () => connection, { accountId, since, signal })
    }).catch(error => {
      if (!isAppError(error, 'cancelled')) log.debug('bodies-wait', { accountId })
    })
  }

  /** A look at all mailboxes without selecting any; true when there is something to do. */
  const hasNews = async (): Promise<boolean> => {
    const connection = await connections.get('watch', { signal })
    const listed = await listMailboxes(connection, { signal })
    const stored = new Map(storedMailboxes(store.reader, accountId).map(record => [record.path, record]))
    return (
      listed.length !== stored.size ||
      listed.some(({ path, selectable, state }) => {
        const record = stored.get(path)
        return record === undefined || (selectable && !isInStep(store.reader, record, state))
      })
    )
  }

  const untilNextJob = () => (nextJobAt(store.reader, accountId) ?? Number.POSITIVE_INFINITY) - clock.now()

  /** What could not be done when it was asked for. */
  const runLate = async () => {
    if (untilNextJob() > 0) return
    await interact(signal, connection => jobs.run(connection, { signal }))
  }

  /**
   * What the watch leaves to a round: mail that left the inbox and may lie elsewhere by now, so that a move shows as
   * one; and an inbox that started over, or got more than the watch fetches.
   */
  const lookFurther = () => {
    if (status.get().phase !== 'idle') return
    const isBehind = storedMailboxes(store.reader, accountId).some(({ backfillUid }) => backfillUid !== null)
    if (!isBehind && emailsWithoutPlace(store.reader, accountId, 1).length === 0) return
    wanted = true
    pause.end()
  }

  /** One life of the connections: rounds, with the inbox watched in between. Ends only by a failure or the signal. */
  const session = async (): Promise<void> => {
    const ending = new AbortController()
    const both = AbortSignal.any([signal, ending.signal])
    let watching: Promise<void> | null = null
    const lost: unknown[] = []
    const watch = () => {
      const inbox = storedMailboxes(store.reader, accountId).find(mailbox => mailbox.role === 'inbox')
      if (inbox === undefined || watching !== null) return
      watching = watchMailbox(deps, {
        mailboxKey: inbox.key,
        signal: both,
        connection: () => connections.get('watch', { signal: both }),
        onInStep: () => {
          fillLate()
          lookFurther()
        },
      }).catch(error => {
        lost.push(error)
        pause.end()
      })
    }
    try {
      while (!signal.aborted) {
        if (wanted || (await hasNews())) await round(watch)
        watch()
        await runLate()
        if (connections.hasRoomFor('watch')) await connections.release('bulk')
        single.linger()
        const wait = Math.max(syncLimits.retryFirstMs, Math.min(syncLimits.roundMs, untilNextJob()))
        await pause.wait(wait, signal)
        if (lost.length > 0) throw lost[0]
      }
    } finally {
      ending.abort()
      await watching
    }
  }

  const rest = async (thrown: AppError): Promise<void> => {
    failures += 1
    const { tlsSeen } = getAccountSettings(store.reader, accountId)
    const problem = understood(thrown, { failures, tlsSeen })
    const now = clock.now()
    const reaction = reactTo(problem, { failures, allowedAt: gate.allowedAt(), now, random: deps.random() })
    log.warn('sync-failed', {
      accountId,
      code: problem.code,
      failures,
      phase: reaction.phase,
      where: whereabouts(thrown),
    })
    status.set({ ...reaction, problem: toErrorReport(problem) })
    pause.reset()
    await pause.wait(reaction.retryAt === null ? Number.POSITIVE_INFINITY : reaction.retryAt - now, signal)
    // Cut short by the user or a wake: at once, but not sooner than the gate allows.
    const early = gate.allowedAt() - clock.now()
    if (early > 0 && !signal.aborted) {
      status.set({ retryAt: early === Number.POSITIVE_INFINITY ? null : gate.allowedAt() })
      await pause.wait(early, signal)
    }
  }

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      if (getAccountSettings(store.reader, accountId).paused) {
        status.set({ phase: 'paused', problem: null, retryAt: null })
        return
      }
      status.set({ phase: 'connecting' })
      wanted = true
      const startedAt = clock.now()
      try {
        await session()
      } catch (error) {
        connections.hangUp()
        if (signal.aborted) return
        // A round alone proves nothing: a server may serve it and hang up on whoever watches, again and again.
        if (clock.now() - startedAt >= syncLimits.healthyMs) failures = 0
        await rest(toImapError(error))
      }
    }
  }
  const running = run().catch(error => {
    if (signal.aborted) return
    log.error('supervisor-ended', { accountId })
    status.set({ phase: 'failed', problem: toErrorReport(error) })
  })

  const isAway = () => ['waiting', 'needs-password', 'failed', 'paused'].includes(status.get().phase)
  const interact: Supervisor['interact'] = async (caller, work) => {
    const { problem } = status.get()
    if (isAway() && connections.openOnes().length === 0) throw new AppError('offline', problem?.detail)
    return single.using(async () =>
      work(await connections.get('interactive', { signal: AbortSignal.any([signal, caller]) })),
    )
  }

  return {
    status: status.get,
    nudge: () => {
      wanted = true
      pause.end()
    },
    wake: () => {
      for (const connection of connections.openOnes()) void checkAlive(connection, signal)
      if (isAway()) pause.end()
    },
    jobsWait: ({ anew = false } = {}) => {
      // Servers may remember what a session was refused (Dovecot: rights, for half a minute).
      const ready = anew ? single.renew() : Promise.resolve()
      ready
        .then(() => interact(signal, connection => jobs.run(connection, { signal })))
        .catch(error => {
          if (!isAppError(error, 'cancelled')) log.debug('jobs-wait', { accountId })
        })
        .finally(() => {
          // What still waits is the loop's from now on.
          if (status.get().phase === 'idle' && untilNextJob() < syncLimits.roundMs) pause.end()
        })
    },
    interact,
    close: async () => {
      closing.abort()
      single.close()
      connections.close()
      await running
      status.close()
    },
  }
}

/** For a failure that nobody expected: where it happened, without its words. */
function whereabouts(problem: AppError): string | null {
  if (problem.code !== 'internal' || !(problem.cause instanceof Error)) return null
  return errorPlace(problem.cause)
}
