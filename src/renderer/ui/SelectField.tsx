import { Select } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useId } from 'react'
import { overlays } from './overlays.ts'

type Choice<Value extends string> = { readonly value: Value; readonly label: string }

/** A labelled choice of one among a few. */
export function SelectField<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onValue: (value: Value) => void
  readonly className?: string
  readonly hint?: string
}) {
  const hintId = useId()
  return (
    <div className={props.className}>
      <Select.Root
        items={props.choices}
        value={props.value}
        onValueChange={value => {
          if (value !== null) props.onValue(value)
        }}
      >
        <Select.Label className="mb-1 block text-small font-medium text-ink-2">{props.label}</Select.Label>
        <Select.Trigger
          aria-describedby={props.hint === undefined ? undefined : hintId}
          className="flex h-9 w-full items-center justify-between gap-2 rounded-control border border-line-strong bg-surface px-3 text-left text-ink hover:border-ink-3"
        >
          <Select.Value />
          <Select.Icon>
            <ChevronsUpDown size={14} strokeWidth={1.75} aria-hidden className="text-ink-2" />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal container={overlays}>
          <Select.Positioner className="z-50" sideOffset={4} alignItemWithTrigger={false}>
            <Select.Popup
              data-own-keys
              className="min-w-[var(--anchor-width)] rounded-control border border-line-strong bg-raised p-1 shadow-float outline-none"
            >
              {props.choices.map(choice => (
                <Select.Item
                  key={choice.value}
                  value={choice.value}
                  className="flex items-center gap-2 rounded-sm py-1.5 pr-3 pl-2 outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-text"
                >
                  <span className="grid size-4 place-items-center">
                    <Select.ItemIndicator>
                      <Check size={14} aria-hidden />
                    </Select.ItemIndicator>
                  </span>
                  <Select.ItemText>{choice.label}</Select.ItemText>
                </Select.Item>
              ))}
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
      {props.hint === undefined ? null : (
        <p id={hintId} className="mt-1 text-small text-ink-2">
          {props.hint}
        </p>
      )}
    </div>
  )
}
