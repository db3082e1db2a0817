import type { MailReader } from '#engine/mail/mime/reader.ts'
import { listAccountIds } from '#engine/store/accounts.ts'
import { conversationIdsOf } from '#engine/store/conversations.ts'
import { draftAttachmentsOf } from '#engine/store/draft-attachments.ts'
import { getOpenDraft, removeClosedDrafts } from '#engine/store/drafts.ts'
import type { Writer } from '#engine/store/handle.ts'
import { getSettings } from '#engine/store/settings.ts'
import {
  changeSubmission,
  findSubmission,
  listSubmissions,
  openSubmissionsOf,
  type SubmissionRecord,
} from '#engine/store/submissions.ts'
import type { Params } from '#shared/contract.ts'
import { AppError, isAppError } from '#shared/errors.ts'
import type { Submission, SubmissionChoice } from '#shared/submission.ts'
import { dayMs, hourMs, secondMs } from '#shared/time.ts'
import { type AttemptDeps, refreshRow } from './attempt.ts'
import { freezeDraft } from './freeze.ts'
import { type InsertLocal, putIntoOutbox, sendingIdentity } from './put-into-outbox.ts'
import { recoverInterrupted } from './recover.ts'
import { type Pause, type SendingLoop, startSending } from './sending-loop.ts'
import { giveBack, settle, takeBack } from './take-back.ts'

type Waiting = { readonly signal: AbortSignal }

/** Mail on its way out: frozen once, sent once, or told that it was not (semantics.md, Sending). */
export type Outbox = {
  readonly send: (params: Params<'outbox/send'>, options: Waiting) => Promise<Submission>
  readonly list: () => readonly Submission[]
  readonly get: (id: string) => Submission
  readonly cancel: (id: string) => { readonly draftId: string }
  readonly sendNow: (id: string) => Submission
  readonly settle: (id: string, choice: SubmissionChoice) => Submission
  /**
   * Begins to send, and resolves once this mail is sent, uncertain or failed, or waits to be tried again.
   *
   * @throws AppError 'not-found', 'cancelled'
   */
  readonly sendAndWait: (id: string, options: Waiting) => Promise<Submission>
  /** Settles what a crash left, and begins to send. */
  readonly start: () => void
  /** The network is back, a password was given: what failed for that is tried again at once. */
  readonly wake: () => void
  /** Stops sending for an account that goes; drafts of what has not left are kept, and open again. */
  readonly accountRemoved: (id: string) => Promise<void>
  readonly close: () => Promise<void>
}

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

  const waiters = new Set<() => void>()
  const start = () => {
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
  }
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
    const changed = ({ conversationKey }: SubmissionRecord) => {
      tell([conversationKey])
      for (const look of waiters) look()
    }
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
    deps.jobsWait(before.accountId)
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
    sendAndWait: (id, { signal }) =>
      new Promise((resolve, reject) => {
        const end = (act: () => void) => {
          waiters.delete(look)
          signal.removeEventListener('abort', cancel)
          act()
        }
        const look = () => {
          const found = findSubmission(store.reader, id)
          if (found === null) return end(() => reject(new AppError('not-found', 'submission')))
          const isOnItsWay = found.state === 'sending' || (found.state === 'queued' && found.problem === null)
          if (!isOnItsWay) end(() => resolve(toSubmission(found)))
        }
        const cancel = () => end(() => reject(new AppError('cancelled')))
        if (signal.aborted) return reject(new AppError('cancelled'))
        signal.addEventListener('abort', cancel, { once: true })
        waiters.add(look)
        start()
        look()
      }),
    start,
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
