import { Check } from 'lucide-react'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { cx } from '#renderer/ui/cx.ts'
import type { ConversationRow } from '#shared/conversation.ts'

/** The contact's letters; under the pointer, or while rows are being ticked, the box that ticks the row. */
export function RowAvatar(props: {
  readonly row: ConversationRow
  readonly name: string
  readonly compact: boolean
  readonly showsBox: boolean
  readonly ticked: boolean
  readonly ground: string
}) {
  const { row, compact, showsBox, ticked } = props
  const size = compact ? 32 : 36
  return (
    <span className="relative shrink-0" data-tick>
      <span className={cx(showsBox && 'invisible')}>
        <Avatar
          name={props.name}
          address={row.contact.address}
          size={size}
          source={row.source}
          badgeClassName={props.ground}
        />
      </span>
      {showsBox ? (
        // The list box tells ticked rows by aria-selected; keys tick with x and Space.
        <span aria-hidden data-testid="row-tick" className="absolute inset-0 grid place-items-center">
          <span
            className={cx(
              'grid size-[18px] place-items-center rounded-[5px] border-[1.5px]',
              ticked ? 'border-accent bg-accent text-on-accent' : 'border-ink-3 bg-surface',
            )}
          >
            {ticked ? <Check size={13} strokeWidth={2.5} /> : null}
          </span>
        </span>
      ) : null}
    </span>
  )
}
