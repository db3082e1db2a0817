import type { TagDefinition } from '#shared/actions.ts'
import { cx } from './cx.ts'
import { tagColors } from './tag-colors.ts'

/** A tag's colour. Its name stands beside it. */
export function TagDot({ color }: { readonly color: TagDefinition['color'] }) {
  return <span aria-hidden className={cx('size-2.5 shrink-0 rounded-full', tagColors[color].dot)} />
}

/** A tag as a small label. */
export function TagLabel({ tag }: { readonly tag: TagDefinition }) {
  return (
    <span
      className={cx(
        'inline-block max-w-[84px] shrink-0 truncate rounded-sm px-1.5 text-tiny leading-[18px]',
        tagColors[tag.color].label,
      )}
    >
      {tag.name}
    </span>
  )
}
