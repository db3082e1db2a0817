import { readFile } from 'node:fs/promises'
import { appendMessage, searchMessageId } from '#engine/mail/imap/append.ts'
import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { openMailbox } from '#engine/mail/imap/mailboxes.ts'
import type { ClaimedJob } from '#engine/queue/queue.ts'
import { noteFilesSent } from '#engine/store/sending-accounts.ts'
import { changeSubmission, findSubmission, type SubmissionRecord } from '#engine/store/submissions.ts'
import { isAppError } from '#shared/errors.ts'
import { type JobOutcome, ofOneJob } from './job-outcome.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import { reachAim } from './move-target.ts'

/**
 * Sees to exactly one copy of a sent mail in Sent (semantics.md, Sending 5).
 *
 * What is there already is enough: the server filed it itself, or a former attempt did and was cut before it was noted.
 *
 * @throws AppError when the connection fails; the job waits then
 */
export async function appendSent(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  job: ClaimedJob<'append-sent'>,
  { signal }: { readonly signal: AbortSignal },
): Promise<JobOutcome> {
  const submission = findSubmission(deps.store.reader, job.payload.submissionId)
  if (submission === null || submission.state !== 'sent' || submission.sentCopy === 'there') return 'done'
  try {
    await ensureCopy(deps, connection, submission, signal)
    return 'done'
  } catch (error) {
    if (!isAppError(error) || !(ofOneJob.has(error.code) || error.code === 'too-large')) throw error
    deps.log.warn('sent-copy-refused', { submission: submission.id, code: error.code })
    return error
  }
}

async function ensureCopy(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  submission: SubmissionRecord,
  signal: AbortSignal,
): Promise<void> {
  const { store, clock } = deps
  const { accountId, key, messageId } = submission
  const mailbox = await reachAim(
    deps,
    connection,
    accountId,
    { toRole: 'sent', toMailboxKey: null },
    { signal },
  )
  const isThere = await connection.use(signal, async () => {
    await openMailbox(connection, mailbox.path)
    return (await searchMessageId(connection, messageId)).length > 0
  })
  if (!isThere) {
    const bytes = await readFile(store.blobs.path(submission.blobHash), { signal })
    await connection.use(signal, async () => {
      await openMailbox(connection, mailbox.path)
      store.write(w => changeSubmission(w, key, { appendTried: true }), { durable: true })
      await appendMessage(connection, mailbox.path, {
        bytes,
        flags: ['\\Seen'],
        receivedAt: submission.sentAt ?? clock.now(),
      })
    })
  }
  store.write(
    w => {
      changeSubmission(w, key, { sentCopy: 'there' })
      if (isThere && !submission.appendTried) noteFilesSent(w, accountId)
    },
    { durable: true },
  )
}
