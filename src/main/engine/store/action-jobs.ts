import type { ErrorReport } from '#shared/errors.ts'
import type { Reader, Writer } from './handle.ts'

/** A job that an action left in the queue. */
export type ActionJob = {
  readonly key: number
  readonly accountId: string
  readonly kind: string
  /** JSON, as queue/job.ts has it. */
  readonly payload: string
  readonly state: 'ready' | 'running' | 'failed'
  readonly problem: ErrorReport | null
}

type JobRow = {
  key: number
  account_id: string
  kind: string
  payload: string
  state: ActionJob['state']
  problem: string | null
}

const columns = 'key, account_id, kind, payload, state, problem'

/** The jobs of an action that are not done, oldest first. */
export function jobsOfAction(r: Reader, actionId: string): readonly ActionJob[] {
  return r
    .prepare<JobRow>(`SELECT ${columns} FROM job WHERE json_extract(payload, '$.actionId') = ? ORDER BY key`)
    .all(actionId)
    .map(toJob)
}

/** How far an action is, without reading what its jobs carry; null where nothing waits any more. */
export function progressOfAction(
  r: Reader,
  actionId: string,
): { readonly state: 'waiting' | 'refused'; readonly problem: ErrorReport | null } | null {
  // In the order of the index, which has no need of the payloads: failed, ready, running.
  const first = r
    .prepare<{ key: number; state: ActionJob['state'] }>(
      `SELECT key, state FROM job WHERE json_extract(payload, '$.actionId') = ? ORDER BY state LIMIT 1`,
    )
    .get(actionId)
  if (first === undefined) return null
  if (first.state !== 'failed') return { state: 'waiting', problem: null }
  return { state: 'refused', problem: findJob(r, first.key)?.problem ?? null }
}

/** Ids of the actions that a server refused for good, newest first. */
export function refusedActions(r: Reader): readonly string[] {
  return r
    .prepare<{ id: string }>(
      `SELECT DISTINCT action.key, action.id FROM job
       JOIN action ON action.id = json_extract(job.payload, '$.actionId')
       WHERE json_extract(job.payload, '$.actionId') IS NOT NULL AND job.state = 'failed' ORDER BY action.key DESC`,
    )
    .all()
    .map(({ id }) => id)
}

/** A job as it is now, or null once it is done. */
export function findJob(r: Reader, key: number): ActionJob | null {
  const row = r.prepare<JobRow>(`SELECT ${columns} FROM job WHERE key = ?`).get(key)
  return row === undefined ? null : toJob(row)
}

/** Has failed jobs run again, as if for the first time. */
export function reviveJob(w: Writer, key: number, now: number): void {
  w.prepare(
    "UPDATE job SET state = 'ready', attempts = 0, run_at = ?, problem = NULL WHERE key = ? AND state = 'failed'",
  ).run(now, key)
}

function toJob(row: JobRow): ActionJob {
  return {
    key: row.key,
    accountId: row.account_id,
    kind: row.kind,
    payload: row.payload,
    state: row.state,
    problem: toProblem(row.problem),
  }
}

/** Only the queue writes it, from the same type. */
function toProblem(json: string | null): ErrorReport | null {
  return json === null ? null : (JSON.parse(json) as ErrorReport)
}
