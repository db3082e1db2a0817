import type { MailReader } from '#engine/mail/mime/reader.ts'
import { allAccepted, noteSent } from '#engine/queue/note-sent.ts'
import { listAccountIds, ownAddressKeys } from '#engine/store/accounts.ts'
import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import { draftAttachmentsOf } from '#engine/store/draft-attachments.ts'
import { type DraftRecord, getOpenDraft, moveDraft, removeClosedDrafts } from '#engine/store/drafts.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import { type IdentityRecord, listIdentities } from '#engine/store/identities.ts'
import { removeLocalEmail } from '#engine/store/local-emails.ts'
import { getSettings } from '#engine/store/settings.ts'
import {
  changeSubmission,
  findSubmission,
  insertSubmission,
  listSubmissions,
  moveSubmission,
  openSubmissionsOf,
  type SubmissionRecord,
} from '#engine/store/submissions.ts'
import type { Params } from '#shared/contract.ts'
import { AppError, isAppError } from '#shared/errors.ts'
import type { Submission, SubmissionChoice, SubmissionState } from '#shared/submission.ts'
import { dayMs, hourMs, secondMs } from '#shared/time.ts'
import { type AttemptDeps, refreshRow } from './attempt.ts'
import { type FrozenMail, freezeDraft } from './freeze.ts'
import { recoverInterrupted } from './recover.ts'
import { type Pause, type SendingLoop, startSending } from './sending-loop.ts'

type Waiting = { readonly signal: AbortSignal }

