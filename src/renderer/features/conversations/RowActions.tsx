import { Mail, MailOpen } from 'lucide-react'
import { useAsk } from '#renderer/api/mutations.ts'
import { t } from '#renderer/i18n/messages.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import type { ConversationRow } from '#shared/conversation.ts'

/** What can be done with the row under the pointer or the keyboard. Stands beside the list box, not inside a row. */
export function RowActions(props: { readonly row: ConversationRow; readonly topPx: number }) {
  const mark = useAsk('conversations/mark')
  const { row } = props
  const unread = row.unreadCount > 0
  return (
    <div
      role="toolbar"
      aria-label={t('list.rowActions', { name: row.contact.name })}
      className="absolute right-2.5 flex rounded-[10px] border border-line-strong bg-raised p-[3px] shadow-float"
      style={{ top: props.topPx }}
    >
      <IconButton
        icon={unread ? MailOpen : Mail}
        label={unread ? t('list.markRead') : t('list.markUnread')}
        className="size-[26px]"
        tooltipSide="top"
        onClick={() => mark.mutate({ ids: [row.id], read: unread })}
      />
    </div>
  )
}
