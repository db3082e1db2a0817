import { findJob } from '#engine/store/action-jobs.ts'
import {
  type FlagChange,
  hasFlagChanges,
  type MeantCopies,
  openFlagChanges,
  removeFlagChange,
} from '#engine/store/flag-changes.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import type { JobOf } from './job.ts'
import { dropJob } from './queue.ts'

/** What the user wants of an email's flags and the server does not know yet. */
export type FlagIntent = { readonly add: readonly string[]; readonly remove: readonly string[] }

/** Intents for copies in one mailbox; those by email are from before its UIDVALIDITY changed (F-15). */
export type FlagIntents = {
  readonly byUid: ReadonlyMap<number, FlagIntent>
  readonly byEmail: ReadonlyMap<number, FlagIntent>
}

/**
 * Flag changes of these copies that wait for the server; later ones override earlier ones flag by flag.
 *
 * An incoming flag yields to an intent for that flag only (F-32). What waits for other mail is not read (P9).
 */
export function pendingFlagIntents(r: Reader, mailboxKey: number, meant: MeantCopies): FlagIntents {
  const byUid = new Map<number, Map<string, boolean>>()
  const byEmail = new Map<number, Map<string, boolean>>()
  for (const { uid, emailKey = 0, isLost, add, remove } of openFlagChanges(r, mailboxKey, meant)) {
    const [intents, name] = isLost ? [byEmail, emailKey] : [byUid, uid]
    const wanted = intents.get(name) ?? new Map<string, boolean>()
    for (const flag of add) wanted.set(flag, true)
    for (const flag of remove) wanted.set(flag, false)
    intents.set(name, wanted)
  }
  return { byUid: toIntents(byUid), byEmail: toIntents(byEmail) }
}

/** Flags as the server told them, with the user's pending intent on top. */
export function withIntent(flags: readonly string[], intent: FlagIntent | undefined): readonly string[] {
  if (intent === undefined) return flags
  const removed = new Set([...intent.add, ...intent.remove].map(flag => flag.toLowerCase()))
  return [...flags.filter(flag => !removed.has(flag.toLowerCase())), ...intent.add]
}

/** A change that was taken out of its job, and what it came with. */
export type TakenChange = {
  readonly change: FlagChange
  /** The UID means nothing any more: the email is meant. */
  readonly isLost: boolean
  readonly actionId: JobOf<'set-flags'>['payload']['actionId']
}

/** Takes the changes of these copies out of the jobs that wait, oldest first. Jobs that are left with none end. */
export function takeFlagChanges(w: Writer, mailboxKey: number, meant: MeantCopies): readonly TakenChange[] {
  const changes = openFlagChanges(w, mailboxKey, meant)
  const jobs = new Map([...new Set(changes.map(({ jobKey }) => jobKey))].map(key => [key, actionOf(w, key)]))
  for (const change of changes) removeFlagChange(w, change)
  for (const key of jobs.keys()) if (!hasFlagChanges(w, key)) dropJob(w, key)
  return changes.map(({ jobKey, position: _, isLost, ...change }) => ({
    change,
    isLost,
    actionId: jobs.get(jobKey),
  }))
}

function actionOf(r: Reader, jobKey: number): TakenChange['actionId'] {
  const job = findJob(r, jobKey)
  if (job === null) return undefined
  return (JSON.parse(job.payload) as JobOf<'set-flags'>['payload']).actionId // only the queue writes it
}

function toIntents(
  intents: ReadonlyMap<number, ReadonlyMap<string, boolean>>,
): ReadonlyMap<number, FlagIntent> {
  return new Map([...intents].map(([name, wanted]) => [name, toIntent(wanted)]))
}

function toIntent(wanted: ReadonlyMap<string, boolean>): FlagIntent {
  const add = [...wanted].filter(([, on]) => on).map(([flag]) => flag)
  const remove = [...wanted].filter(([, on]) => !on).map(([flag]) => flag)
  return { add, remove }
}
