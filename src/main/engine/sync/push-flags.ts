import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { openMailbox } from '#engine/mail/imap/mailboxes.ts'
import { formatUidSets } from '#engine/mail/imap/uid-set.ts'
import { storeFlags } from '#engine/mail/imap/write.ts'
import { type ClaimedJob, failJob, finishJob, retryJob } from '#engine/queue/queue.ts'
import { copiesOfEmail } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import { findMailbox, type MailboxRecord } from '#engine/store/mailboxes.ts'
import { type AppError, type ErrorCode, isAppError, toErrorReport } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import type { Clock } from '#shared/time.ts'
import { drainJobs } from './drain-jobs.ts'
import { syncLimits } from './limits.ts'

/** What pushing needs. */
export type PushDeps = { readonly store: Store; readonly clock: Clock; readonly log: Log }

type FlagJob = ClaimedJob<'set-flags'>

/** Failures of one job; all others are the connection's, and every job waits for the next one. */
const own: ReadonlySet<ErrorCode> = new Set(['read-only', 'server-refused', 'invalid-request'])

const jobsAtOnce = 100

/**
 * Tells the server the flag changes that wait, mailbox by mailbox (F-32). Idempotent: a job that was cut runs again.
 *
 * @throws AppError when the connection fails; the jobs wait then
 */
export async function pushFlags(
  deps: PushDeps,
  connection: ImapConnection,
  accountId: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  await drainJobs(deps, { accountId, kind: 'set-flags', atOnce: jobsAtOnce }, async (jobs, left) => {
    for (const [mailboxKey, group] of groupJobs(jobs))
      await pushMailbox(deps, connection, mailboxKey, group, left, signal)
  })
}

function groupJobs(jobs: readonly FlagJob[]): Map<number, FlagJob[]> {
  const groups = new Map<number, FlagJob[]>()
  for (const job of jobs) {
    const { mailboxKey } = job.payload
    groups.set(mailboxKey, [...(groups.get(mailboxKey) ?? []), job])
  }
  return groups
}

async function pushMailbox(
  deps: PushDeps,
  connection: ImapConnection,
  mailboxKey: number,
  jobs: readonly FlagJob[],
  left: Set<FlagJob>,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock } = deps
  const mailbox = findMailbox(store.reader, mailboxKey)
  const settle = (job: FlagJob, outcome: 'done' | AppError) => {
    left.delete(job)
    store.write(w => {
      if (outcome === 'done') finishJob(w, job.key)
      else if (outcome.code === 'server-refused' && job.attempts < syncLimits.jobAttempts) {
        const pause = Math.min(syncLimits.jobRetryMs * 2 ** (job.attempts - 1), syncLimits.jobRetryMostMs)
        retryJob(w, job.key, { at: clock.now() + pause, problem: toErrorReport(outcome) })
      } else failJob(w, job.key, toErrorReport(outcome))
    })
  }
  const later = (job: FlagJob) => {
    left.delete(job)
    store.write(w => retryJob(w, job.key, { at: clock.now() + syncLimits.jobRetryMs, problem: null }))
  }
  try {
    await connection.use(signal, async () => {
      const opened = mailbox === null ? null : await openMailbox(connection, mailbox.path)
      for (const job of jobs) {
        if (mailbox === null || opened === null) {
          settle(job, 'done')
          continue
        }
        const changes = resolveUids(store, mailbox, job, opened.uidValidity)
        if (changes === 'later') {
          later(job)
          continue
        }
        for (const { add, remove, uids } of sameChanges(changes)) {
          for (const set of formatUidSets(uids, imapLimits.commandUidSetLength)) {
            await storeFlags(connection, set, { add, remove })
          }
        }
        settle(job, 'done')
      }
    })
  } catch (error) {
    if (isAppError(error, 'mailbox-missing')) {
      // Renamed or deleted: the list of mailboxes tells which, and what becomes of the changes.
      for (const job of jobs) if (left.has(job)) later(job)
      return
    }
    if (!isAppError(error) || !own.has(error.code)) throw error
    deps.log.warn('flags-refused', { mailbox: mailboxKey, code: error.code })
    for (const job of jobs) if (left.has(job)) settle(job, error)
  }
}

type Change = { readonly uid: number; readonly add: readonly string[]; readonly remove: readonly string[] }

/** UIDs of another UIDVALIDITY mean nothing: then the email's copy of now is meant, once the mailbox has been read again. */
function resolveUids(
  store: Store,
  mailbox: MailboxRecord,
  job: FlagJob,
  uidValidity: string,
): readonly Change[] | 'later' {
  const { payload } = job
  if (payload.uidValidity === uidValidity) return payload.changes
  if (mailbox.uidValidity !== uidValidity || mailbox.backfillUid !== null) return 'later'
  return payload.changes.flatMap(change => {
    if (change.emailKey === undefined) return []
    const copies = copiesOfEmail(store.reader, change.emailKey).filter(
      copy => copy.mailboxKey === mailbox.key,
    )
    return copies.map(copy => ({ ...change, uid: copy.uid }))
  })
}

/** One command for all messages that change alike. */
function sameChanges(changes: readonly Change[]): readonly {
  readonly add: readonly string[]
  readonly remove: readonly string[]
  readonly uids: readonly number[]
}[] {
  const groups = new Map<string, { add: readonly string[]; remove: readonly string[]; uids: number[] }>()
  for (const { uid, add, remove } of changes) {
    const key = `${add.join(' ')}-${remove.join(' ')}`
    const group = groups.get(key) ?? { add, remove, uids: [] }
    group.uids.push(uid)
    groups.set(key, group)
  }
  return [...groups.values()].map(group => ({ ...group, uids: group.uids.sort((a, b) => a - b) }))
}
