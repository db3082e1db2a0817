import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { openMailbox } from '#engine/mail/imap/mailboxes.ts'
import { searchUids } from '#engine/mail/imap/search.ts'
import { formatUidSets, inRanges, type UidRange } from '#engine/mail/imap/uid-set.ts'
import { storeFlags } from '#engine/mail/imap/write.ts'
import type { Job } from '#engine/queue/job.ts'
import type { ClaimedJob } from '#engine/queue/queue.ts'
import { copiesInRange, copiesOfEmail } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import { findMailbox, type MailboxRecord } from '#engine/store/mailboxes.ts'
import { isAppError } from '#shared/errors.ts'
import { chaseLost, type LostEmail } from './chase-lost.ts'
import { type JobOutcome, noteOutcome, ofOneJob } from './job-outcome.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'

type FlagJob = ClaimedJob<'set-flags'>

/**
 * Tells the server flag changes, in the order of the queue (F-32). Idempotent: a job that was cut runs again.
 *
 * Where others moved the mail meanwhile, its flag changes go with it. Takes out of `left` what is settled.
 *
 * @throws AppError when the connection fails; the jobs wait then
 */
export async function pushFlags(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  jobs: readonly FlagJob[],
  left: Set<ClaimedJob<Job['kind']>>,
  options: { readonly signal: AbortSignal },
): Promise<void> {
  for (const job of jobs) {
    const outcome = await pushJob(deps, connection, job, options)
    left.delete(job)
    deps.store.write(w => noteOutcome(w, job, outcome, deps.clock.now()))
    if (job.payload.actionId !== undefined) deps.events.changed({ actions: true })
  }
}

async function pushJob(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  job: FlagJob,
  { signal }: { readonly signal: AbortSignal },
): Promise<JobOutcome> {
  const mailbox = findMailbox(deps.store.reader, job.payload.mailboxKey)
  if (mailbox === null) return 'done'
  try {
    const lost = await connection.use(signal, () => storeChanges(deps, connection, mailbox, job))
    if (lost === 'later') return 'later'
    await chaseLost(deps, connection, mailbox, lost, { signal, actionId: job.payload.actionId ?? null })
    return 'done'
  } catch (error) {
    if (!isAppError(error) || !ofOneJob.has(error.code)) throw error
    deps.log.warn('flags-refused', { mailbox: mailbox.key, code: error.code })
    return error
  }
}

/** Answers the emails that are no longer in the mailbox. */
async function storeChanges(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  job: FlagJob,
): Promise<readonly LostEmail[] | 'later'> {
  // Opened anew: what is missing then is gone, not just unheard of in this session.
  const { uidValidity } = await openMailbox(connection, mailbox.path)
  const resolved = resolveUids(deps.store, mailbox, job, uidValidity)
  if (resolved === 'later') return 'later'
  const present: UidRange[] = []
  const uids = [...new Set(resolved.changes.map(({ uid }) => uid))].sort((a, b) => a - b)
  for (const set of formatUidSets(uids, imapLimits.commandUidSetLength))
    present.push(...(await searchUids(connection, set)))
  const here = resolved.changes.filter(({ uid }) => inRanges(present, uid))
  for (const { add, remove, uids: same } of sameChanges(here))
    for (const set of formatUidSets(same, imapLimits.commandUidSetLength))
      await storeFlags(connection, set, { add, remove })
  const gone = uids.flatMap(uid => {
    if (inRanges(present, uid)) return []
    const emailKey = copiesInRange(deps.store.reader, mailbox.key, uid, uid, 1)[0]?.emailKey
    return emailKey === undefined ? [] : [{ emailKey, gone: [uid] }]
  })
  return [...gone, ...resolved.nowhere.map(emailKey => ({ emailKey, gone: [] }))]
}

type Change = { readonly uid: number; readonly add: readonly string[]; readonly remove: readonly string[] }

/**
 * UIDs of another UIDVALIDITY mean nothing: then the email's copy of now is meant, once the mailbox has been read again.
 * `nowhere`: emails that have none.
 */
function resolveUids(
  store: Store,
  mailbox: MailboxRecord,
  { payload }: FlagJob,
  uidValidity: string,
): { readonly changes: readonly Change[]; readonly nowhere: readonly number[] } | 'later' {
  if (payload.uidValidity === uidValidity) return { changes: payload.changes, nowhere: [] }
  if (mailbox.uidValidity !== uidValidity || mailbox.backfillUid !== null) return 'later'
  const changes: Change[] = []
  const nowhere: number[] = []
  for (const change of payload.changes) {
    const { emailKey } = change
    if (emailKey === undefined) continue
    const copies = copiesOfEmail(store.reader, emailKey).filter(copy => copy.mailboxKey === mailbox.key)
    for (const copy of copies) changes.push({ ...change, uid: copy.uid })
    if (copies.length === 0) nowhere.push(emailKey)
  }
  return { changes, nowhere }
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
