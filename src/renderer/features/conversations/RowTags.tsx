import { tagOfKeyword } from '#renderer/actions/tag-choices.ts'
import { t } from '#renderer/i18n/messages.ts'
import { TagDot, TagLabel } from '#renderer/ui/TagDot.tsx'
import type { TagDefinition } from '#shared/actions.ts'
import type { ConversationRow } from '#shared/conversation.ts'

const shownAtMost = 2

/** A conversation's tags as small labels, the first few by name; in compact rows as dots. */
export function RowTags(props: {
  readonly row: ConversationRow
  readonly tags: readonly TagDefinition[]
  readonly compact: boolean
}) {
  const { row, tags, compact } = props
  if (row.tags.length === 0) return null
  const all = row.tags.map(keyword => tagOfKeyword(tags, keyword))
  if (compact) {
    return (
      <span title={all.map(tag => tag.name).join(', ')} className="flex shrink-0 gap-0.5">
        {all.slice(0, shownAtMost).map(tag => (
          <TagDot key={tag.keyword} color={tag.color} />
        ))}
        <span className="sr-only">, {all.map(tag => tag.name).join(', ')},</span>
      </span>
    )
  }
  const rest = all.length - shownAtMost
  return (
    <span className="flex shrink-0 items-center gap-1">
      {all.slice(0, shownAtMost).map(tag => (
        <TagLabel key={tag.keyword} tag={tag} />
      ))}
      {rest > 0 ? (
        <span
          title={all
            .slice(shownAtMost)
            .map(tag => tag.name)
            .join(', ')}
          className="text-tiny text-ink-2"
        >
          <span aria-hidden>+{rest}</span>
          <span className="sr-only">{t('list.moreTags', { count: rest })}</span>
        </span>
      ) : null}
    </span>
  )
}
