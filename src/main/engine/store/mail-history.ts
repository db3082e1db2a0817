import type { Reader } from './handle.ts'

/** Whether mail from this address (in any case) was here before this moment; junk and trash don't count. */
export function hasWritten(r: Reader, address: string, before: number): boolean {
  return (
    r
      .prepare<{ found: number }>(
        `SELECT 1 AS found FROM email WHERE from_address = ? COLLATE NOCASE AND sent_at < ?
           AND outbound = 0 AND counted = 1 LIMIT 1`,
      )
      .get(address, before) !== undefined
  )
}

/** Whether somebody of ours wrote to this contact's address before this moment. */
export function wasWrittenTo(r: Reader, addressKey: string, before: number): boolean {
  return (
    r
      .prepare<{ found: number }>(
        `SELECT 1 AS found FROM contact_address AS known
           CROSS JOIN conversation ON conversation.contact_key = known.contact_key
           CROSS JOIN email ON email.conversation_key = conversation.key
         WHERE known.address_key = ? AND email.outbound = 1 AND email.sent_at < ? LIMIT 1`,
      )
      .get(addressKey, before) !== undefined
  )
}

/** Whether all headers of an account are here, so that what is missing never was. */
export function isHistoryComplete(r: Reader, accountId: string): boolean {
  return (
    r
      .prepare<{ found: number }>(
        `SELECT 1 AS found FROM account WHERE id = ? AND last_synced_at IS NOT NULL AND NOT EXISTS
           (SELECT 1 FROM mailbox WHERE account_id = account.id AND selectable = 1 AND backfill_uid IS NOT NULL)`,
      )
      .get(accountId) !== undefined
  )
}
