import type { ComponentProps } from 'react'
import { cx } from './cx.ts'

const looks = {
  primary: 'font-semibold bg-accent text-on-accent hover:bg-accent-hover',
  soft: 'font-semibold bg-accent-soft text-accent-text hover:brightness-[0.97] dark:hover:brightness-110',
  outline: 'font-medium border border-line-strong bg-surface text-ink hover:bg-hover',
  ghost: 'font-medium text-ink-2 hover:bg-sunken hover:text-ink',
  link: 'font-semibold text-accent-text hover:underline underline-offset-2',
  danger: 'font-semibold bg-danger-soft text-danger hover:brightness-[0.97]',
} as const

export type ButtonLook = keyof typeof looks

type ButtonProps = ComponentProps<'button'> & { readonly look?: ButtonLook; readonly small?: boolean }

/** The one push button. Say what it does in its text. */
export function Button({ look = 'outline', small = false, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={cx(
        'inline-flex shrink-0 items-center justify-center gap-2 rounded-control whitespace-nowrap transition-colors disabled:opacity-55',
        look === 'link' ? 'px-0' : small ? 'h-7 px-3 text-small' : 'h-8 px-3',
        looks[look],
        className,
      )}
      {...rest}
    />
  )
}
