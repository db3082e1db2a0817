import { Tag } from 'lucide-react'
import { useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useListFilter } from '#renderer/stores/list-filter.ts'
import { MenuChoices } from '#renderer/ui/Menu.tsx'
import { Submenu } from '#renderer/ui/Submenu.tsx'
import { TagDot } from '#renderer/ui/TagDot.tsx'

const noChoice = 'any'

/** The tags, to narrow the list to one of them. */
export function TagFilter() {
  const chosen = useListFilter(state => state.tag)
  const change = useListFilter(state => state.change)
  const { tags } = useSettings()
  if (tags.length === 0) return null
  return (
    <Submenu label={t('list.filterTag')} icon={Tag}>
      <MenuChoices
        label={t('list.filterTag')}
        value={chosen ?? noChoice}
        choices={[
          { value: noChoice, label: t('list.any') },
          ...tags.map(tag => ({
            value: tag.keyword,
            label: tag.name,
            mark: <TagDot color={tag.color} />,
          })),
        ]}
        onValue={value => change({ tag: value === noChoice ? null : value })}
      />
    </Submenu>
  )
}
