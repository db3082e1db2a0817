import { t } from '#renderer/i18n/messages.ts'
import { cx } from '#renderer/ui/cx.ts'
import type { SearchCompletion } from '#shared/search-completions.ts'

/** Ways to go on, under the search field. The field keeps the keyboard; a line only takes the pointer. */
export function CompletionList(props: {
  readonly id: string
  readonly optionId: (index: number) => string
  readonly items: readonly SearchCompletion[]
  readonly active: number
  readonly onChoose: (item: SearchCompletion) => void
}) {
  return (
    <div
      id={props.id}
      role="listbox"
      aria-label={t('search.completions')}
      className="absolute top-[calc(100%+4px)] left-0 z-30 w-max min-w-full rounded-control border border-line-strong bg-raised p-1 shadow-float"
    >
      {props.items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the text field has the focus (aria-activedescendant)
        <div
          key={item.insert}
          role="option"
          id={props.optionId(index)}
          aria-selected={index === props.active}
          // The field keeps the focus.
          onPointerDown={event => event.preventDefault()}
          onClick={() => props.onChoose(item)}
          className={cx(
            'flex items-baseline gap-3 rounded-sm px-2 py-1 hover:bg-hover',
            index === props.active && 'bg-accent-soft text-accent-text',
          )}
        >
          <span className="font-medium">{item.label}</span>
          {item.kind === 'operator' ? (
            <span
              className={cx('ml-auto text-small', index === props.active ? 'text-accent-text' : 'text-ink-2')}
            >
              {t(`search.operator.${item.operator}`)}
            </span>
          ) : null}
        </div>
      ))}
    </div>
  )
}
