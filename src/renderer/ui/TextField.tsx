import { type ComponentProps, useId } from 'react'
import { cx } from './cx.ts'

type TextFieldProps = Omit<ComponentProps<'input'>, 'id' | 'onChange'> & {
  readonly label: string
  readonly hint?: string
  readonly onText: (text: string) => void
}

/** A labelled line of text. */
export function TextField({ label, hint, onText, className, ...rest }: TextFieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-small font-medium text-ink-2">
        {label}
      </label>
      <input
        id={id}
        aria-describedby={hint === undefined ? undefined : hintId}
        spellCheck={false}
        onChange={event => onText(event.target.value)}
        className={cx(
          'select-content h-9 w-full rounded-control border border-line-strong bg-surface px-3 text-ink transition-colors',
          'hover:border-ink-3 focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-60',
        )}
        {...rest}
      />
      {hint === undefined ? null : (
        <p id={hintId} className="mt-1 text-small text-ink-2">
          {hint}
        </p>
      )}
    </div>
  )
}
