import type { ConversationRow, PreviewAuthor, Source, TicketStatus } from '#shared/conversation.ts'
import type { Outgoing } from '#shared/submission.ts'

/** The columns of a list row. */
export const listColumns = [
  'id',
  'account_id',
  'contact_id',
  'contact_name',
  'contact_address',
  'source',
  'subject',
  'preview',
  'preview_author',
  'last_at',
  'email_count',
  'unread_count',
  'has_attachment',
  'archived',
  'bounced',
  'has_draft',
  'outgoing',
  'ticket_number',
  'ticket_status',
  'snoozed_until',
  'muted',
  'tags',
  'here_only',
  'key',
  'search_key',
] as const

/** A list row as SQLite gives it. */
export type StoredListRow = {
  readonly key: number
  readonly search_key: number | null
  readonly id: string
  readonly account_id: string
  readonly contact_id: string
  readonly contact_name: string
  readonly contact_address: string | null
  readonly source: Source
  readonly subject: string
  readonly preview: string
  readonly preview_author: PreviewAuthor
  readonly last_at: number
  readonly email_count: number
  readonly unread_count: number
  readonly has_attachment: number
  readonly archived: number
  readonly bounced: number
  readonly has_draft: number
  readonly outgoing: Outgoing | null
  readonly ticket_number: number | null
  readonly ticket_status: TicketStatus | null
  readonly snoozed_until: number | null
  readonly muted: number
  readonly tags: string
  readonly here_only: number
}

/** A stored row as the list draws it. */
export function toConversationRow(row: StoredListRow): ConversationRow {
  const hasTicket = row.ticket_number !== null && row.ticket_status !== null
  return {
    id: row.id,
    accountId: row.account_id,
    contact: { id: row.contact_id, name: row.contact_name, address: row.contact_address },
    subject: row.subject,
    preview: row.preview,
    previewAuthor: row.preview_author,
    source: row.source,
    ticket: hasTicket ? { number: row.ticket_number, status: row.ticket_status } : null,
    lastAt: row.last_at,
    emailCount: row.email_count,
    unreadCount: row.unread_count,
    hasAttachment: row.has_attachment === 1,
    archived: row.archived === 1,
    bounced: row.bounced === 1,
    hasDraft: row.has_draft === 1,
    outgoing: row.outgoing,
    snoozedUntil: row.snoozed_until,
    muted: row.muted === 1,
    tags: row.tags === '' ? [] : row.tags.split(' '),
    hereOnly: row.here_only === 1,
  }
}
