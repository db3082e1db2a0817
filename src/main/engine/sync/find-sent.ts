import { searchMessageId } from '#engine/mail/imap/append.ts'
import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { openMailbox } from '#engine/mail/imap/mailboxes.ts'
import { allAccepted, noteSent } from '#engine/queue/note-sent.ts'
import type { ClaimedJob } from '#engine/queue/queue.ts'
import { listMailboxes } from '#engine/store/mailboxes.ts'
import { findSubmission } from '#engine/store/submissions.ts'
import { isAppError } from '#shared/errors.ts'
import { type JobOutcome, ofOneJob } from './job-outcome.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'

/** A server that files sent mail itself does so within a minute: 0, 15, 30, 45 and 60 s after the loss. */
const looks = 5

/**
 * Looks whether a mail whose fate is not known lies in Sent, or where all mail lies: then it was sent.
 *
 * What isn't found stays uncertain, for its writer to decide: that it isn't there proves nothing.
 *
 * @throws AppError when the connection fails; the job waits then
 */
export async function findSent(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  job: ClaimedJob<'find-sent'>,
  { signal }: { readonly signal: AbortSignal },
): Promise<JobOutcome> {
  const { store, clock } = deps
  const submission = findSubmission(store.reader, job.payload.submissionId)
  if (submission === null || submission.state !== 'uncertain') return 'done'
  const mailboxes = listMailboxes(store.reader, job.accountId).filter(
    ({ role, selectable }) => selectable && (role === 'sent' || role === 'all'),
  )
  for (const { path } of mailboxes) {
    const isThere = await connection
      .use(signal, async () => {
        await openMailbox(connection, path)
        return (await searchMessageId(connection, submission.messageId)).length > 0
      })
      .catch((error: unknown) => {
        if (!isAppError(error) || !ofOneJob.has(error.code)) throw error
        return false
      })
    if (!isThere) continue
    store.write(
      w => {
        const recipients = allAccepted(submission.recipients)
        noteSent(w, submission, { from: ['uncertain'], recipients, now: clock.now() })
      },
      { durable: true },
    )
    return 'done'
  }
  return job.attempts < looks ? 'later' : 'done'
}
