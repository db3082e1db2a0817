import { conversationKeyOf, refreshConversations } from './conversations.ts'
import { refreshEmails } from './emails.ts'
import type { Reader, Writer } from './handle.ts'

/** A copy whose flag changed here and must change on the server. */
export type MarkedCopy = { readonly accountId: string; readonly mailboxKey: number; readonly uid: number }

/** What marking changed; `copies` are for a `set-flags` job in the same transaction. */
export type MarkResult = {
  readonly changedIds: readonly string[]
  readonly copies: readonly MarkedCopy[]
}

/**
 * Marks conversations read or unread here.
 *
 * Read: every copy of every inbound email that counts gets `\Seen`. Unread: the newest inbound email that counts loses
 * it. Ids that are not known are passed over; ids that were merged away are followed.
 */
export function markConversations(w: Writer, ids: readonly string[], read: boolean): MarkResult {
  const changedIds: string[] = []
  const copies: MarkedCopy[] = []
  for (const id of ids) {
    const key = findKey(w, id)
    if (key === null) continue
    const touched = new Set<number>()
    for (const copy of read ? unseenCopies(w, key) : newestCopies(w, key)) {
      w.prepare('UPDATE email_copy SET seen = ? WHERE mailbox_key = ? AND uid = ?').run(
        Number(read),
        copy.mailboxKey,
        copy.uid,
      )
      copies.push({ accountId: copy.accountId, mailboxKey: copy.mailboxKey, uid: copy.uid })
      touched.add(copy.emailKey)
    }
    if (touched.size === 0) continue
    refreshConversations(w, refreshEmails(w, touched))
    changedIds.push(id)
  }
  return { changedIds, copies }
}

type FoundCopy = MarkedCopy & { readonly emailKey: number }

const selectCopies = `SELECT email.account_id AS accountId, copy.mailbox_key AS mailboxKey, copy.uid, email.key AS emailKey
  FROM email JOIN email_copy AS copy ON copy.email_key = email.key`

function unseenCopies(r: Reader, key: number): readonly FoundCopy[] {
  return r
    .prepare<FoundCopy>(
      `${selectCopies} WHERE email.conversation_key = ? AND email.outbound = 0 AND email.counted = 1 AND copy.seen = 0`,
    )
    .all(key)
}

function newestCopies(r: Reader, key: number): readonly FoundCopy[] {
  return r
    .prepare<FoundCopy>(
      `${selectCopies} WHERE copy.seen = 1 AND email.key =
         (SELECT key FROM email WHERE conversation_key = ? AND outbound = 0 AND counted = 1
          ORDER BY sent_at DESC, key DESC LIMIT 1)`,
    )
    .all(key)
}

function findKey(r: Reader, id: string): number | null {
  try {
    return conversationKeyOf(r, id)
  } catch {
    return null
  }
}
