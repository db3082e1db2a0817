import type { Writer } from '#engine/store/handle.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import { findPendingMove, putPendingMove } from '#engine/store/pending-moves.ts'
import {
  addTombstonePlace,
  dropTombstone,
  hasTombstones,
  tombstoneVerdict,
} from '#engine/store/tombstones.ts'
import { type CopyToMove, enqueueMoves } from './move-jobs.ts'

/**
 * Keeps away what the user deleted, among copies that a sync found just now (semantics.md, Delete).
 *
 * An old copy that is only found now goes to Trash like the others, and comes back with them; where somebody put the email back after the deletion,
 * the deletion ends. Call it after `putCopies` and before `refreshEmails`, in the same transaction; doing it again changes
 * nothing. One look-up where nothing was ever deleted.
 */
export function keepDeleted(
  w: Writer,
  place: { readonly accountId: string; readonly mailboxKey: number; readonly now: number },
  copies: readonly { readonly emailKey: number; readonly uid: number }[],
): void {
  const { accountId, mailboxKey, now } = place
  if (copies.length === 0 || !hasTombstones(w, accountId)) return
  const moves: CopyToMove[] = []
  for (const { emailKey, uid } of copies) {
    const verdict = tombstoneVerdict(w, { emailKey, mailboxKey, uid })
    if (verdict === 'lift') dropTombstone(w, emailKey)
    if (verdict !== 'trash' || findPendingMove(w, emailKey, mailboxKey) !== null) continue
    addTombstonePlace(w, emailKey, { role: findMailbox(w, mailboxKey)?.role ?? 'none', mailboxKey })
    const target = { toRole: 'trash', toMailboxKey: null } as const
    putPendingMove(w, { emailKey, mailboxKey, ...target, hereOnly: false })
    moves.push({ accountId, mailboxKey, emailKey, uid, ...target })
  }
  enqueueMoves(w, moves, { actionId: null, now })
}
