import { t } from '#renderer/i18n/messages.ts'
import { cx } from '#renderer/ui/cx.ts'
import { displayName, type EmailAddress } from '#shared/address.ts'

/** The element of a completion, for `aria-activedescendant`. */
export const optionId = (fieldId: string, index: number): string => `${fieldId}-option-${index}`

/** People whose name or address begins with what was typed. */
export function CompletionList(props: {
  readonly id: string
  readonly found: readonly EmailAddress[]
  readonly active: number
  readonly onChoose: (one: EmailAddress) => void
}) {
  return (
    <div
      role="listbox"
      id={`${props.id}-list`}
      aria-label={t('compose.completions')}
      className="absolute top-full left-0 z-30 mt-1 w-[min(380px,100%)] rounded-control border border-line-strong bg-raised p-1 shadow-float"
    >
      {props.found.map((one, index) => {
        const name = displayName(one)
        return (
          // The line above has the keyboard (aria-activedescendant); an option only takes the pointer.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={one.address}
            role="option"
            id={optionId(props.id, index)}
            aria-selected={index === props.active}
            onPointerDown={event => event.preventDefault()}
            onClick={() => props.onChoose(one)}
            className={cx(
              'flex items-baseline gap-2 rounded-sm px-2 py-1.5',
              index === props.active && 'bg-accent-soft text-accent-text',
            )}
          >
            <span className="min-w-0 shrink truncate font-medium">{name}</span>
            {name === one.address ? null : (
              <span className="min-w-0 flex-1 truncate text-small text-ink-2">{one.address}</span>
            )}
          </div>
        )
      })}
    </div>
  )
}
