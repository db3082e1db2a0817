import { refreshConversations } from '#engine/store/conversations.ts'
import { copiesOfEmail, updateCopyFlags } from '#engine/store/copies.ts'
import { moveDraft } from '#engine/store/drafts.ts'
import type { Writer } from '#engine/store/handle.ts'
import { markSent } from '#engine/store/local-emails.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import { filesSentItself } from '#engine/store/sending-accounts.ts'
import { moveSubmission, type SubmissionRecord } from '#engine/store/submissions.ts'
import type { RecipientResult, SubmissionState } from '#shared/submission.ts'
import { putAwayDraft } from './mirror-jobs.ts'
import { enqueue } from './queue.ts'

/** How long the server's own copy in Sent is waited for; longer where it is known to make one. */
const ownCopyMs = 5_000
const serversCopyMs = 60_000

/**
 * Notes that a mail was sent, with all that follows: it counts in its thread, its draft is done, and jobs for the copy in
 * Sent and the flags of the email that it answers. Returns false where it was not in one of these states.
 */
export function noteSent(
  w: Writer,
  submission: SubmissionRecord,
  sent: {
    readonly from: readonly SubmissionState[]
    readonly recipients: readonly RecipientResult[]
    readonly now: number
  },
): boolean {
  const { now } = sent
  const moved = moveSubmission(
    w,
    submission.key,
    { from: sent.from, to: 'sent' },
    { recipients: sent.recipients, sentAt: now, sentCopy: 'waiting', problem: null, retryAt: null },
  )
  if (!moved) return false
  if (submission.draftKey !== null) {
    moveDraft(w, submission.draftKey, { from: 'queued', to: 'sent', now })
    putAwayDraft(w, submission.draftKey, now)
  }
  if (submission.emailKey !== null) markSent(w, submission.emailKey)
  if (submission.conversationKey !== null) refreshConversations(w, [submission.conversationKey])
  flagAnswered(w, submission, now)
  const { accountId, id } = submission
  const waitMs = filesSentItself(w, accountId) ? serversCopyMs : ownCopyMs
  enqueue(w, { accountId, kind: 'append-sent', payload: { submissionId: id } }, { now, runAt: now + waitMs })
  return true
}

/** Recipients of a mail that arrived, as far as is known. */
export function allAccepted(recipients: readonly RecipientResult[]): readonly RecipientResult[] {
  return recipients.map(one => (one.state === 'waiting' ? { ...one, state: 'accepted' } : one))
}

/** Every copy of the email that was answered says so (RFC 9051 §2.3.2, RFC 5788 `$Forwarded`). */
function flagAnswered(w: Writer, { answeredKey, answeredFlag }: SubmissionRecord, now: number): void {
  if (answeredKey === null || answeredFlag === null) return
  for (const copy of copiesOfEmail(w, answeredKey)) {
    const mailbox = findMailbox(w, copy.mailboxKey)
    if (mailbox === null || copy.flags.includes(answeredFlag)) continue
    updateCopyFlags(w, mailbox.key, [{ uid: copy.uid, flags: [...copy.flags, answeredFlag] }])
    const { accountId, uidValidity } = mailbox
    const change = { uid: copy.uid, emailKey: answeredKey, add: [answeredFlag], remove: [] }
    const payload = { mailboxKey: mailbox.key, uidValidity: uidValidity ?? '', changes: [change] }
    enqueue(w, { accountId, kind: 'set-flags', payload }, { now })
  }
}
