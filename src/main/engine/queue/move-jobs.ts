import type { Writer } from '#engine/store/handle.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import type { MailboxRole } from '#shared/account.ts'
import { enqueue } from './queue.ts'

/** A copy that is to lie elsewhere; `toMailboxKey` null: the account's mailbox of that role. */
export type CopyToMove = {
  readonly accountId: string
  readonly mailboxKey: number
  readonly emailKey: number
  readonly uid: number
  readonly toRole: MailboxRole
  readonly toMailboxKey: number | null
}

/** Queues moves whose wishes were put in the same transaction: one job per mailbox and target. */
export function enqueueMoves(
  w: Writer,
  moves: readonly CopyToMove[],
  options: { readonly actionId: string | null; readonly now: number },
): void {
  const groups = Map.groupBy(moves, move => `${move.mailboxKey} ${move.toRole} ${move.toMailboxKey}`)
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const { accountId, mailboxKey, toRole, toMailboxKey } = first
    const payload = {
      mailboxKey,
      uidValidity: findMailbox(w, mailboxKey)?.uidValidity ?? '',
      toRole,
      toMailboxKey,
      emails: group.map(({ emailKey, uid }) => ({ emailKey, uid })),
      actionId: options.actionId,
    }
    enqueue(w, { accountId, kind: 'move-emails', payload }, { now: options.now })
  }
}
