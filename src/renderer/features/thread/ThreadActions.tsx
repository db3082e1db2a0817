import { Ellipsis } from 'lucide-react'
import { memo } from 'react'
import { ActionButton, ActionMenuButton } from '#renderer/actions/ActionButton.tsx'
import { ConversationItems } from '#renderer/actions/ConversationItems.tsx'
import { archiveOrBack, readOrUnread } from '#renderer/actions/toggles.ts'
import { t } from '#renderer/i18n/messages.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Menu } from '#renderer/ui/Menu.tsx'
import type { ConversationRow } from '#shared/conversation.ts'

/** What can be done with the open conversation: the same as with its row. */
export const ThreadActions = memo(function ThreadActions({ row }: { readonly row: ConversationRow }) {
  const target = { ids: [row.id] }
  const rows = [row]
  const archive = archiveOrBack(rows)
  const read = readOrUnread(rows)
  return (
    <div role="toolbar" aria-label={t('thread.actions')} className="flex items-center gap-0.5">
      <ActionButton kind={archive} target={target} />
      <ActionMenuButton kind="snooze" target={target} rows={rows} />
      <ActionMenuButton kind="tag" target={target} rows={rows} />
      <ActionButton kind="delete" target={target} />
      <ActionButton kind={read} target={target} />
      <Menu trigger={<IconButton icon={Ellipsis} label={t('action.more')} />}>
        <ConversationItems target={target} rows={rows} without={[archive, 'delete', read]} />
      </Menu>
    </div>
  )
})
