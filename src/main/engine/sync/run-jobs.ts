import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import type { Job } from '#engine/queue/job.ts'
import type { ClaimedJob } from '#engine/queue/queue.ts'
import { drainJobs } from './drain-jobs.ts'
import { fetchWantedBodies } from './fetch-wanted.ts'
import { noteOutcome } from './job-outcome.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import { moveEmails } from './move-emails.ts'
import { tellOutgoing } from './outgoing-jobs.ts'
import { pushFlags } from './push-flags.ts'

/** Does what waits in the queue for one account's server. */
export type JobRunner = {
  /**
   * First what the user changed, in the order in which they did, then what they sent and what they wanted to read.
   *
   * One run at a time, whoever asks: a move must not overtake the flags that were set before it.
   *
   * @throws AppError when the connection fails; what was not done waits for the next one
   */
  readonly run: (connection: ImapConnection, options: { readonly signal: AbortSignal }) => Promise<void>
}

/** The one runner of an account. */
export function createJobRunner(deps: MailboxSyncDeps, accountId: string): JobRunner {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run: (connection, options) => {
      const turn = last.then(async () => {
        options.signal.throwIfAborted()
        await tellChanges(deps, connection, accountId, options)
        await tellOutgoing(deps, connection, accountId, options)
        await fetchWantedBodies(deps, connection, accountId, options)
      })
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

const jobsAtOnce = 100

type Change = ClaimedJob<'set-flags'> | ClaimedJob<'move-emails'>

async function tellChanges(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  accountId: string,
  options: { readonly signal: AbortSignal },
): Promise<void> {
  const { store, clock, events } = deps
  const settle = (job: ClaimedJob<Job['kind']>, outcome: Parameters<typeof noteOutcome>[2]) =>
    store.write(w => noteOutcome(w, job, outcome, clock.now()))
  await drainJobs(
    deps,
    { accountId, kinds: ['set-flags', 'move-emails'], atOnce: jobsAtOnce },
    async (jobs, left) => {
      const [flags, moves] = byKind(jobs)
      await pushFlags(deps, connection, flags, left, options)
      for (const job of moves) {
        const outcome = await moveEmails(deps, connection, job, options)
        left.delete(job)
        settle(job, outcome)
        events.changed({ actions: true })
      }
    },
  )
}

/** A turn holds jobs of one kind (`claimJobs`). */
function byKind(
  jobs: readonly Change[],
): readonly [readonly ClaimedJob<'set-flags'>[], readonly ClaimedJob<'move-emails'>[]] {
  return [
    jobs.filter((job): job is ClaimedJob<'set-flags'> => job.kind === 'set-flags'),
    jobs.filter((job): job is ClaimedJob<'move-emails'> => job.kind === 'move-emails'),
  ]
}
