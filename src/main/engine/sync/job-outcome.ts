import { isFinalRefusal } from '#engine/mail/imap/errors.ts'
import type { Job } from '#engine/queue/job.ts'
import { type ClaimedJob, failJob, finishJob, retryJob } from '#engine/queue/queue.ts'
import type { Writer } from '#engine/store/handle.ts'
import { type AppError, type ErrorCode, toErrorReport } from '#shared/errors.ts'
import { syncLimits } from './limits.ts'

/** How a job's turn ended: `later` where something else must happen first. */
export type JobOutcome = 'done' | 'later' | AppError

/** Failures of one job; all others are the connection's, and every job waits for the next one. */
export const ofOneJob: ReadonlySet<ErrorCode> = new Set([
  'read-only',
  'server-refused',
  'invalid-request',
  'over-quota',
  'mailbox-missing',
])

/**
 * Notes how a job's turn ended.
 *
 * What may pass runs again, later each time; a final refusal stays in the queue with the server's words, for the user to
 * decide. Returns whether it failed for good.
 */
export function noteOutcome(
  w: Writer,
  job: ClaimedJob<Job['kind']>,
  outcome: JobOutcome,
  now: number,
): boolean {
  if (outcome === 'done') {
    finishJob(w, job.key)
    return false
  }
  if (outcome === 'later') {
    retryJob(w, job.key, { at: now + syncLimits.jobRetryMs, problem: null })
    return false
  }
  const problem = toErrorReport(outcome)
  if (!isFinalRefusal(outcome) && job.attempts < attemptsFor(outcome)) {
    const pause = Math.min(syncLimits.jobRetryMs * 2 ** (job.attempts - 1), syncLimits.jobRetryMostMs)
    retryJob(w, job.key, { at: now + pause, problem })
    return false
  }
  failJob(w, job.key, problem)
  return true
}

/** A mailbox that is missing comes back with the next list of mailboxes, or not at all. */
function attemptsFor({ code }: AppError): number {
  return code === 'mailbox-missing' ? syncLimits.missingAttempts : syncLimits.jobAttempts
}
