import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import type { ClaimedJob } from '#engine/queue/queue.ts'
import { setMirror } from '#engine/store/draft-mirror.ts'
import { findDraft } from '#engine/store/drafts.ts'
import { changeSubmission, findSubmission } from '#engine/store/submissions.ts'
import { toErrorReport } from '#shared/errors.ts'
import { appendSent } from './append-sent.ts'
import { drainJobs } from './drain-jobs.ts'
import { findSent } from './find-sent.ts'
import { type JobOutcome, noteOutcome } from './job-outcome.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import { mirrorDraft } from './mirror-draft.ts'

const kinds = ['append-sent', 'find-sent', 'mirror-draft'] as const
const jobsAtOnce = 10

type OutgoingJob = ClaimedJob<(typeof kinds)[number]>

/**
 * What servers are to know of mail that is written and sent here.
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
  switch (job.kind) {
    case 'append-sent':
      return appendSent(deps, connection, job, options)
    case 'find-sent':
      return findSent(deps, connection, job, options)
    case 'mirror-draft':
      return mirrorDraft(deps, connection, job, options)
  }
}

/**
 * A copy that the server refused for good shows on its mail, which is sent all the same (F-08), or on its draft, which is
 * kept here all the same (F-09).
 */
function settle({ store, clock, events }: MailboxSyncDeps, job: OutgoingJob, outcome: JobOutcome): void {
  store.write(w => {
    const isRefused = noteOutcome(w, job, outcome, clock.now())
    if (!isRefused) return
    const problem = toErrorReport(outcome)
    if (job.kind === 'append-sent') {
      const submission = findSubmission(w, job.payload.submissionId)
      if (submission !== null) changeSubmission(w, submission.key, { sentCopy: 'refused', problem })
    } else if (job.kind === 'mirror-draft') {
      const draft = findDraft(w, job.payload.draftId)
      if (draft?.mirror === 'waiting') setMirror(w, draft.key, { state: 'failed', problem })
    }
  })
  const about =
    job.kind === 'mirror-draft'
      ? findDraft(store.reader, job.payload.draftId)
      : findSubmission(store.reader, job.payload.submissionId)
  const conversationId = about?.conversationId ?? null
  events.changed({ outbox: true, conversations: conversationId === null ? [] : [conversationId] })
}
