import type { ConversationRow } from '#shared/conversation.ts'

/** `Unarchive` where everything is archived, else `Archive`. */
export function archiveOrBack(rows: readonly ConversationRow[]): 'archive' | 'unarchive' {
  return rows.length > 0 && rows.every(row => row.archived) ? 'unarchive' : 'archive'
}

/** `Mark as read` where anything is unread, else `Mark as unread`. */
export function readOrUnread(rows: readonly ConversationRow[]): 'mark-read' | 'mark-unread' {
  return rows.some(row => row.unreadCount > 0) ? 'mark-read' : 'mark-unread'
}

/** `Unmute` where everything is muted, else `Mute`. */
export function muteOrBack(rows: readonly ConversationRow[]): 'mute' | 'unmute' {
  return rows.length > 0 && rows.every(row => row.muted) ? 'unmute' : 'mute'
}
