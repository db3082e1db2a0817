import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import type { JobOf } from '#engine/queue/job.ts'
import type { ClaimedJob } from '#engine/queue/queue.ts'
import type { Reader } from '#engine/store/handle.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import { endPendingMoves, type PendingMove, pendingMovesFrom } from '#engine/store/pending-moves.ts'
import { isAppError } from '#shared/errors.ts'
import { applyChange } from './changes.ts'
import { chaseLost, type LostEmail } from './chase-lost.ts'
import { type JobOutcome, ofOneJob } from './job-outcome.ts'
import { syncLimits } from './limits.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import { reachAim } from './move-target.ts'
import { settleMoved } from './settle-moves.ts'
import { findLost, transferEmails } from './transfer-emails.ts'

type MoveJob = JobOf<'move-emails'>

/**
 * Tells the server moves that wait, some emails at a time. Idempotent: a job that was cut anywhere runs again, and finds
 * what is done already.
 *
 * The wishes (store/pending-moves.ts) say what is wanted; the job only says that somebody should look. An email whose
 * wish is gone, or is another one by now, is passed over (F-33).
 *
 * @throws AppError when the connection fails; the job waits then
 */
export async function moveEmails(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  job: ClaimedJob<'move-emails'>,
  options: { readonly signal: AbortSignal },
): Promise<JobOutcome> {
  try {
    return await moveAll(deps, connection, job, options)
  } catch (error) {
    if (!isAppError(error) || !ofOneJob.has(error.code)) throw error
    deps.log.warn('move-refused', { mailbox: job.payload.mailboxKey, code: error.code })
    return error
  }
}

async function moveAll(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  job: ClaimedJob<'move-emails'>,
  { signal }: { readonly signal: AbortSignal },
): Promise<JobOutcome> {
  const { store, events, clock } = deps
  const { mailboxKey, actionId } = job.payload
  const keys = [...new Set(job.payload.emails.map(({ emailKey }) => emailKey))]
  if (!keys.some(key => isWished(store.reader, job, key))) return 'done'
  const target = await reachAim(deps, connection, job.accountId, job.payload, { signal })
  for (let at = 0; at < keys.length; at += syncLimits.movedAtOnce) {
    signal.throwIfAborted()
    const source = findMailbox(store.reader, mailboxKey)
    if (source === null) return 'done'
    const wished = keys.slice(at, at + syncLimits.movedAtOnce).filter(key => isWished(store.reader, job, key))
    if (wished.length === 0) continue
    const kept = new Set(wished.filter(key => otherWishes(store.reader, job, key).length > 0))
    const way = { source, target, emailKeys: wished, kept }
    const result = await connection.use(signal, () =>
      target.key === source.key
        ? findLost(deps, connection, way)
        : transferEmails(deps, connection, way, { signal, again: job.attempts > 1 }),
    )
    if (result === 'later') return 'later'
    signal.throwIfAborted()
    const ids = store.write(w =>
      settleMoved(w, source, job.payload, result.moved, { now: clock.now(), actionId }),
    )
    if (ids.length > 0) events.changed({ conversations: ids })
    if (target.key === source.key) await endWishes(deps, job, wished, result.lost, signal)
    await chaseLost(deps, connection, source, result.lost, { signal, actionId })
  }
  return 'done'
}

function isWished(r: Reader, job: MoveJob, emailKey: number): boolean {
  return pendingMovesFrom(r, emailKey, job.payload.mailboxKey).some(
    wish => !wish.hereOnly && isOfJob(job, wish),
  )
}

/** What else is wished of the email out of that mailbox: then a copy must be left for it. */
function otherWishes(r: Reader, job: MoveJob, emailKey: number): readonly PendingMove[] {
  return pendingMovesFrom(r, emailKey, job.payload.mailboxKey).filter(wish => !isOfJob(job, wish))
}

function isOfJob({ payload }: MoveJob, wish: PendingMove): boolean {
  return wish.toRole === payload.toRole && wish.toMailboxKey === payload.toMailboxKey
}

/** What lies where it is wished to lie has what it wants. */
async function endWishes(
  deps: MailboxSyncDeps,
  job: MoveJob,
  emailKeys: readonly number[],
  lost: readonly LostEmail[],
  signal: AbortSignal,
): Promise<void> {
  const away = new Set(lost.map(({ emailKey }) => emailKey))
  const here = emailKeys.filter(key => !away.has(key))
  await applyChange(deps, signal, w => {
    for (const key of here)
      endPendingMoves(
        w,
        pendingMovesFrom(w, key, job.payload.mailboxKey).filter(wish => isOfJob(job, wish)),
      )
    return here
  })
}
