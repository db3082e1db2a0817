import type { Reader, Writer } from '#engine/store/handle.ts'
import {
  deleteJob,
  deleteTakenJob,
  failedJobs,
  insertJob,
  type JobRow,
  openJobs,
  postponeJob,
  releaseJobs,
  rewriteJob,
  stopJob,
  takeJobs,
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
  return takeJobs(w, accountId, kinds, at.now, at.limit).map(row => ({
    ...toJob<Kind>(row),
    attempts: row.attempts,
  }))
}

/** The emails whose rest is wanted as soon as the server can be reached, by key. */
export function wantedBodies(r: Reader): ReadonlySet<number> {
  return new Set(openJobs(r, 'fetch-body').map(row => toJob<'fetch-body'>(row).payload.emailKey))
}

/** A job that was taken is done. */
export function finishJob(w: Writer, key: number): void {
  deleteTakenJob(w, key)
}

/** A job is no longer wanted. */
export function dropJob(w: Writer, key: number): void {
  deleteJob(w, key)
}

/** A job's flag changes are others from now on. */
export function rewriteFlagJob(w: Writer, key: number, payload: JobOf<'set-flags'>['payload']): void {
  rewriteJob(w, key, JSON.stringify(payload))
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
  return intentsBy(r, mailboxKey, (change, isLost) => (isLost ? undefined : change.uid))
}

/** Flag changes from before the mailbox's UIDVALIDITY changed, by key of the email (F-15). */
export function pendingEmailIntents(r: Reader, mailboxKey: number): ReadonlyMap<number, FlagIntent> {
  return intentsBy(r, mailboxKey, (change, isLost) => (isLost ? change.emailKey : undefined))
}

function intentsBy(
  r: Reader,
  mailboxKey: number,
  nameOf: (change: JobOf<'set-flags'>['payload']['changes'][number], isLost: boolean) => number | undefined,
): ReadonlyMap<number, FlagIntent> {
  const intents = new Map<number, Map<string, boolean>>()
  for (const row of openJobs(r, 'set-flags')) {
    const job = toJob<'set-flags'>(row)
    if (job.payload.mailboxKey !== mailboxKey) continue
    for (const change of job.payload.changes) {
      const name = nameOf(change, job.payload.uidValidity === '')
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
export function openFlagJobs(r: Reader, mailboxKey: number): readonly QueuedJob<'set-flags'>[] {
  return openJobs(r, 'set-flags')
    .map(row => toJob<'set-flags'>(row))
    .filter(job => job.payload.mailboxKey === mailboxKey)
}

/** Moves into a mailbox by its key, those that were refused for good among them. */
export function movesInto(r: Reader, mailboxKey: number): readonly QueuedJob<'move-emails'>[] {
  return [...openJobs(r, 'move-emails'), ...failedJobs(r, 'move-emails')]
    .map(row => toJob<'move-emails'>(row))
    .filter(job => job.payload.toMailboxKey === mailboxKey)
}

/** A job's moves are others from now on. */
export function rewriteMoveJob(w: Writer, key: number, payload: JobOf<'move-emails'>['payload']): void {
  rewriteJob(w, key, JSON.stringify(payload))
}

/** Moves out of a mailbox that wait for the server, oldest first. */
export function openMoveJobs(r: Reader, mailboxKey: number): readonly QueuedJob<'move-emails'>[] {
  return ofMailbox(openJobs(r, 'move-emails'), mailboxKey)
}

/** Moves out of a mailbox that the server refused for good, oldest first. */
export function failedMoveJobs(r: Reader, mailboxKey: number): readonly QueuedJob<'move-emails'>[] {
  return ofMailbox(failedJobs(r, 'move-emails'), mailboxKey)
}

function ofMailbox(rows: readonly JobRow[], mailboxKey: number): readonly QueuedJob<'move-emails'>[] {
  return rows.map(row => toJob<'move-emails'>(row)).filter(job => job.payload.mailboxKey === mailboxKey)
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
function toJob<Kind extends Job['kind']>(row: JobRow): QueuedJob<Kind> {
  const { key, kind, accountId } = row
  return { key, kind, accountId, payload: JSON.parse(row.payload) } as unknown as QueuedJob<Kind>
}
