import { enqueue } from '#engine/queue/queue.ts'
import type { Writer } from '#engine/store/handle.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'

/** A flag of a copy that changed here and must change on the server. */
export type CopyFlag = {
  readonly accountId: string
  readonly mailboxKey: number
  readonly uid: number
  readonly emailKey: number
  /** As on the wire. */
  readonly flag: string
  readonly on: boolean
}

/** Queues flag changes that were made in the same transaction: one job per mailbox. */
export function enqueueFlags(
  w: Writer,
  flags: readonly CopyFlag[],
  options: { readonly actionId: string; readonly now: number },
): void {
  for (const [mailboxKey, group] of Map.groupBy(flags, flag => flag.mailboxKey)) {
    const mailbox = findMailbox(w, mailboxKey)
    if (mailbox === null) continue
    const { uidValidity } = mailbox
    const changes = [...Map.groupBy(group, flag => flag.uid)].map(([uid, ofCopy]) => ({
      uid,
      // Without UIDVALIDITY the UID means nothing: then the email's copy of the time of telling is meant.
      ...(uidValidity === null && ofCopy[0] !== undefined ? { emailKey: ofCopy[0].emailKey } : {}),
      add: ofCopy.filter(({ on }) => on).map(({ flag }) => flag),
      remove: ofCopy.filter(({ on }) => !on).map(({ flag }) => flag),
    }))
    const payload = { mailboxKey, uidValidity: uidValidity ?? '', actionId: options.actionId, changes }
    enqueue(w, { accountId: mailbox.accountId, kind: 'set-flags', payload }, { now: options.now })
  }
}
