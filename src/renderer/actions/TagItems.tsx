import { useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { MenuCheck } from '#renderer/ui/Submenu.tsx'
import { TagDot } from '#renderer/ui/TagDot.tsx'
import type { ActionTarget } from '#shared/actions.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { hasTag, tagChoices } from './tag-choices.ts'
import { useAct } from './use-act.ts'

/** The tags as lines of a menu; those that all of the conversations have are ticked. */
export function TagItems(props: {
  readonly target: ActionTarget
  readonly rows: readonly ConversationRow[]
}) {
  const { target, rows } = props
  const act = useAct()
  const choices = tagChoices(useSettings().tags, rows)
  if (choices.length === 0) return <p className="px-2 py-1.5 text-ink-2">{t('tags.none')}</p>
  return choices.map(tag => (
    <MenuCheck
      key={tag.keyword}
      label={tag.name}
      mark={<TagDot color={tag.color} />}
      checked={rows.length > 0 && rows.every(row => hasTag(row, tag.keyword))}
      onChecked={on => void act(target, { kind: on ? 'tag' : 'untag', keyword: tag.keyword })}
    />
  ))
}
