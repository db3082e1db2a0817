import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import type { ClaimedJob } from '#engine/queue/queue.ts'
import { changeSubmission, findSubmission } from '#engine/store/submissions.ts'
import { toErrorReport } from '#shared/errors.ts'
import { appendSent } from './append-sent.ts'
import { drainJobs } from './drain-jobs.ts'
import { findSent } from './find-sent.ts'
import { type JobOutcome, noteOutcome } from './job-outcome.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'

const kinds = ['append-sent', 'find-sent'] as const
const jobsAtOnce = 10

type OutgoingJob = ClaimedJob<(typeof kinds)[number]>

/**
 * What servers are to know of mail that was sent from here.
 *
 * @throws AppError when the connection fails; what was not done waits for the next one
 */
export async function tellOutgoing(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  accountId: string,
  options: { readonly signal: AbortSignal },
): Promise<void> {
  await drainJobs(deps, { accountId, kinds, atOnce: jobsAtOnce }, async (jobs, left) => {
    for (const job of jobs) {
      const outcome = await runJob(deps, connection, job, options)
      left.delete(job)
      settle(deps, job, outcome)
    }
  })
}

function runJob(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  job: OutgoingJob,
  options: { readonly signal: AbortSignal },
): Promise<JobOutcome> {
  return job.kind === 'append-sent'
    ? appendSent(deps, connection, job, options)
    : findSent(deps, connection, job, options)
}

/** A copy that the server refused for good shows on its mail, which is sent all the same (F-08). */
function settle({ store, clock, events }: MailboxSyncDeps, job: OutgoingJob, outcome: JobOutcome): void {
  const { submissionId } = job.payload
  store.write(w => {
    const isRefused = noteOutcome(w, job, outcome, clock.now())
    const submission = findSubmission(w, submissionId)
    if (!isRefused || job.kind !== 'append-sent' || submission === null) return
    changeSubmission(w, submission.key, { sentCopy: 'refused', problem: toErrorReport(outcome) })
  })
  const conversationId = findSubmission(store.reader, submissionId)?.conversationId ?? null
  events.changed({ outbox: true, conversations: conversationId === null ? [] : [conversationId] })
}
