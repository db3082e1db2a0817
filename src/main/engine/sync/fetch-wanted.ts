import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { finishJob } from '#engine/queue/queue.ts'
import { isAppError } from '#shared/errors.ts'
import { completeEmail } from './complete-email.ts'
import { drainJobs } from './drain-jobs.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'

const jobsAtOnce = 20

/**
 * Fetches the bodies that somebody wanted to read while the server was out of reach.
 *
 * An email that is gone from the server by now is passed over: its row says what is known.
 *
 * @throws AppError when the connection fails; the jobs wait then
 */
export async function fetchWantedBodies(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  accountId: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  await drainJobs(deps, { accountId, kinds: ['fetch-body'], atOnce: jobsAtOnce }, async (jobs, left) => {
    for (const job of jobs) {
      await completeIfThere(deps, connection, job.payload.emailKey, signal)
      left.delete(job)
      deps.store.write(w => finishJob(w, job.key))
    }
  })
}

async function completeIfThere(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  emailKey: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await completeEmail(deps, connection, emailKey, { signal })
  } catch (error) {
    if (!isAppError(error, 'message-missing') && !isAppError(error, 'mailbox-missing')) throw error
  }
}
