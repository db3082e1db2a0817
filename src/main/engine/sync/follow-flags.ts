import { type TakenChange, takeFlagChanges } from '#engine/queue/flag-intents.ts'
import type { JobOf } from '#engine/queue/job.ts'
import { enqueue } from '#engine/queue/queue.ts'
import type { Writer } from '#engine/store/handle.ts'
import type { MailboxRecord } from '#engine/store/mailboxes.ts'
import type { Settled } from './settle-moves.ts'

/** What goes to one mailbox for one action, by UID: a job says one thing of each email. */
type Group = {
  readonly actionId: TakenChange['actionId']
  readonly uidValidity: string
  readonly changes: Map<number, JobOf<'set-flags'>['payload']['changes'][number]>
}

/**
 * Flag changes that still wait for the server go with their email to its new place; for an email that is nowhere any more
 * they end. Within the transaction of the move.
 */
export function followFlags(w: Writer, source: MailboxRecord, emails: readonly Settled[], now: number): void {
  const byUid = new Map(emails.flatMap(email => email.gone.map(uid => [uid, email] as const)))
  const byKey = new Map(emails.map(email => [email.emailKey, email]))
  const meant = { uids: [...byUid.keys()], emailKeys: [...byKey.keys()] }
  const groups = new Map<number, Group[]>()
  for (const { change, isLost, actionId } of takeFlagChanges(w, source.key, meant)) {
    const settled = isLost ? byKey.get(change.emailKey ?? 0) : byUid.get(change.uid)
    if (!settled?.now) continue
    const { mailboxKey, uid, uidValidity } = settled.now
    const ofMailbox = groups.get(mailboxKey) ?? []
    groups.set(mailboxKey, ofMailbox)
    // Only neighbours share a job: what was asked for later must be told later.
    let group = ofMailbox.at(-1)
    if (group === undefined || group.actionId !== actionId || group.changes.has(uid)) {
      group = { actionId, uidValidity, changes: new Map() }
      ofMailbox.push(group)
    }
    group.changes.set(uid, { ...change, uid, emailKey: settled.emailKey })
  }
  for (const [mailboxKey, ofMailbox] of groups)
    for (const { actionId, uidValidity, changes } of ofMailbox) {
      const ofAction = actionId === undefined ? {} : { actionId }
      const payload = { mailboxKey, uidValidity, ...ofAction, changes: [...changes.values()] }
      enqueue(w, { accountId: source.accountId, kind: 'set-flags', payload }, { now })
    }
}
