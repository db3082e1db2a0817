import { flagChangesOf, insertFlagChanges } from '#engine/store/flag-changes.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import {
  deleteJob,
  deleteTakenJob,
  dueJobs,
  failedJobs,
  failedJobsOf,
  insertJob,
  type JobRow,
  openJobs,
  openJobsOf,
  postponeJob,
  releaseJobs,
  rewriteJob,
  startJob,
  stopJob,
  stopTakenJob,
} from '#engine/store/jobs.ts'
import type { ErrorReport } from '#shared/errors.ts'
import type { Job, JobOf } from './job.ts'

/** A job in the queue. */
export type QueuedJob<Kind extends Job['kind']> = JobOf<Kind> & { readonly key: number }

/** A job that was taken and must be finished, retried or failed. */
export type ClaimedJob<Kind extends Job['kind']> = QueuedJob<Kind> & {
  /** How often it has been taken, this time included. */
  readonly attempts: number
}

/** Stores a job in the transaction of the change that it follows from. Returns its key, which no later job gets. */
export function enqueue(w: Writer, job: Job, at: { readonly now: number; readonly runAt?: number }): number {
  const { accountId, kind } = job
  const changes = job.kind === 'set-flags' ? job.payload.changes : []
  const payload = job.kind === 'set-flags' ? { ...job.payload, changes: undefined } : job.payload
  const row = { accountId, kind, payload: JSON.stringify(payload) }
  const key = insertJob(w, { ...row, runAt: at.runAt ?? at.now, createdAt: at.now })
  if (job.kind === 'set-flags') {
    const { mailboxKey, uidValidity } = job.payload
    insertFlagChanges(w, key, { mailboxKey, isLost: uidValidity === '' }, changes)
  }
  return key
}

/** More changes of flags than this are not taken in one turn, unless one job holds them (P9). */
const changesAtOnce = 1_000

/**
 * Takes jobs of an account that are due, oldest first, up to the first of another kind: the order of actions counts, also
 * across kinds (mark read, then archive).
 */
export function claimJobs<Kind extends Job['kind']>(
  w: Writer,
  accountId: string,
  kinds: readonly Kind[],
  at: { readonly now: number; readonly limit: number },
): readonly ClaimedJob<Kind>[] {
  const claimed: ClaimedJob<Kind>[] = []
  let changes = 0
  for (const row of dueJobs(w, accountId, kinds, at.now, at.limit)) {
    const job = { ...toJob<Kind>(w, row), attempts: row.attempts + 1 }
    changes += countChanges(job)
    if (claimed.length > 0 && changes > changesAtOnce) break
    startJob(w, row.key)
    claimed.push(job)
  }
  return claimed
}

/** The emails whose rest is wanted as soon as the server can be reached, by key. */
export function wantedBodies(r: Reader): ReadonlySet<number> {
  return new Set(openJobs(r, 'fetch-body').map(row => toJob<'fetch-body'>(r, row).payload.emailKey))
}

/** A job that was taken is done. */
export function finishJob(w: Writer, key: number): void {
  deleteTakenJob(w, key)
}

/** A job is no longer wanted. */
export function dropJob(w: Writer, key: number): void {
  deleteJob(w, key)
}

/** The job failed for now and runs again at `at`. */
export function retryJob(
  w: Writer,
  key: number,
  retry: { readonly at: number; readonly problem: ErrorReport | null },
): void {
  postponeJob(w, key, retry.at, retry.problem)
}

/** A job that was taken failed for good; it stays, with its problem, for the user to see. */
export function failJob(w: Writer, key: number, problem: ErrorReport): void {
  stopTakenJob(w, key, problem)
}

/** A job that waits or runs can't be done any more; it stays, with its problem, for the user to see. */
export function giveUpJob(w: Writer, key: number, problem: ErrorReport): void {
  stopJob(w, key, problem)
}

/** At start: what was running when the engine died is ready again. Returns how many. */
export function releaseRunning(w: Writer): number {
  return releaseJobs(w)
}

/** Flag changes of a mailbox that wait for the server, as jobs, oldest first. */
export function openFlagJobs(r: Reader, mailboxKey: number): readonly QueuedJob<'set-flags'>[] {
  return openJobsOf(r, 'set-flags', mailboxKey).map(row => toJob<'set-flags'>(r, row))
}

/** Moves into a mailbox by its key, those that were refused for good among them. */
export function movesInto(r: Reader, mailboxKey: number): readonly QueuedJob<'move-emails'>[] {
  return [...openJobs(r, 'move-emails'), ...failedJobs(r, 'move-emails')]
    .map(row => toJob<'move-emails'>(r, row))
    .filter(job => job.payload.toMailboxKey === mailboxKey)
}

/** A job's moves are others from now on. */
export function rewriteMoveJob(w: Writer, key: number, payload: JobOf<'move-emails'>['payload']): void {
  rewriteJob(w, key, JSON.stringify(payload))
}

/** Moves out of a mailbox that wait for the server, oldest first. */
export function openMoveJobs(r: Reader, mailboxKey: number): readonly QueuedJob<'move-emails'>[] {
  return openJobsOf(r, 'move-emails', mailboxKey).map(row => toJob<'move-emails'>(r, row))
}

/** Moves out of a mailbox that the server refused for good, oldest first. */
export function failedMoveJobs(r: Reader, mailboxKey: number): readonly QueuedJob<'move-emails'>[] {
  return failedJobsOf(r, 'move-emails', mailboxKey).map(row => toJob<'move-emails'>(r, row))
}

function countChanges(job: QueuedJob<Job['kind']>): number {
  return job.kind === 'set-flags' ? job.payload.changes.length : 0
}

/** Only `enqueue` writes these rows, from the same types. */
function toJob<Kind extends Job['kind']>(r: Reader, row: JobRow): QueuedJob<Kind> {
  const { key, kind, accountId } = row
  const stored = JSON.parse(row.payload)
  const payload = kind === 'set-flags' ? { ...stored, changes: flagChangesOf(r, key) } : stored
  return { key, kind, accountId, payload } as unknown as QueuedJob<Kind>
}