/** Mail on its way out: frozen once, sent once, or told that it was not (semantics.md, Sending). */
export type Outbox = {
  readonly send: (params: Params<'outbox/send'>, options: Waiting) => Promise<Submission>
  readonly list: () => readonly Submission[]
  readonly get: (id: string) => Submission
  readonly cancel: (id: string) => { readonly draftId: string }
  readonly sendNow: (id: string) => Submission
  readonly settle: (id: string, choice: SubmissionChoice) => Submission
  /** Settles what a crash left, and begins to send. */
  readonly start: () => void
  /** The network is back, a password was given: what failed for that is tried again at once. */
  readonly wake: () => void
  /** Stops sending for an account that goes; drafts of what has not left are kept, and open again. */
  readonly accountRemoved: (id: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Puts a frozen mail into its thread, in the caller's transaction; see sync/local-email. */
export type InsertLocal = (
  w: Writer,
  local: {
    readonly accountId: string
    readonly conversationKey: number | null
    readonly indexed: FrozenMail['indexed']
    readonly sizeBytes: number
    readonly files: FrozenMail['files']
    readonly now: number
    readonly own: ReadonlySet<string>
  },
) => { readonly emailKey: number; readonly conversationKey: number; readonly mergedIds: readonly string[] }

/** What the outbox needs. */
export type OutboxDeps = Omit<AttemptDeps, 'changed'> & {
  readonly reader: MailReader
  readonly insertLocal: InsertLocal
  readonly createPause: () => Pause
  readonly changed: (change: { readonly conversations: readonly string[]; readonly outbox: true }) => void
}

const durable = { durable: true }
/** How long drafts that were sent or thrown away can be brought back. */
const keptMs = 30 * dayMs
/** Sent mail stays in the list of the outbox for so long. */
const listedMs = hourMs

/** Problems that end with the network, or with a password. */
const ofTheMoment: ReadonlySet<string> = new Set([
  'auth-missing',
  'auth-rejected',
  'auth-unavailable',
  'host-not-found',
  'connection-refused',
  'connection-timeout',
  'connection-lost',
  'offline',
  'secret-store-missing',
  'secret-store-locked',
  'secret-store-timeout',
])

/** Wires the outbox; nothing leaves before `start`. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { store, clock } = deps
  const loops = new Map<string, SendingLoop>()
  const removed = new Set<string>()
  let isStarted = false
  let isClosed = false

  const tell = (keys: readonly (number | null)[], moreIds: readonly string[] = []) =>
    deps.changed({
      outbox: true,
      conversations: [
        ...conversationIdsOf(
          store.reader,
          keys.flatMap(key => key ?? []),
        ),
        ...moreIds,
      ],
    })
  const poke = (accountId: string) => {
    if (!isStarted || isClosed || removed.has(accountId)) return
    const known = loops.get(accountId)
    if (known !== undefined) return known.poke()
    const changed = ({ conversationKey }: SubmissionRecord) => tell([conversationKey])
    loops.set(accountId, startSending({ ...deps, changed }, accountId))
  }
  const known = (id: string) => {
    const found = findSubmission(store.reader, id)
    if (found === null) throw new AppError('not-found', 'submission')
    return found
  }
  /** Changes a submission durably, tells of it, and answers it as it is then. */
  const change = (id: string, operation: (w: Writer, found: SubmissionRecord) => void): Submission => {
    const before = known(id)
    // Its conversation may go with it.
    const ids = conversationIdsOf(
      store.reader,
      before.conversationKey === null ? [] : [before.conversationKey],
    )
    store.write(w => operation(w, findSubmission(w, id) ?? before), durable)
    tell([], ids)
    poke(before.accountId)
    return toSubmission(known(id))
  }

  return {
    send: async ({ draftId, revision, sendAt }, options) => {
      const draft = getOpenDraft(store.reader, draftId)
      if (draft.revision !== revision) throw new AppError('invalid-request', 'revision')
      const identity = sendingIdentity(store.reader, draft)
      const now = clock.now()
      const isScheduled = sendAt !== undefined && sendAt > now
      const undoMs = getSettings(store.reader).undoSendSeconds * secondMs
      const at = sendAt === undefined ? now + undoMs : Math.max(sendAt, now)
      const files = draftAttachmentsOf(store.reader, draft.key)
      const frozen = await freezeDraft(
        { blobs: store.blobs, reader: deps.reader },
        draft,
        { identity, files, date: isScheduled ? at : now },
        options,
      )
      const plan = { identity, at, isScheduled, now: clock.now() }
      const { id, mergedIds } = store.write(w => putIntoOutbox(w, deps, draft, frozen, plan), durable)
      const submission = known(id)
      tell([submission.conversationKey], mergedIds)
      poke(identity.accountId)
      return toSubmission(submission)
    },
    list: () => listSubmissions(store.reader, clock.now() - listedMs).map(toSubmission),
    get: id => toSubmission(known(id)),
    cancel: id => {
      const { draftId } = change(id, (w, found) => takeBack(w, found, ['queued'], clock.now()))
      if (draftId === null) throw new AppError('not-found', 'draft')
      return { draftId }
    },
    sendNow: id =>
      change(id, (w, found) => {
        if (found.state !== 'queued') throw new AppError('invalid-request', found.state)
        const now = clock.now()
        changeSubmission(w, found.key, {
          sendAt: Math.min(found.sendAt, now),
          scheduled: false,
          heldForAnswer: false,
          retryAt: null,
        })
        refreshRow(w, found)
      }),
    settle: (id, choice) => change(id, (w, found) => settle(w, found, choice, clock.now())),
    start: () => {
      if (isStarted) return
      isStarted = true
      try {
        const found = recoverInterrupted({ store, clock })
        if (found.length > 0) tell(found.map(({ conversationKey }) => conversationKey))
        store.write(w => removeClosedDrafts(w, clock.now() - keptMs))
      } catch (error) {
        // Nothing can be noted, so nothing may leave; the loops look again once there is room.
        if (!isAppError(error, 'disk-full')) throw error
      }
      for (const accountId of listAccountIds(store.reader)) poke(accountId)
    },
    wake: () => {
      for (const accountId of loops.keys()) {
        const waiting = openSubmissionsOf(store.reader, accountId).filter(
          one => one.state === 'queued' && one.retryAt !== null && ofTheMoment.has(one.problem?.code ?? ''),
        )
        if (waiting.length > 0)
          store.write(w => {
            for (const { key } of waiting) changeSubmission(w, key, { retryAt: null })
          })
        poke(accountId)
      }
    },
    accountRemoved: async id => {
      removed.add(id)
      await loops.get(id)?.close()
      loops.delete(id)
      store.write(w => {
        for (const one of openSubmissionsOf(w, id)) giveBack(w, one, clock.now())
      }, durable)
    },
    close: async () => {
      isClosed = true
      await Promise.all([...loops.values()].map(loop => loop.close()))
    },
  }
}

function sendingIdentity(r: Reader, { content }: DraftRecord): IdentityRecord {
  const identity = listIdentities(r).find(one => one.id === content.identityId && one.sends)
  if (identity === undefined) throw new AppError('invalid-request', 'identityId')
  return identity
}

/** Everything that Send changes, in one transaction: the mail is in its thread, the submission waits, the draft is closed. */
function putIntoOutbox(
  w: Writer,
  { insertLocal }: Pick<OutboxDeps, 'insertLocal'>,
  draft: DraftRecord,
  { blob, envelope, files, indexed, messageId }: FrozenMail,
  plan: {
    readonly identity: IdentityRecord
    readonly at: number
    readonly isScheduled: boolean
    readonly now: number
  },
): { readonly id: string; readonly mergedIds: readonly string[] } {
  const { now } = plan
  const { accountId } = plan.identity
  // Something was written while its bytes were built.
  if (getOpenDraft(w, draft.id).revision !== draft.revision) throw new AppError('invalid-request', 'revision')
  const { emailKey, conversationKey, mergedIds } = insertLocal(w, {
    accountId,
    conversationKey: draft.conversationKey,
    indexed,
    sizeBytes: blob.sizeBytes,
    files,
    now,
    own: ownAddressKeys(w),
  })
  const flag = draft.kind === 'forward' ? '$Forwarded' : '\\Answered'
  const id = insertSubmission(w, {
    accountId,
    draftKey: draft.key,
    conversationKey,
    emailKey,
    answered: draft.emailKey === null ? null : { emailKey: draft.emailKey, flag },
    messageId,
    blobHash: blob.hash,
    sizeBytes: blob.sizeBytes,
    sender: envelope.from,
    recipients: envelope.to,
    subject: draft.content.subject,
    to: draft.content.to,
    sendAt: plan.at,
    scheduled: plan.isScheduled,
    now,
  })
  moveDraft(w, draft.key, { from: 'open', to: 'queued', now })
  refreshConversations(w, [conversationKey])
  return { id, mergedIds }
}

/**
 * Takes a mail back: its email goes, its draft is open again as it was.
 *
 * @throws AppError `invalid-request` with its state where it is too late
 */
function takeBack(w: Writer, found: SubmissionRecord, from: readonly SubmissionState[], now: number): void {
  if (!moveSubmission(w, found.key, { from, to: 'cancelled' }, { retryAt: null, heldForAnswer: false }))
    throw new AppError('invalid-request', found.state)
  if (found.draftKey !== null) moveDraft(w, found.draftKey, { from: 'queued', to: 'open', now })
  if (found.emailKey !== null) removeLocalEmail(w, found.emailKey)
  refreshRow(w, found)
}

/** The account goes, and the outbox with it; what was written stays. What may have arrived is not offered again by itself. */
function giveBack(w: Writer, found: SubmissionRecord, now: number): void {
  const mayHaveArrived = found.state === 'uncertain'
  takeBack(w, found, ['queued', 'failed', 'uncertain'], now)
  if (mayHaveArrived && found.draftKey !== null)
    moveDraft(w, found.draftKey, { from: 'open', to: 'discarded', now })
}

function settle(w: Writer, found: SubmissionRecord, choice: SubmissionChoice, now: number): void {
  const { state } = found
  const isOpen = state === 'uncertain' || state === 'failed'
  if (!isOpen || (choice === 'sent' && state === 'failed')) throw new AppError('invalid-request', state)
  switch (choice) {
    case 'edit':
      takeBack(w, found, [state], now)
      return
    case 'sent':
      noteSent(w, found, { from: [state], recipients: allAccepted(found.recipients), now })
      return
    case 'send-again':
      moveSubmission(
        w,
        found.key,
        { from: [state], to: 'queued' },
        {
          sendAt: now,
          retryAt: null,
          attempts: 0,
          firstAttemptAt: null,
          handedOver: false,
          problem: null,
          recipients: found.recipients.map(one => ({ ...one, state: 'waiting', reply: null })),
        },
      )
      refreshRow(w, found)
  }
}

function toSubmission(one: SubmissionRecord): Submission {
  return {
    id: one.id,
    accountId: one.accountId,
    draftId: one.draftId,
    conversationId: one.conversationId,
    emailId: one.emailId,
    state: one.state,
    subject: one.subject,
    to: one.to,
    sendAt: one.sendAt,
    scheduled: one.scheduled,
    retryAt: one.retryAt,
    recipients: one.recipients,
    problem: one.problem,
    heldForAnswer: one.heldForAnswer,
    createdAt: one.createdAt,
    sentAt: one.sentAt,
  }
}
