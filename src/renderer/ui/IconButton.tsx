import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './cx.ts'
import { Tooltip } from './Tooltip.tsx'

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'children'> & {
  readonly label: string
  readonly icon: LucideIcon
  readonly shortcut?: string
  readonly pressed?: boolean
  readonly spinning?: boolean
  readonly tooltipSide?: 'top' | 'bottom' | 'left' | 'right'
}

/** A button that shows an icon; its name is told to assistive technology and on hover. */
export function IconButton(props: IconButtonProps) {
  const { label, icon: Icon, shortcut, pressed, spinning = false, tooltipSide, className, ...rest } = props
  return (
    <Tooltip
      label={label}
      {...(shortcut === undefined ? {} : { shortcut })}
      {...(tooltipSide === undefined ? {} : { side: tooltipSide })}
    >
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={cx(
          'inline-grid size-[30px] shrink-0 place-items-center rounded-control transition-colors disabled:opacity-50',
          pressed === true
            ? 'bg-accent-soft text-accent-text'
            : 'text-ink-2 hover:bg-sunken hover:text-ink data-popup-open:bg-sunken data-popup-open:text-ink',
          className,
        )}
        {...rest}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden className={cx(spinning && 'animate-spin')} />
      </button>
    </Tooltip>
  )
}
