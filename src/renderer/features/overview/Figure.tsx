import type { ComponentProps, ReactNode } from 'react'

type FigureProps = Omit<ComponentProps<'button'>, 'name' | 'value' | 'children'> & {
  readonly name: string
  readonly value: string
  readonly note: ReactNode
}

/** One figure as a card that leads to what it counts. */
export function Figure({ name, value, note, ...rest }: FigureProps) {
  return (
    <button
      type="button"
      className="rounded-card border border-line bg-surface px-3.5 pt-3 pb-3.5 text-left transition-colors hover:border-line-strong hover:bg-hover data-popup-open:border-line-strong data-popup-open:bg-hover"
      {...rest}
    >
      <span className="block truncate text-small text-ink-2">{name}</span>
      <span className="mt-1 block truncate text-figure weight-figure tracking-[-0.01em] tabular-nums">
        {value}
      </span>
      <span className="mt-1.5 block truncate text-[11.5px] leading-4 text-ink-2">{note}</span>
    </button>
  )
}
