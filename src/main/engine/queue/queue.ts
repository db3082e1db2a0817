import type { Reader, Writer } from '#engine/store/handle.ts'
import {
  deleteJob,
  insertJob,
  type JobRow,
  openJobs,
  postponeJob,
  releaseJobs,
  stopJob,
  takeJobs,
} from '#engine/store/jobs.ts'
import type { ErrorReport } from '#shared/errors.ts'
import type { Job, JobOf } from './job.ts'

/** A job that was taken and must be finished, retried or failed. */
export type ClaimedJob<Kind extends Job['kind']> = JobOf<Kind> & {
  readonly key: number
  /** How often it has been taken, this time included. */
  readonly attempts: number
}

/** Stores a job in the transaction of the change that it follows from. Returns its key. */
export function enqueue(w: Writer, job: Job, at: { readonly now: number; readonly runAt?: number }): number {
  return insertJob(w, {
    accountId: job.accountId,
    kind: job.kind,
    payload: JSON.stringify(job.payload),
    runAt: at.runAt ?? at.now,
    createdAt: at.now,
  })
}

/** Takes jobs of one kind of an account that are due, oldest first. */
export function claimJobs<Kind extends Job['kind']>(
  w: Writer,
  accountId: string,
  kind: Kind,
  at: { readonly now: number; readonly limit: number },
): readonly ClaimedJob<Kind>[] {
  return takeJobs(w, accountId, kind, at.now, at.limit).map(row => ({
    ...toJob(row, accountId, kind),
    key: row.key,
    attempts: row.attempts,
  }))
}

/** The emails whose rest is wanted as soon as the server can be reached, by key. */
export function wantedBodies(r: Reader): ReadonlySet<number> {
  return new Set(
    openJobs(r, 'fetch-body').map(row => toJob(row, row.accountId ?? '', 'fetch-body').payload.emailKey),
  )
}

/** The job is done. */
export function finishJob(w: Writer, key: number): void {
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

/** The job failed for good; it stays, with its problem, for the user to see. */
export function failJob(w: Writer, key: number, problem: ErrorReport): void {
  stopJob(w, key, problem)
}

/** At start: what was running when the engine died is ready again. Returns how many. */
export function releaseRunning(w: Writer): number {
  return releaseJobs(w)
}

/** What the user wants of an email's flags and the server does not know yet. */
export type FlagIntent = { readonly add: readonly string[]; readonly remove: readonly string[] }

/**
 * Flag changes of a mailbox that wait for the server, by UID; later ones override earlier ones flag by flag.
 *
 * An incoming flag yields to an intent for that flag only (F-32). Changes whose UID lost its meaning are left out: see
 * {@link pendingEmailIntents}.
 */
export function pendingFlagIntents(r: Reader, mailboxKey: number): ReadonlyMap<number, FlagIntent> {
  return intentsBy(r, mailboxKey, change => (change.emailKey === undefined ? change.uid : undefined))
}

/** Flag changes from before the mailbox's UIDVALIDITY changed, by key of the email (F-15). */
export function pendingEmailIntents(r: Reader, mailboxKey: number): ReadonlyMap<number, FlagIntent> {
  return intentsBy(r, mailboxKey, change => change.emailKey)
}

function intentsBy(
  r: Reader,
  mailboxKey: number,
  nameOf: (change: JobOf<'set-flags'>['payload']['changes'][number]) => number | undefined,
): ReadonlyMap<number, FlagIntent> {
  const intents = new Map<number, Map<string, boolean>>()
  for (const row of openJobs(r, 'set-flags')) {
    const job = toJob(row, row.accountId ?? '', 'set-flags')
    if (job.payload.mailboxKey !== mailboxKey) continue
    for (const change of job.payload.changes) {
      const name = nameOf(change)
      if (name === undefined) continue
      const wanted = intents.get(name) ?? new Map<string, boolean>()
      for (const flag of change.add) wanted.set(flag, true)
      for (const flag of change.remove) wanted.set(flag, false)
      intents.set(name, wanted)
    }
  }
  return new Map([...intents].map(([name, wanted]) => [name, toIntent(wanted)]))
}

/** Flag changes of a mailbox that wait for the server, as jobs, oldest first. */
export function openFlagJobs(
  r: Reader,
  mailboxKey: number,
): readonly (JobOf<'set-flags'> & { readonly key: number })[] {
  return openJobs(r, 'set-flags')
    .map(row => ({ ...toJob(row, row.accountId ?? '', 'set-flags'), key: row.key }))
    .filter(job => job.payload.mailboxKey === mailboxKey)
}

/** Flags as the server told them, with the user's pending intent on top. */
export function withIntent(flags: readonly string[], intent: FlagIntent | undefined): readonly string[] {
  if (intent === undefined) return flags
  const removed = new Set([...intent.add, ...intent.remove].map(flag => flag.toLowerCase()))
  return [...flags.filter(flag => !removed.has(flag.toLowerCase())), ...intent.add]
}

function toIntent(wanted: ReadonlyMap<string, boolean>): FlagIntent {
  const add = [...wanted].filter(([, on]) => on).map(([flag]) => flag)
  const remove = [...wanted].filter(([, on]) => !on).map(([flag]) => flag)
  return { add, remove }
}

/** Only `enqueue` writes these rows, from the same types. */
function toJob<Kind extends Job['kind']>(row: JobRow, accountId: string, kind: Kind): JobOf<Kind> {
  return { accountId, kind, payload: JSON.parse(row.payload) } as JobOf<Kind>
}
