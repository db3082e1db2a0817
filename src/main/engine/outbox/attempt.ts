import { createReadStream } from 'node:fs'
import type { MailToSubmit, SubmitOptions } from '#engine/mail/smtp/submit.ts'
import type { SubmitResult } from '#engine/mail/smtp/submit-result.ts'
import { noteSent } from '#engine/queue/note-sent.ts'
import { enqueue } from '#engine/queue/queue.ts'
import { getAccountSettings } from '#engine/store/accounts.ts'
import { refreshConversations } from '#engine/store/conversations.ts'
import type { Store } from '#engine/store/database.ts'
import type { Writer } from '#engine/store/handle.ts'
import { hasAnswerSince } from '#engine/store/local-emails.ts'
import { noteSmtpSizeLimit } from '#engine/store/sending-accounts.ts'
import {
  changeSubmission,
  findSubmission,
  moveSubmission,
  nextSubmission,
  type SubmissionChange,
  type SubmissionRecord,
} from '#engine/store/submissions.ts'
import type { ServerSettings } from '#shared/account.ts'
import { AppError, type ErrorReport, isAppError, toErrorReport } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import type { SubmissionState } from '#shared/submission.ts'
import type { Clock } from '#shared/time.ts'
import { afterRejectionMs, giveUpMs, retryPauseMs } from './retry.ts'

/** Hands one mail to a server; see mail/smtp/submit. */
export type Submit = (
  server: ServerSettings,
  secret: string,
  mail: MailToSubmit,
  options: SubmitOptions,
) => Promise<SubmitResult>

/** What sending needs. */
export type AttemptDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly submit: Submit
  readonly secret: (
    accountId: string,
    kind: 'imap' | 'smtp',
    options: { readonly signal: AbortSignal },
  ) => Promise<string>
  readonly tlsTrust?: string | undefined
  /** A submission, and so its conversation, is different now. */
  readonly changed: (submission: SubmissionRecord) => void
  readonly jobsWait: (accountId: string) => void
}

const durable = { durable: true }

/** When the first mail of an account may leave, epoch ms; null where none waits. */
export function nextAt(deps: Pick<AttemptDeps, 'store'>, accountId: string): number | null {
  const next = nextSubmission(deps.store.reader, accountId)
  return next === null ? null : Math.max(next.sendAt, next.retryAt ?? 0)
}

/**
 * Sends the first mail of an account that is due, once; nothing where none is.
 *
 * Each step is noted durably before it is taken, so that after a crash at any point it is known whether the server can
 * have had all of it (semantics.md, Sending 4).
 */
export async function attemptNext(
  deps: AttemptDeps,
  accountId: string,
  { signal, wait }: { readonly signal: AbortSignal; readonly wait: () => Promise<void> },
): Promise<void> {
  const { store, clock } = deps
  const claimed = store.write(w => claim(w, accountId, clock.now()), durable)
  if (claimed === null) return
  deps.changed(claimed)
  if (claimed.heldForAnswer) return
  const result = await send(deps, claimed, signal)
  const settle = () => store.write(w => settleAttempt(w, claimed, result, clock.now()), durable)
  await untilNoted(deps, settle, { signal, wait })
  deps.log.info('mail-submitted', {
    submission: claimed.id,
    outcome: result.outcome,
    ...(result.problem === null ? {} : { code: result.problem.code }),
  })
  deps.changed(claimed)
  deps.jobsWait(accountId)
}

/** What a server answered must not be lost for want of room on the disk: a crash until then makes it uncertain. */
async function untilNoted(
  { log }: Pick<AttemptDeps, 'log'>,
  note: () => void,
  { signal, wait }: { readonly signal: AbortSignal; readonly wait: () => Promise<void> },
): Promise<void> {
  for (;;) {
    try {
      note()
      return
    } catch (error) {
      if (signal.aborted || !isAppError(error, 'disk-full')) throw error
      log.warn('submission-not-noted', { code: error.code })
      await wait()
    }
  }
}

