import {
  Archive,
  ChartNoAxesColumn,
  Clock,
  Command,
  Forward,
  History,
  Inbox,
  type LucideIcon,
  RefreshCw,
  Reply,
  ReplyAll,
  Search,
  Send,
  Settings,
  SquarePen,
  Undo2,
} from 'lucide-react'
import { actionLook } from '#renderer/actions/action-look.ts'
import type { CommandId } from '#renderer/stores/commands.ts'

const icons: Readonly<Partial<Record<CommandId, LucideIcon>>> = {
  search: Search,
  undo: Undo2,
  sync: RefreshCw,
  'go-inbox': Inbox,
  'go-archived': Archive,
  'go-snoozed': Clock,
  'go-overview': ChartNoAxesColumn,
  'go-history': History,
  'go-outbox': Send,
  compose: SquarePen,
  reply: Reply,
  'reply-all': ReplyAll,
  forward: Forward,
  'go-settings': Settings,
  'archive-next': Archive,
  'archive-previous': Archive,
}

/** A command's icon: that of the button which does the same, where there is one. */
export function commandIcon(id: CommandId): LucideIcon {
  const own = icons[id]
  if (own !== undefined) return own
  return Object.values(actionLook).find(look => look.command === id)?.icon ?? Command
}
