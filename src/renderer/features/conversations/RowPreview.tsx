import { t } from '#renderer/i18n/messages.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { Marked } from './Marked.tsx'

/** The newest words of the conversation; in the results of a search, where it was found if the row does not show it. */
export function RowPreview(props: { readonly row: ConversationRow; readonly words: readonly string[] }) {
  const { row, words } = props
  const { match } = row
  if (match !== undefined && match.field !== 'contact' && match.field !== 'preview' && match.excerpt !== '') {
    return (
      <span data-testid="row-match" className="min-w-0 flex-1 truncate text-ink-2">
        <span className="font-medium">{t(`match.${match.field}`)}: </span>
        <Marked text={match.excerpt} words={words} />
      </span>
    )
  }
  return (
    <span className="min-w-0 flex-1 truncate text-ink-2">
      {row.previewAuthor === 'contact' ? null : (
        <span>{row.previewAuthor === 'you' ? t('list.you') : t('list.assistant')} </span>
      )}
      <Marked text={row.preview} words={words} />
    </span>
  )
}
