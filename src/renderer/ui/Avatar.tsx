import type { Source } from '#shared/conversation.ts'
import { avatarColorOf } from './avatar-color.ts'
import { cx } from './cx.ts'
import { initialsOf } from './initials.ts'
import { SourceIcon } from './SourceIcon.tsx'

const sizes = {
  28: 'size-7 text-[11px]',
  32: 'size-8 text-[12px]',
  36: 'size-9 text-[13px]',
} as const

/** Letters on a muted ground, with the source's badge where one is given. Decoration: the name stands beside it. */
export function Avatar(props: {
  readonly name: string
  readonly address: string | null
  readonly size: keyof typeof sizes
  readonly letters?: string
  readonly source?: Source
  readonly badgeClassName?: string
}) {
  const background = avatarColorOf((props.name === '' ? (props.address ?? '') : props.name).toLowerCase())
  return (
    <span aria-hidden className="relative block h-fit shrink-0">
      <span
        className={cx('grid place-items-center rounded-full font-semibold text-white', sizes[props.size])}
        style={{ background }}
      >
        {props.letters ?? initialsOf(props.name, props.address)}
      </span>
      {props.source === undefined ? null : (
        <span
          className={cx(
            'absolute -right-[3px] -bottom-[3px] grid size-4 place-items-center rounded-full',
            props.badgeClassName ?? 'bg-surface',
          )}
        >
          <SourceIcon source={props.source} size={11} />
        </span>
      )}
    </span>
  )
}
