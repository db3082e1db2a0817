import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const tones = {
  quiet: 'bg-sunken text-ink-2',
  warn: 'bg-warn-soft text-warn-text',
  danger: 'bg-danger-soft text-danger',
  accent: 'bg-accent-soft text-accent-text',
} as const

/** A word or figure on a soft ground. */
export function Tag(props: { readonly tone?: keyof typeof tones; readonly children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-block shrink-0 rounded-sm px-1.5 text-tiny leading-[18px] whitespace-nowrap tabular-nums',
        tones[props.tone ?? 'quiet'],
      )}
    >
      {props.children}
    </span>
  )
}
