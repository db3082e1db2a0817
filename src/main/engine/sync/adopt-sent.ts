import { allAccepted, noteSent } from '#engine/queue/note-sent.ts'
import type { Writer } from '#engine/store/handle.ts'
import { adoptLocalEmail, findLocalEmail } from '#engine/store/local-emails.ts'
import { noteFilesSent } from '#engine/store/sending-accounts.ts'
import { submissionByMessageId } from '#engine/store/submissions.ts'
import type { ArrivalPlace, ArrivedEmail } from './apply.ts'

/**
 * The email that was made here and that a copy on the server belongs to: the row stays the same. Null for all others.
 *
 * A server that files sent mail itself may change it, so the Message-ID decides. A mail that nobody knew the fate of was
 * taken by the server, if it has it.
 */
export function adoptSent(
  w: Writer,
  place: ArrivalPlace,
  email: ArrivedEmail,
  dedupeKey: Uint8Array,
): number | null {
  const { messageId } = email.indexed.headers
  const emailKey = messageId === null ? null : findLocalEmail(w, place.accountId, messageId)
  if (messageId === null || emailKey === null) return null
  const submission = submissionByMessageId(w, place.accountId, messageId)
  adoptLocalEmail(w, emailKey, { dedupeKey, sizeBytes: email.sizeBytes })
  if (submission === null) return emailKey
  if (place.role === 'sent' && !submission.appendTried) noteFilesSent(w, place.accountId)
  if (submission.state === 'uncertain') {
    const recipients = allAccepted(submission.recipients)
    noteSent(w, submission, { from: ['uncertain'], recipients, now: place.now })
  }
  return emailKey
}
