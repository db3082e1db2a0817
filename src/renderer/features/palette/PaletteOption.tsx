import { cx } from '#renderer/ui/cx.ts'
import { Keys } from '#renderer/ui/Keys.tsx'
import type { FoundItem } from './item.ts'

/** One line of the palette. The text field keeps the keyboard; a line only takes the pointer. */
export function PaletteOption(props: {
  readonly id: string
  readonly found: FoundItem
  readonly active: boolean
  readonly onPoint: () => void
  readonly onChoose: () => void
}) {
  const { item, places } = props.found
  const Icon = item.icon
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the text field has the focus (aria-activedescendant)
    <div
      role="option"
      id={props.id}
      aria-selected={props.active}
      onPointerMove={props.active ? undefined : props.onPoint}
      onClick={props.onChoose}
      className={cx(
        'flex h-[34px] items-center gap-2.5 rounded-sm px-2.5',
        props.active && 'bg-accent-soft text-accent-text',
      )}
    >
      <Icon
        size={15}
        strokeWidth={1.75}
        aria-hidden
        className={cx('shrink-0', props.active ? 'text-accent-text' : 'text-ink-2')}
      />
      <span className={cx('truncate', item.detail === undefined ? 'flex-1' : 'max-w-[60%] shrink-0')}>
        <Marked text={item.title} places={places} />
      </span>
      {item.detail === undefined ? null : (
        <span
          className={cx(
            'min-w-0 flex-1 truncate text-small',
            props.active ? 'text-accent-text' : 'text-ink-2',
          )}
        >
          {item.detail}
        </span>
      )}
      {item.keys === undefined ? null : (
        <span aria-hidden className="shrink-0">
          <Keys names={item.keys} />
        </span>
      )}
    </div>
  )
}

/** A text with the letters that were typed. */
function Marked(props: { readonly text: string; readonly places: ReadonlySet<number> }) {
  if (props.places.size === 0) return props.text
  const parts: { text: string; marked: boolean; offset: number }[] = []
  let offset = 0
  for (const letter of props.text) {
    const marked = props.places.has(offset)
    const last = parts.at(-1)
    if (last !== undefined && last.marked === marked) last.text += letter
    else parts.push({ text: letter, marked, offset })
    offset += letter.length
  }
  return parts.map(part =>
    part.marked ? (
      <b key={part.offset} className="font-semibold underline decoration-1 underline-offset-2">
        {part.text}
      </b>
    ) : (
      part.text
    ),
  )
}
