import type { Conversation, Email } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import { readContent } from './content.ts'
import { listColumns, type StoredListRow, toConversationRow } from './conversation-row.ts'
import { conversationKeyOf } from './conversations.ts'
import { readEmailParts } from './email-parts.ts'
import { type EmailRow, emailColumns, toEmail } from './email-view.ts'
import type { Reader } from './handle.ts'
import { placeBits } from './places.ts'

/**
 * A conversation, opened: its row and its emails with what is on disk of them, oldest first.
 *
 * Emails that lie only in trash, junk or drafts are left out, unless the conversation has no others. An id of a
 * conversation that was merged away leads to where it went.
 *
 * @throws AppError 'not-found'
 */
export function getConversation(r: Reader, id: string): Conversation {
  const key = conversationKeyOf(r, id)
  const row = r
    .prepare<StoredListRow>(`SELECT ${listColumns.join(', ')} FROM conversation WHERE key = ?`)
    .get(key)
  if (row === undefined) throw new AppError('not-found', 'conversation')
  const emails = r
    .prepare<EmailRow>(`SELECT ${emailColumns} FROM email WHERE conversation_key = ? ORDER BY sent_at, key`)
    .all(key)
  const shown = emails.filter(email => email.counted === 1 || email.unsent === 1)
  const visible = shown.length > 0 ? shown : emails
  const partsOf = readEmailParts(
    r,
    visible.map(email => email.key),
  )
  return {
    row: toConversationRow(row),
    emails: visible.map(email => toEmail(r, email, partsOf(email.key))),
  }
}

/**
 * One email with what is on disk of it.
 *
 * @throws AppError 'not-found'
 */
export function getEmail(r: Reader, id: string): Email {
  const row = r.prepare<EmailRow>(`SELECT ${emailColumns} FROM email WHERE id = ?`).get(id)
  if (row === undefined) throw new AppError('not-found', 'email')
  return toEmail(r, row, readEmailParts(r, [row.key])(row.key))
}

/**
 * The HTML of an email as sent, not yet washed, and who it claims to be from; `html` is null when none is on disk.
 *
 * `own` where it was written here: it lies in Sent or Drafts, and not in the inbox, where anybody can put our name.
 *
 * @throws AppError 'not-found'
 */
export function getEmailHtml(
  r: Reader,
  id: string,
): { readonly html: string | null; readonly senderAddress: string | null; readonly own: boolean } {
  const row = r
    .prepare<{ key: number; from_address: string | null; outbound: number; places: number }>(
      'SELECT key, from_address, outbound, places FROM email WHERE id = ?',
    )
    .get(id)
  if (row === undefined) throw new AppError('not-found', 'email')
  const own =
    row.outbound === 1 &&
    (row.places & (placeBits.sent | placeBits.drafts)) !== 0 &&
    (row.places & placeBits.inbox) === 0
  return { html: readContent(r, row.key)?.html ?? null, senderAddress: row.from_address, own }
}
