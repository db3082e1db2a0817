import type { MoveEmails } from '#engine/queue/job.ts'
import { finishJob } from '#engine/queue/queue.ts'
import { findJob, jobsOfAction, rewriteJob } from '#engine/store/action-jobs.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import type { TakenBack } from './changes.ts'

/** Which jobs of an action carry which copies. */
export type JobIndex = ReadonlyMap<string, readonly number[]>

/** Reads an action's moves that are not done, once for all of an undo. */
export function indexJobs(r: Reader, actionId: string): JobIndex {
  const index = new Map<string, number[]>()
  for (const job of jobsOfAction(r, actionId)) {
    if (job.kind !== 'move-emails') continue
    const { mailboxKey, emails } = readMoves(job.payload)
    for (const { emailKey } of emails) {
      const name = nameOf({ emailKey, mailboxKey })
      index.set(name, [...(index.get(name) ?? []), job.key])
    }
  }
  return index
}

/** Takes copies out of jobs that need not move them any more. What runs just now is settled when the server answers. */
export function shortenJobs(w: Writer, index: JobIndex, takenBack: readonly TakenBack[]): void {
  const gone = new Set(takenBack.map(nameOf))
  const keys = new Set(takenBack.flatMap(copy => index.get(nameOf(copy)) ?? []))
  for (const key of keys) {
    const job = findJob(w, key)
    if (job === null || job.state === 'running') continue
    const payload = readMoves(job.payload)
    const { mailboxKey } = payload
    const emails = payload.emails.filter(({ emailKey }) => !gone.has(nameOf({ emailKey, mailboxKey })))
    if (emails.length === 0) finishJob(w, key)
    else rewriteJob(w, key, JSON.stringify({ ...payload, emails }))
  }
}

/** Only the queue writes them, from the same type. */
function readMoves(payload: string): MoveEmails['payload'] {
  return JSON.parse(payload) as MoveEmails['payload']
}

function nameOf({ emailKey, mailboxKey }: TakenBack): string {
  return `${mailboxKey} ${emailKey}`
}
