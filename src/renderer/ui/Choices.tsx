import { useId } from 'react'

/** A question with a few answers side by side, of which one holds. */
export function Choices<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly onValue: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1.5 text-small font-medium text-ink-2">{props.label}</legend>
      <div className="inline-flex rounded-control border border-line bg-sunken p-[3px]">
        {props.choices.map(choice => (
          <label
            key={choice.value}
            className="rounded-[6px] px-3 py-1 text-ink-2 transition-colors hover:text-ink has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-checked:shadow-[0_1px_3px_var(--shadow)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={choice.value}
              checked={choice.value === props.value}
              onChange={() => props.onValue(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
