import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { claimJobs, finishJob, retryJob } from '#engine/queue/queue.ts'
import { isAppError } from '#shared/errors.ts'
import { completeEmail } from './complete-email.ts'
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
  const { store, clock } = deps
  for (;;) {
    const jobs = store.write(w =>
      claimJobs(w, accountId, 'fetch-body', { now: clock.now(), limit: jobsAtOnce }),
    )
    if (jobs.length === 0) return
    const left = new Set(jobs)
    try {
      for (const job of jobs) {
        await completeIfThere(deps, connection, job.payload.emailKey, signal)
        left.delete(job)
        store.write(w => finishJob(w, job.key))
      }
    } finally {
      if (left.size > 0)
        store.write(w => {
          for (const job of left) retryJob(w, job.key, { at: clock.now(), problem: null })
        })
    }
  }
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
