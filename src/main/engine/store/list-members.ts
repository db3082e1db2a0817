import type { Reader, Writer } from './handle.ts'

/** Keys of the mailboxes where the mail of a conversation is to lie, whatever its servers have done so far: JSON, ascending. */
export function mailboxesOf(r: Reader, conversationKey: number): string {
  const found = r
    .prepare<{ key: number }>(
      `SELECT copy.mailbox_key AS key FROM email CROSS JOIN email_copy AS copy ON copy.email_key = email.key
         WHERE email.conversation_key = ? AND NOT EXISTS (SELECT 1 FROM pending_move AS move
           WHERE move.email_key = copy.email_key AND move.mailbox_key = copy.mailbox_key)
       UNION SELECT coalesce(move.to_mailbox_key, mailbox.key) FROM email
         CROSS JOIN pending_move AS move ON move.email_key = email.key
         LEFT JOIN mailbox ON move.to_mailbox_key IS NULL AND mailbox.account_id = email.account_id AND mailbox.role = move.to_role
         WHERE email.conversation_key = ? AND coalesce(move.to_mailbox_key, mailbox.key) IS NOT NULL
       ORDER BY key`,
    )
    .all(conversationKey, conversationKey)
  return JSON.stringify(found.map(({ key }) => key))
}

/** Mail of an account that is wished into a role lies where a mailbox has it now: after roles have changed. */
export function placeWishedMail(w: Writer, accountId: string): void {
  const keys = w
    .prepare<{ key: number }>(
      `SELECT DISTINCT email.conversation_key AS key FROM pending_move CROSS JOIN email ON email.key = email_key
       WHERE to_mailbox_key IS NULL AND email.account_id = ?`,
    )
    .all(accountId)
  const place = w.prepare('UPDATE conversation SET mailboxes = ? WHERE key = ?')
  for (const { key } of keys) place.run(mailboxesOf(w, key), key)
}

/** Rows of the lists by mailbox and tag that are missing or too many: none, as long as the store is sound. */
export function countWrongMembers(r: Reader): number {
  const count = (sql: string) => r.prepare<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`).get()?.n ?? 0
  return (
    count('SELECT * FROM list_member_of EXCEPT SELECT * FROM list_member') +
    count('SELECT * FROM list_member EXCEPT SELECT * FROM list_member_of')
  )
}
