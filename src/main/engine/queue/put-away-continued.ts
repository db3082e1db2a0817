import { refreshConversations } from '#engine/store/conversations.ts'
import { copiesOfEmail } from '#engine/store/copies.ts'
import { endContinuing } from '#engine/store/draft-mirror.ts'
import type { DraftRecord } from '#engine/store/drafts.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import { putPendingMove } from '#engine/store/pending-moves.ts'
import { type CopyToMove, enqueueMoves } from './move-jobs.ts'

/**
 * Sends the draft of another program's that this one went on with to Trash, once: what was written into it lives on in a
 * copy on the server, or was sent. It is not expunged, because that program may have kept more in it than we show.
 */
export function putAwayContinued(
  w: Writer,
  draft: Pick<DraftRecord, 'key' | 'continuedEmailKey'>,
  now: number,
): void {
  const emailKey = draft.continuedEmailKey
  if (emailKey === null) return
  endContinuing(w, draft.key)
  const moves = copiesOfEmail(w, emailKey).flatMap(({ mailboxKey, uid }): readonly CopyToMove[] => {
    const mailbox = findMailbox(w, mailboxKey)
    if (mailbox === null || mailbox.role !== 'drafts') return []
    const target = { toRole: 'trash', toMailboxKey: null } as const
    putPendingMove(w, { emailKey, mailboxKey, ...target, hereOnly: false })
    return [{ accountId: mailbox.accountId, mailboxKey, emailKey, uid, ...target }]
  })
  if (moves.length === 0) return
  enqueueMoves(w, moves, { actionId: null, now })
  refreshConversations(w, refreshEmails(w, [emailKey]))
}
