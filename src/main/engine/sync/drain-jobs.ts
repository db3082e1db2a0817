import type { Job } from '#engine/queue/job.ts'
import { type ClaimedJob, claimJobs, retryJob } from '#engine/queue/queue.ts'
import type { Store } from '#engine/store/database.ts'
import type { Clock } from '#shared/time.ts'

/**
 * Takes an account's jobs of some kinds, some at a time, in the order of the queue, until none is due.
 *
 * `work` takes out of `left` what is settled; what is still in it when `work` ends or fails is due again at once.
 *
 * @throws what `work` throws
 */
export async function drainJobs<Kind extends Job['kind']>(
  deps: { readonly store: Store; readonly clock: Clock },
  which: { readonly accountId: string; readonly kinds: readonly Kind[]; readonly atOnce: number },
  work: (jobs: readonly ClaimedJob<Kind>[], left: Set<ClaimedJob<Kind>>) => Promise<void>,
): Promise<void> {
  const { store, clock } = deps
  for (;;) {
    const jobs = store.write(w =>
      claimJobs(w, which.accountId, which.kinds, { now: clock.now(), limit: which.atOnce }),
    )
    if (jobs.length === 0) return
    const left = new Set(jobs)
    try {
      await work(jobs, left)
    } finally {
      if (left.size > 0)
        store.write(w => {
          for (const job of left) retryJob(w, job.key, { at: clock.now(), problem: null })
        })
    }
  }
}
