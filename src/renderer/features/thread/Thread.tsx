import { t } from '#renderer/i18n/messages.ts'
import type { Conversation, ConversationRow } from '#shared/conversation.ts'
import { ThreadEmails } from './ThreadEmails.tsx'
import { ThreadHeader } from './ThreadHeader.tsx'
import { useOpenEmails } from './use-open-emails.ts'

/**
 * The conversation in the right panel. Its header stands with the click, drawn from the list's row while the emails are
 * being read, and stays the same one from one conversation to the next.
 */
export function Thread(props: {
  readonly row: ConversationRow
  /** Undefined until it is here. */
  readonly conversation: Conversation | undefined
}) {
  const { row, conversation } = props
  const open = useOpenEmails(conversation)
  return (
    <section
      aria-label={t('thread.label')}
      aria-busy={conversation === undefined}
      className="flex h-full min-h-0 flex-col"
    >
      <ThreadHeader
        row={row}
        allOpen={open?.allOpen ?? false}
        onToggleAll={
          conversation !== undefined && conversation.emails.length > 1 ? (open?.toggleAll ?? null) : null
        }
      />
      {conversation === undefined || open === null ? null : (
        <ThreadEmails key={conversation.row.id} conversation={conversation} open={open} />
      )}
    </section>
  )
}
