import { tagOfKeyword } from '#renderer/actions/tag-choices.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { formatComingTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useMinute } from '#renderer/stores/minute.ts'
import { Tag } from '#renderer/ui/Tag.tsx'
import { TagLabel } from '#renderer/ui/TagDot.tsx'
import type { ConversationRow } from '#shared/conversation.ts'

/** What holds for the open conversation, in words: where it is, until when, and its tags. */
export function ThreadMarks({ row }: { readonly row: ConversationRow }) {
  const { tags } = useSettings()
  const now = useMinute()
  return (
    <span data-testid="thread-marks" className="flex shrink-0 items-center gap-1 empty:hidden">
      {row.archived ? <Tag>{t('overview.archived')}</Tag> : null}
      {row.snoozedUntil === null ? null : (
        <Tag>{t('list.snoozedUntil', { time: formatComingTime(row.snoozedUntil, now) })}</Tag>
      )}
      {row.muted ? <Tag>{t('list.muted')}</Tag> : null}
      {row.hereOnly ? <Tag tone="warn">{t('list.hereOnly')}</Tag> : null}
      {row.tags.map(keyword => (
        <TagLabel key={keyword} tag={tagOfKeyword(tags, keyword)} />
      ))}
    </span>
  )
}
