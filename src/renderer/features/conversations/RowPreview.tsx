import { useExcerpt } from '#renderer/api/search.ts'
import { t } from '#renderer/i18n/messages.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import type { ExcerptParams, SearchMatch } from '#shared/search.ts'
import { highlights } from '#shared/search-highlights.ts'
import { aroundHit } from './around-hit.ts'
import { Marked } from './Marked.tsx'

type Props = { readonly row: ConversationRow; readonly words: readonly string[] }

/** The newest words of the conversation; in the results of a search, where it was found if the row does not show it. */
export function RowPreview({ row, words }: Props) {
  const later = row.match?.later
  if (later !== undefined) return <LaterPreview row={row} words={words} later={later} />
  return <Preview row={row} words={words} match={row.match} />
}

/** The newest words stand there until it is known where it was found. */
function LaterPreview({ later, ...props }: Props & { readonly later: ExcerptParams }) {
  return <Preview {...props} match={useExcerpt(later)} />
}

function Preview(props: Props & { readonly match: SearchMatch | undefined }) {
  const { row, words, match } = props
  const where = foundElsewhere(row, match, words)
  return (
    <span
      className="min-w-0 flex-1 truncate text-ink-2"
      data-testid={where === null ? undefined : 'row-match'}
    >
      {where === null ? (
        <Author row={row} />
      ) : (
        <span className="font-medium">{t(`match.${where.field}`)}: </span>
      )}
      <Marked text={aroundHit(where === null ? row.preview : where.excerpt, words)} words={words} />
    </span>
  )
}

/** Where a search found it, unless the row shows that by itself. */
function foundElsewhere(row: ConversationRow, match: SearchMatch | undefined, words: readonly string[]) {
  if (match === undefined || match.excerpt === '') return null
  if (match.field === 'contact' || match.field === 'preview') return null
  if (match.field === 'subject' && highlights(row.subject, words).length > 0) return null
  return { field: match.field, excerpt: match.excerpt }
}

function Author({ row }: { readonly row: ConversationRow }) {
  if (row.previewAuthor === 'contact') return null
  return <span>{row.previewAuthor === 'you' ? t('list.you') : t('list.assistant')} </span>
}
