import type { ErrorReport } from '#shared/errors.ts'
import type { Reader, Writer } from './handle.ts'

/** A durable job as its row holds it. `payload` and `problem` are JSON; times epoch ms UTC. */
export type JobRow = {
  readonly key: number
  readonly accountId: string | null
  readonly kind: string
  readonly payload: string
  readonly attempts: number
  readonly runAt: number
}

const jobColumns = 'key, account_id AS accountId, kind, payload, attempts, run_at AS runAt'

/** Stores a job, in the transaction of the change that it follows from. Returns its key. */
export function insertJob(
  w: Writer,
  job: {
    readonly accountId: string | null
    readonly kind: string
    readonly payload: string
    readonly runAt: number
    readonly createdAt: number
  },
): number {
  const row = w
    .prepare<{ key: number }>(
      `INSERT INTO job(account_id, kind, payload, state, run_at, created_at) VALUES (?, ?, ?, 'ready', ?, ?) RETURNING key`,
    )
    .all(job.accountId, job.kind, job.payload, job.runAt, job.createdAt)[0]
  if (row === undefined) throw new Error('An insert returns its row')
  return row.key
}

/**
 * Jobs of some kinds that are due, oldest first: those of one kind, up to the first of another, so that the order across
 * kinds holds and no job of a later kind is taken while an earlier one changes it.
 */
export function dueJobs(
  r: Reader,
  accountId: string,
  kinds: readonly string[],
  now: number,
  limit: number,
): readonly JobRow[] {
  const due = r
    .prepare<JobRow>(
      `SELECT ${jobColumns} FROM job WHERE account_id = ? AND kind IN (${kinds.map(() => '?').join(', ')})
         AND state = 'ready' AND run_at <= ? ORDER BY key LIMIT ?`,
    )
    .all(accountId, ...kinds, now, limit)
  const other = due.findIndex(({ kind }) => kind !== due[0]?.kind)
  return other === -1 ? due : due.slice(0, other)
}

/** Marks a job as running, and counts the attempt. */
export function startJob(w: Writer, key: number): void {
  w.prepare("UPDATE job SET state = 'running', attempts = attempts + 1 WHERE key = ?").run(key)
}

/** Jobs of a kind that have not succeeded, failed ones left out, in the order in which they were stored. */
export function openJobs(r: Reader, kind: string): readonly JobRow[] {
  return r
    .prepare<JobRow>(`SELECT ${jobColumns} FROM job WHERE kind = ? AND state <> 'failed' ORDER BY key`)
    .all(kind)
}

/** Those of {@link openJobs} that are about a mailbox (`mailboxKey` of the payload). */
export function openJobsOf(r: Reader, kind: string, mailboxKey: number): readonly JobRow[] {
  return r
    .prepare<JobRow>(`SELECT ${jobColumns} FROM job ${ofMailbox} AND state <> 'failed' ORDER BY key`)
    .all(kind, mailboxKey)
}

/** Whether {@link openJobsOf} finds any. */
export function hasOpenJobs(r: Reader, kind: string, mailboxKey: number): boolean {
  return (
    r.prepare(`SELECT 1 FROM job ${ofMailbox} AND state <> 'failed' LIMIT 1`).get(kind, mailboxKey) !==
    undefined
  )
}

/** Jobs of a kind about a mailbox that gave up, in the order in which they were stored. */
export function failedJobsOf(r: Reader, kind: string, mailboxKey: number): readonly JobRow[] {
  return r
    .prepare<JobRow>(`SELECT ${jobColumns} FROM job ${ofMailbox} AND state = 'failed' ORDER BY key`)
    .all(kind, mailboxKey)
}

const ofMailbox = "INDEXED BY job_by_mailbox WHERE kind = ? AND json_extract(payload, '$.mailboxKey') = ?"

/** Jobs of a kind that gave up, in the order in which they were stored. */
export function failedJobs(r: Reader, kind: string): readonly JobRow[] {
  return r
    .prepare<JobRow>(`SELECT ${jobColumns} FROM job WHERE kind = ? AND state = 'failed' ORDER BY key`)
    .all(kind)
}

/** When the next job of an account is due, or null. */
export function nextJobAt(r: Reader, accountId: string): number | null {
  const row = r
    .prepare<{ at: number | null }>(
      "SELECT min(run_at) AS at FROM job WHERE account_id = ? AND state = 'ready'",
    )
    .get(accountId)
  return row?.at ?? null
}

/** Removes a job: it is done. */
export function deleteJob(w: Writer, key: number): void {
  w.prepare('DELETE FROM job WHERE key = ?').run(key)
}

/** Removes a job that is done, if it still runs: it may have been dropped or put back meanwhile. */
export function deleteTakenJob(w: Writer, key: number): void {
  w.prepare("DELETE FROM job WHERE key = ? AND state = 'running'").run(key)
}

/** Puts a job that was taken back, to run at `runAt`. */
export function postponeJob(w: Writer, key: number, runAt: number, problem: ErrorReport | null): void {
  w.prepare(
    "UPDATE job SET state = 'ready', run_at = ?, problem = ? WHERE key = ? AND state = 'running'",
  ).run(runAt, problem && JSON.stringify(problem), key)
}

/** Stops a job that runs for good; it stays visible with its problem. One that was put back meanwhile waits on. */
export function stopTakenJob(w: Writer, key: number, problem: ErrorReport): void {
  w.prepare("UPDATE job SET state = 'failed', problem = ? WHERE key = ? AND state = 'running'").run(
    JSON.stringify(problem),
    key,
  )
}

/** Stops a job for good that waits or runs; as `stopTakenJob`. */
export function stopJob(w: Writer, key: number, problem: ErrorReport): void {
  w.prepare("UPDATE job SET state = 'failed', problem = ? WHERE key = ? AND state <> 'failed'").run(
    JSON.stringify(problem),
    key,
  )
}

/** Puts back what was running when the engine died. */
export function releaseJobs(w: Writer): number {
  return w.prepare("UPDATE job SET state = 'ready' WHERE state = 'running'").run()
}

/** How many jobs wait, and how many gave up. */
export function countJobs(r: Reader): { readonly ready: number; readonly failed: number } {
  const rows = r
    .prepare<{ state: string; n: number }>('SELECT state, count(*) AS n FROM job GROUP BY state')
    .all()
  const of = (state: string) => rows.find(row => row.state === state)?.n ?? 0
  return { ready: of('ready') + of('running'), failed: of('failed') }
}

/** Replaces what a job is to do. */
export function rewriteJob(w: Writer, key: number, payload: string): void {
  w.prepare('UPDATE job SET payload = ? WHERE key = ?').run(payload, key)
}
