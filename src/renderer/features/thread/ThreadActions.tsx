import { Ellipsis } from 'lucide-react'
import { actionLook } from '#renderer/actions/action-look.ts'
import { ConversationItems } from '#renderer/actions/ConversationItems.tsx'
import { SnoozeItems } from '#renderer/actions/SnoozeItems.tsx'
import { TagItems } from '#renderer/actions/TagItems.tsx'
import { archiveOrBack, readOrUnread } from '#renderer/actions/toggles.ts'
import { useAct } from '#renderer/actions/use-act.ts'
import { t } from '#renderer/i18n/messages.ts'
import { keyHint } from '#renderer/stores/command-keys.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Menu } from '#renderer/ui/Menu.tsx'
import type { ConversationRow } from '#shared/conversation.ts'

/** What can be done with the open conversation: the same as with its row. */
export function ThreadActions({ row }: { readonly row: ConversationRow }) {
  const act = useAct()
  const target = { ids: [row.id] }
  const rows = [row]
  const button = (kind: 'archive' | 'unarchive' | 'delete' | 'mark-read' | 'mark-unread') => (
    <IconButton
      icon={actionLook[kind].icon}
      label={t(actionLook[kind].label)}
      shortcut={keyHint(actionLook[kind].command)}
      onClick={() => void act(target, { kind })}
    />
  )
  const shown = archiveOrBack(rows)
  return (
    <div role="toolbar" aria-label={t('thread.actions')} className="flex items-center gap-0.5">
      {button(shown)}
      <Menu
        trigger={
          <IconButton icon={actionLook.snooze.icon} label={t('action.snooze')} shortcut={keyHint('snooze')} />
        }
      >
        <SnoozeItems target={target} rows={rows} />
      </Menu>
      <Menu
        trigger={<IconButton icon={actionLook.tag.icon} label={t('action.tag')} shortcut={keyHint('tag')} />}
      >
        <TagItems target={target} rows={rows} />
      </Menu>
      {button('delete')}
      {button(readOrUnread(rows))}
      <Menu trigger={<IconButton icon={Ellipsis} label={t('action.more')} />}>
        <ConversationItems target={target} rows={rows} without={[shown, 'delete', readOrUnread(rows)]} />
      </Menu>
    </div>
  )
}
