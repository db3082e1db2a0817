import { Trash2 } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { cx } from '#renderer/ui/cx.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Menu, MenuChoices } from '#renderer/ui/Menu.tsx'
import { tagColors } from '#renderer/ui/tag-colors.ts'
import type { TagDefinition } from '#shared/actions.ts'

const colors = Object.keys(tagColors) as readonly TagDefinition['color'][]

/** One tag: its colour, its name (kept with Enter or by leaving the field; Escape takes it back), and the way out. */
export function TagRow(props: {
  readonly tag: TagDefinition
  /** Names that other tags have. */
  readonly taken: readonly string[]
  readonly onChange: (changes: Partial<TagDefinition>) => void
  readonly onRemove: () => void
}) {
  const { tag, taken, onChange } = props
  const [draft, setDraft] = useState<string | null>(null)
  const keep = () => {
    const name = draft?.trim() ?? ''
    setDraft(null)
    const isFree = !taken.some(each => each.toLowerCase() === name.toLowerCase())
    if (name !== '' && name !== tag.name && isFree) onChange({ name })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') keep()
    else if (event.key === 'Escape') setDraft(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <li className="flex h-11 items-center gap-2 border-b border-line last:border-0">
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            aria-label={t('tagSettings.colorOf', { name: tag.name, color: t(`tagColor.${tag.color}`) })}
            className="grid size-[30px] place-items-center rounded-control hover:bg-sunken data-popup-open:bg-sunken"
          >
            <Dot color={tag.color} />
          </button>
        }
      >
        <MenuChoices
          label={t('tagSettings.color')}
          value={tag.color}
          choices={colors.map(color => ({
            value: color,
            label: t(`tagColor.${color}`),
            mark: <Dot color={color} />,
          }))}
          onValue={color => onChange({ color })}
        />
      </Menu>
      <input
        aria-label={t('tagSettings.name', { name: tag.name })}
        maxLength={60}
        spellCheck={false}
        value={draft ?? tag.name}
        onChange={event => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={onKeyDown}
        className="select-content h-8 min-w-0 flex-1 rounded-control border border-transparent bg-transparent px-2 text-ink hover:border-line-strong focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0"
      />
      <span className="select-content max-w-[180px] truncate text-small text-ink-2">{tag.keyword}</span>
      <IconButton
        icon={Trash2}
        label={t('tagSettings.remove', { name: tag.name })}
        onClick={props.onRemove}
      />
    </li>
  )
}

function Dot({ color }: { readonly color: TagDefinition['color'] }) {
  return <span aria-hidden className={cx('size-3 rounded-full', tagColors[color].dot)} />
}
