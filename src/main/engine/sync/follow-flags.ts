import type { JobOf } from '#engine/queue/job.ts'
import { dropJob, enqueue, openFlagJobs, rewriteFlagJob } from '#engine/queue/queue.ts'
import type { Writer } from '#engine/store/handle.ts'
import type { MailboxRecord } from '#engine/store/mailboxes.ts'
import type { Settled } from './settle-moves.ts'

type Change = JobOf<'set-flags'>['payload']['changes'][number]

/**
 * Flag changes that still wait for the server go with their email to its new place; for an email that is nowhere any more
 * they end. Within the transaction of the move.
 */
export function followFlags(w: Writer, source: MailboxRecord, emails: readonly Settled[], now: number): void {
  const byUid = new Map(emails.flatMap(email => email.gone.map(uid => [uid, email] as const)))
  const byKey = new Map(emails.map(email => [email.emailKey, email]))
  for (const job of openFlagJobs(w, source.key)) {
    const isLost = job.payload.uidValidity === ''
    const settledOf = ({ uid, emailKey = 0 }: Change) => (isLost ? byKey.get(emailKey) : byUid.get(uid))
    const stay = job.payload.changes.filter(change => settledOf(change) === undefined)
    if (stay.length === job.payload.changes.length) continue
    if (stay.length === 0) dropJob(w, job.key)
    else rewriteFlagJob(w, job.key, { ...job.payload, changes: stay })
    const gone = job.payload.changes.filter(change => settledOf(change) !== undefined)
    const targets = new Map<number, { uidValidity: string; changes: Change[] }>()
    for (const change of gone) {
      const settled = settledOf(change)
      if (!settled?.now) continue
      const { mailboxKey, uid, uidValidity } = settled.now
      const target = targets.get(mailboxKey) ?? { uidValidity, changes: [] }
      target.changes.push({ uid, emailKey: settled.emailKey, add: change.add, remove: change.remove })
      targets.set(mailboxKey, target)
    }
    for (const [mailboxKey, target] of targets)
      enqueue(
        w,
        { accountId: job.accountId, kind: 'set-flags', payload: { ...job.payload, mailboxKey, ...target } },
        { now },
      )
  }
}