/** Takes the next mail that is due; one whose addressee wrote meanwhile is held, and answered as it is then. */
function claim(w: Writer, accountId: string, now: number): SubmissionRecord | null {
  const next = nextSubmission(w, accountId)
  if (next === null || next.sendAt > now || (next.retryAt ?? 0) > now) return null
  const isAnswered =
    next.scheduled && next.emailKey !== null && hasAnswerSince(w, next.emailKey, next.createdAt)
  if (isAnswered) changeSubmission(w, next.key, { heldForAnswer: true })
  else {
    moveSubmission(
      w,
      next.key,
      { from: ['queued'], to: 'sending' },
      {
        attempts: next.attempts + 1,
        firstAttemptAt: next.firstAttemptAt ?? now,
        handedOver: false,
        retryAt: null,
      },
    )
  }
  refreshRow(w, next)
  return findSubmission(w, next.id)
}

async function send(
  deps: AttemptDeps,
  submission: SubmissionRecord,
  signal: AbortSignal,
): Promise<SubmitResult> {
  const { store } = deps
  let handedOver = false
  try {
    const { smtp } = getAccountSettings(store.reader, submission.accountId)
    if (smtp === null) throw new AppError('auth-missing', 'SMTP')
    const secret = await deps.secret(submission.accountId, 'smtp', { signal })
    const mail = {
      envelope: { from: submission.sender, to: submission.recipients.map(({ address }) => address) },
      open: () => createReadStream(store.blobs.path(submission.blobHash)),
      sizeBytes: submission.sizeBytes,
    }
    return await deps.submit(smtp, secret, mail, {
      signal,
      tlsTrust: deps.tlsTrust,
      beforeLastBytes: () => {
        store.write(w => changeSubmission(w, submission.key, { handedOver: true }), durable)
        handedOver = true
      },
    })
  } catch (error) {
    // Mostly before the first byte: a password that can't be had, a server that may not be asked. After the last one the
    // server may have taken it, whatever failed here.
    const problem = toErrorReport(error)
    const outcome = handedOver ? 'uncertain' : 'retry'
    return { outcome, recipients: submission.recipients, problem, sizeLimitBytes: null }
  }
}

/** Notes what became of an attempt. */
function settleAttempt(w: Writer, submission: SubmissionRecord, result: SubmitResult, now: number): void {
  const { recipients, problem } = result
  if (result.sizeLimitBytes !== null) noteSmtpSizeLimit(w, submission.accountId, result.sizeLimitBytes)
  const end = (to: SubmissionState, change: SubmissionChange) => {
    moveSubmission(w, submission.key, { from: ['sending'], to }, { recipients, problem, ...change })
    refreshRow(w, submission)
  }
  switch (result.outcome) {
    case 'accepted':
      noteSent(w, submission, { from: ['sending'], recipients, now })
      return
    case 'uncertain':
      end('uncertain', { retryAt: null })
      lookForIt(w, submission, now)
      return
    case 'refused':
      end('failed', { problem: problem ?? { code: 'server-refused', retry: false } })
      return
    case 'too-large':
      end('failed', { problem: { ...problem, code: 'too-large', retry: false } })
      return
    case 'auth-rejected':
      end('queued', { handedOver: false, retryAt: now + afterRejectionMs })
      return
    case 'retry':
      end(...again(submission, problem, now))
  }
}

function again(
  submission: SubmissionRecord,
  problem: ErrorReport | null,
  now: number,
): [SubmissionState, SubmissionChange] {
  // The app was closed, and nothing is wrong with the mail.
  if (problem?.code === 'cancelled') return ['queued', { handedOver: false, problem: null }]
  if (now - (submission.firstAttemptAt ?? now) >= giveUpMs) return ['failed', { handedOver: false }]
  return ['queued', { handedOver: false, retryAt: now + retryPauseMs(submission.attempts) }]
}

/** Queues the search for a mail whose fate is not known. */
export function lookForIt(w: Writer, { accountId, id }: SubmissionRecord, now: number): void {
  enqueue(w, { accountId, kind: 'find-sent', payload: { submissionId: id } }, { now })
}

/** The row of the conversation tells what waits in it. */
export function refreshRow(w: Writer, { conversationKey }: SubmissionRecord): void {
  if (conversationKey !== null) refreshConversations(w, [conversationKey])
}
