import { OutgoingTag } from '#renderer/actions/OutgoingTag.tsx'
import { t } from '#renderer/i18n/messages.ts'
import { Tag } from '#renderer/ui/Tag.tsx'
import type { ConversationRow } from '#shared/conversation.ts'

/** The one tag that a row may have: what needs a person comes first. */
export function RowTag({ row }: { readonly row: ConversationRow }) {
  if (row.bounced) return <Tag tone="danger">{t('list.bounced')}</Tag>
  if (row.outgoing !== null) return <OutgoingTag outgoing={row.outgoing} />
  if (row.hasDraft) return <Tag tone="accent">{t('list.draft')}</Tag>
  if (row.ticket === null) return null
  return <Tag tone={row.ticket.status === 'open' ? 'warn' : 'quiet'}>{t(`ticket.${row.ticket.status}`)}</Tag>
}
