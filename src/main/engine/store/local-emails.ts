import { refreshConversations } from './conversations.ts'
import { deleteEmail, refreshEmails } from './emails.ts'
import type { Reader, Writer } from './handle.ts'

/** The mail that an email made here stands for was sent: from now on it counts. Refreshes its conversation. */
export function markSent(w: Writer, emailKey: number): void {
  w.prepare('UPDATE email SET unsent = 0 WHERE key = ?').run(emailKey)
  refreshConversations(w, refreshEmails(w, [emailKey]))
}

/** Removes an email made here, whose mail was taken back before it left. Refreshes its conversation, which may go with it. */
export function removeLocalEmail(w: Writer, emailKey: number): void {
  const row = w
    .prepare<{ conversation_key: number }>(
      'SELECT conversation_key FROM email WHERE key = ? AND local = 1 AND unsent = 1',
    )
    .get(emailKey)
  if (row === undefined) return
  deleteEmail(w, emailKey)
  refreshConversations(w, [row.conversation_key])
}

/** The email made here that has this Message-ID and no copy on the server yet, or null. */
export function findLocalEmail(r: Reader, accountId: string, messageId: string): number | null {
  const row = r
    .prepare<{ key: number }>(
      'SELECT key FROM email WHERE account_id = ? AND message_id = ? AND local = 1 LIMIT 1',
    )
    .get(accountId, messageId)
  return row?.key ?? null
}

/**
 * The server has a copy of an email that was made here: from now on it is that copy.
 *
 * A server that files sent mail itself may change it: then the email takes the identity of the server's copy. Returns
 * false where it was the server's before. Then `putCopies` and `refreshEmails`.
 */
export function adoptLocalEmail(
  w: Writer,
  emailKey: number,
  copy: { readonly dedupeKey: Uint8Array; readonly sizeBytes: number },
): boolean {
  return (
    w
      .prepare('UPDATE email SET local = 0, dedupe_key = ?, size_bytes = ? WHERE key = ? AND local = 1')
      .run(copy.dedupeKey, copy.sizeBytes, emailKey) === 1
  )
}

/** Whether a person wrote to a conversation since an email of ours was written into it. */
export function hasAnswerSince(r: Reader, emailKey: number, since: number): boolean {
  const row = r
    .prepare(
      `SELECT 1 FROM email AS ours JOIN email AS theirs ON theirs.conversation_key = ours.conversation_key
       WHERE ours.key = ? AND theirs.key > ours.key AND theirs.outbound = 0 AND theirs.automated = 0
         AND theirs.counted = 1 AND theirs.received_at >= ? LIMIT 1`,
    )
    .get(emailKey, since)
  return row !== undefined
}
