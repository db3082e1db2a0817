import type { MoveEmails } from '#engine/queue/job.ts'
import { dropJob } from '#engine/queue/queue.ts'
import { findJob, jobsOfAction } from '#engine/store/action-jobs.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import { rewriteJob } from '#engine/store/jobs.ts'
import type { TakenBack } from './changes.ts'

/** Which jobs of an action carry which copies. */
export type JobIndex = {
  readonly actionId: string
  readonly keys: ReadonlyMap<string, readonly number[]>
}

/** Reads an action's moves that are not done, once for all of an undo. */
export function indexJobs(r: Reader, actionId: string): JobIndex {
  const keys = new Map<string, number[]>()
  for (const job of jobsOfAction(r, actionId)) {
    if (job.kind !== 'move-emails') continue
    const { mailboxKey, toRole, toMailboxKey, emails } = readMoves(job.payload)
    for (const { emailKey } of emails) {
      const name = nameOf({ emailKey, mailboxKey, toRole, toMailboxKey })
      keys.set(name, [...(keys.get(name) ?? []), job.key])
    }
  }
  return { actionId, keys }
}

/** Takes copies out of jobs that need not move them any more. What runs just now is settled when the server answers. */
export function shortenJobs(w: Writer, index: JobIndex, takenBack: readonly TakenBack[]): void {
  const gone = new Set(takenBack.map(nameOf))
  const keys = new Set(takenBack.flatMap(copy => index.keys.get(nameOf(copy)) ?? []))
  for (const key of keys) {
    const job = findJob(w, key)
    if (job === null || job.kind !== 'move-emails' || job.state === 'running') continue
    const payload = readMoves(job.payload)
    const { mailboxKey, toRole, toMailboxKey, actionId } = payload
    if (actionId !== index.actionId) continue
    const emails = payload.emails.filter(
      ({ emailKey }) => !gone.has(nameOf({ emailKey, mailboxKey, toRole, toMailboxKey })),
    )
    if (emails.length === 0) dropJob(w, key)
    else rewriteJob(w, key, JSON.stringify({ ...payload, emails }))
  }
}

/** Only the queue writes them, from the same type. */
function readMoves(payload: string): MoveEmails['payload'] {
  return JSON.parse(payload) as MoveEmails['payload']
}

function nameOf({ emailKey, mailboxKey, toRole, toMailboxKey }: TakenBack): string {
  return `${mailboxKey} ${emailKey} ${toRole} ${toMailboxKey}`
}
