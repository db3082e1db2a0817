import { t } from '#renderer/i18n/messages.ts'
import { MenuCheck } from '#renderer/ui/Submenu.tsx'
import { TagDot } from '#renderer/ui/TagDot.tsx'
import type { ActionTarget } from '#shared/actions.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { useTagChecks } from './use-tag-checks.ts'

/** The tags as lines of a menu; those that all of the conversations have are ticked. */
export function TagItems(props: {
  readonly target: ActionTarget
  readonly rows: readonly ConversationRow[]
}) {
  const choices = useTagChecks(props.target, props.rows)
  if (choices.length === 0) return <p className="px-2 py-1.5 text-ink-2">{t('tags.none')}</p>
  return choices.map(tag => (
    <MenuCheck
      key={tag.keyword}
      label={tag.name}
      mark={<TagDot color={tag.color} />}
      checked={tag.checked}
      onChecked={tag.check}
    />
  ))
}
