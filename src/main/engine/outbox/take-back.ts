import { followDraftByKey } from '#engine/queue/mirror-jobs.ts'
import { allAccepted, noteSent } from '#engine/queue/note-sent.ts'
import { moveDraft } from '#engine/store/drafts.ts'
import type { Writer } from '#engine/store/handle.ts'
import { removeLocalEmail } from '#engine/store/local-emails.ts'
import { moveSubmission, type SubmissionRecord } from '#engine/store/submissions.ts'
import { AppError } from '#shared/errors.ts'
import type { SubmissionChoice, SubmissionState } from '#shared/submission.ts'
import { refreshRow } from './attempt.ts'

/**
 * Takes a mail back: its email goes, its draft is open again as it was.
 *
 * @throws AppError `invalid-request` with its state where it is too late
 */
export function takeBack(
  w: Writer,
  found: SubmissionRecord,
  from: readonly SubmissionState[],
  now: number,
): void {
  if (!moveSubmission(w, found.key, { from, to: 'cancelled' }, { retryAt: null, heldForAnswer: false }))
    throw new AppError('invalid-request', found.state)
  if (found.draftKey !== null) {
    moveDraft(w, found.draftKey, { from: 'queued', to: 'open', now })
    followDraftByKey(w, found.draftKey, now)
  }
  if (found.emailKey !== null) removeLocalEmail(w, found.emailKey)
  refreshRow(w, found)
}

/** The account goes, and the outbox with it; what was written stays. What may have arrived is not offered again by itself. */
export function giveBack(w: Writer, found: SubmissionRecord, now: number): void {
  const mayHaveArrived = found.state === 'uncertain'
  takeBack(w, found, ['queued', 'failed', 'uncertain'], now)
  if (mayHaveArrived && found.draftKey !== null)
    moveDraft(w, found.draftKey, { from: 'open', to: 'discarded', now })
}

/** What a person decides about a mail that failed, or may not have arrived. @throws AppError 'invalid-request' for any other */
export function settle(w: Writer, found: SubmissionRecord, choice: SubmissionChoice, now: number): void {
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
