import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { selectMailbox } from '#engine/mail/imap/mailboxes.ts'
import type { MailboxRecord } from '#engine/store/mailboxes.ts'
import { AppError } from '#shared/errors.ts'

/**
 * Selects a mailbox if it isn't selected, and makes sure that its UIDs still mean what is stored.
 *
 * @throws AppError `message-missing` when UIDVALIDITY changed: the mailbox must be synchronised first
 */
export async function ensureOpen(connection: ImapConnection, mailbox: MailboxRecord): Promise<void> {
  const { uidValidity } = await selectMailbox(connection, mailbox)
  if (uidValidity !== mailbox.uidValidity) throw new AppError('message-missing', 'UIDVALIDITY changed')
}
