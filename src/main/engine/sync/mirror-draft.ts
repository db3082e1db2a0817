import { appendMessage } from '#engine/mail/imap/append.ts'
import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { openMailbox } from '#engine/mail/imap/mailboxes.ts'
import { ensureRemovable } from '#engine/mail/imap/move.ts'
import { mirrorAccountOf } from '#engine/queue/mirror-jobs.ts'
import { putAwayContinued } from '#engine/queue/put-away-continued.ts'
import type { ClaimedJob } from '#engine/queue/queue.ts'
import { setMirror } from '#engine/store/draft-mirror.ts'
import { type DraftRecord, findDraft } from '#engine/store/drafts.ts'
import type { Writer } from '#engine/store/handle.ts'
import type { MailboxRecord } from '#engine/store/mailboxes.ts'
import { mirrorUidsOf } from '#engine/store/mirror-copies.ts'
import { type ErrorCode, isAppError } from '#shared/errors.ts'
import { type JobOutcome, ofOneJob } from './job-outcome.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import { buildMirrorCopy } from './mirror-copy.ts'
import { type Aim, findAim, reachAim } from './move-target.ts'
import { findOwnDraftCopies, type OwnDraftCopy } from './own-draft-copies.ts'
import { removeMessages } from './remove-messages.ts'

const aim: Aim = { toRole: 'drafts', toMailboxKey: null }

/** Failures of this draft's copy, beside those of any job. */
const ofThisDraft: ReadonlySet<ErrorCode> = new Set(['too-large', 'not-found', 'unreadable', 'internal'])

/**
 * Brings the copy of a draft in its account's Drafts mailbox in step with it (semantics.md, Sending 1).
 *
 * The new copy is there before the former ones go, and each is found by what it says, so that a cut at any point leaves at
 * least one and the next attempt exactly one. Only what was found before is removed: a server whose search is behind costs
 * a copy too many for a while, and never the last one.
 *
 * @throws AppError when the connection fails; the job waits then
 */
export async function mirrorDraft(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  job: ClaimedJob<'mirror-draft'>,
  options: { readonly signal: AbortSignal },
): Promise<JobOutcome> {
  const { store } = deps
  const { draftId } = job.payload
  const draft = findDraft(store.reader, draftId)
  // What waits in the outbox keeps the copy that it has.
  if (draft?.state === 'queued') return 'done'
  const isWanted = draft !== null && mirrorAccountOf(store.reader, draft) === job.accountId
  try {
    if (isWanted) await keepCopy(deps, connection, job.accountId, draft, options)
    else
      await removeCopies(deps, connection, job.accountId, { id: draftId, key: draft?.key ?? null }, options)
  } catch (error) {
    if (!isAppError(error) || !(ofOneJob.has(error.code) || ofThisDraft.has(error.code))) throw error
    deps.log.warn('draft-copy-refused', { draft: draftId, code: error.code })
    return error
  }
  if (isWanted) store.write(w => noteKept(w, draft, deps.clock.now()), { durable: true })
  return 'done'
}

async function keepCopy(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  accountId: string,
  draft: DraftRecord,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const { messageId, bytes } = await buildMirrorCopy(deps, draft)
  const mailbox = await reachAim(deps, connection, accountId, aim, { signal })
  const receivedAt = draft.updatedAt
  await connection.use(signal, async () => {
    const { uidValidity } = await openMailbox(connection, mailbox.path)
    const known = knownUids(deps, mailbox, uidValidity, draft.key)
    const copies = await findOwnDraftCopies(connection, draft.id, messageId, known)
    const newest = copies.findLast(({ isNewest }) => isNewest)
    if (newest === undefined)
      await appendMessage(connection, mailbox.path, { bytes, flags: ['\\Draft', '\\Seen'], receivedAt })
    const former = copies.filter(copy => copy !== newest)
    await remove(deps, connection, { ...mailbox, uidValidity }, former)
  })
}

async function removeCopies(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  accountId: string,
  draft: Pick<DraftRecord, 'id'> & { readonly key: number | null },
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const mailbox = findAim(deps.store.reader, accountId, aim)
  if (mailbox === null) return
  await connection.use(signal, async () => {
    const { uidValidity } = await openMailbox(connection, mailbox.path)
    const known = draft.key === null ? [] : knownUids(deps, mailbox, uidValidity, draft.key)
    const copies = await findOwnDraftCopies(connection, draft.id, null, known)
    await remove(deps, connection, { ...mailbox, uidValidity }, copies)
  })
}

function knownUids(
  { store }: MailboxSyncDeps,
  mailbox: MailboxRecord,
  uidValidity: string,
  draftKey: number,
): readonly number[] {
  return mailbox.uidValidity === uidValidity ? mirrorUidsOf(store.reader, mailbox.key, draftKey) : []
}

async function remove(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  copies: readonly OwnDraftCopy[],
): Promise<void> {
  if (copies.length === 0) return
  ensureRemovable(connection)
  await removeMessages(
    deps,
    connection,
    mailbox,
    copies.map(({ uid }) => uid),
  )
}

/** Notes what the server has now; what was written meanwhile has a job of its own. */
function noteKept(w: Writer, { key, id, revision }: DraftRecord, now: number): void {
  const draft = findDraft(w, id)
  if (draft === null) return
  if (draft.revision === revision && draft.mirror !== 'none') setMirror(w, key, { state: 'saved' })
  putAwayContinued(w, draft, now)
}
