import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const tones = {
  quiet: 'bg-sunken text-ink-2',
  warn: 'bg-warn-soft text-warn-text',
  danger: 'bg-danger-soft text-danger',
} as const

/** A quiet bar with one sentence and, at its end, the next step. */
export function Banner(props: {
  readonly icon: LucideIcon
  readonly tone?: keyof typeof tones
  readonly children: ReactNode
  readonly action?: ReactNode
  readonly className?: string
  readonly live?: boolean
}) {
  const Icon = props.icon
  return (
    <div
      role={props.live === true ? 'status' : undefined}
      className={cx(
        'flex min-h-8 items-center gap-2.5 px-3 py-1.5 text-small',
        tones[props.tone ?? 'quiet'],
        props.className,
      )}
    >
      <Icon size={15} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <div className="min-w-0 flex-1">{props.children}</div>
      {props.action}
    </div>
  )
}
