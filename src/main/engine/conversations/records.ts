import { progressOfAction } from '#engine/store/action-jobs.ts'
import type { Reader } from '#engine/store/handle.ts'
import { firstConversationOf, type JournalEntry } from '#engine/store/journal.ts'
import type { ActionRecord, ConversationAction } from '#shared/actions.ts'
import { dayMs } from '#shared/time.ts'
import type { Effects } from './effects.ts'

/** How long the journal keeps what was done, and can take it back. */
export const undoableMs = 30 * dayMs

/** Whether an entry can still be taken back. */
export function isUndoable(entry: JournalEntry, now: number): boolean {
  return entry.undoneAt === null && entry.at > now - undoableMs
}

/** An entry of the journal as the History page shows it. */
export function toRecord(r: Reader, entry: JournalEntry, now: number): ActionRecord {
  const progress = progressOfAction(r, entry.id)
  return {
    id: entry.id,
    action: entry.action,
    at: entry.at,
    count: entry.count,
    contactName: entry.contactName,
    subject: entry.subject,
    conversationId: firstConversationOf(r, entry.key),
    state: progress?.state ?? 'done',
    problem: progress?.problem ?? null,
    undoneAt: entry.undoneAt,
    undoOf: entry.undoOf,
    undoable: isUndoable(entry, now),
  }
}

/** What taking an action back is called; `first` is what it had changed of its first conversation. */
export function inverseOf(action: ConversationAction, first: Effects): ConversationAction {
  switch (action.kind) {
    case 'archive':
      return { kind: 'unarchive' }
    case 'unarchive':
      return { kind: 'archive' }
    case 'delete':
      return { kind: 'undelete' }
    case 'undelete':
      return { kind: 'delete' }
    case 'mark-read':
      return { kind: 'mark-unread' }
    case 'mark-unread':
      return { kind: 'mark-read' }
    case 'mute':
      return { kind: 'unmute' }
    case 'unmute':
      return { kind: 'mute' }
    case 'snooze':
      return { kind: 'unsnooze' }
    case 'unsnooze':
      return { kind: 'snooze', until: first.snoozedUntil?.was ?? 0 }
    case 'tag':
      return { ...action, kind: 'untag' }
    case 'untag':
      return { ...action, kind: 'tag' }
  }
}
