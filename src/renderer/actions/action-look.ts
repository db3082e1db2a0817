import {
  AlarmClockOff,
  Archive,
  ArchiveRestore,
  Bell,
  BellOff,
  Clock,
  type LucideIcon,
  Mail,
  MailOpen,
  Tag,
  Trash2,
  Undo2,
} from 'lucide-react'
import type { MessageId } from '#renderer/i18n/messages.ts'
import type { CommandId } from '#renderer/stores/commands.ts'
import type { ConversationAction } from '#shared/actions.ts'

type ActionLook = {
  readonly icon: LucideIcon
  readonly label: MessageId
  /** Whose keys do the same. */
  readonly command: CommandId
}

/** How each action looks and is called, wherever it is offered. */
export const actionLook: Readonly<Record<ConversationAction['kind'], ActionLook>> = {
  archive: { icon: Archive, label: 'action.archive', command: 'archive' },
  unarchive: { icon: ArchiveRestore, label: 'action.unarchive', command: 'archive' },
  delete: { icon: Trash2, label: 'action.delete', command: 'delete' },
  undelete: { icon: Undo2, label: 'action.undelete', command: 'undo' },
  'mark-read': { icon: MailOpen, label: 'action.markRead', command: 'mark-read' },
  'mark-unread': { icon: Mail, label: 'action.markUnread', command: 'mark-unread' },
  snooze: { icon: Clock, label: 'action.snooze', command: 'snooze' },
  unsnooze: { icon: AlarmClockOff, label: 'action.unsnooze', command: 'snooze' },
  mute: { icon: BellOff, label: 'action.mute', command: 'mute' },
  unmute: { icon: Bell, label: 'action.unmute', command: 'mute' },
  tag: { icon: Tag, label: 'action.tag', command: 'tag' },
  untag: { icon: Tag, label: 'action.tag', command: 'tag' },
}
