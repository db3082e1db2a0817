import type { Reader } from './handle.ts'

/** Whether an email with this Message-ID (without angle brackets) is stored: another one with it is a different email. */
export function isMessageIdTaken(r: Reader, accountId: string, messageId: string): boolean {
  const row = r
    .prepare<{ one: number }>('SELECT 1 AS one FROM email WHERE account_id = ? AND message_id = ? LIMIT 1')
    .get(accountId, messageId)
  return row !== undefined
}
