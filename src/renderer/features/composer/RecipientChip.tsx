import { TriangleAlert, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { cx } from '#renderer/ui/cx.ts'
import { Tooltip } from '#renderer/ui/Tooltip.tsx'
import { displayName, type EmailAddress, isSendable } from '#shared/address.ts'

/** One recipient. The keyboard reaches it from the line beside it; Delete and Backspace take it out. */
export function RecipientChip(props: {
  readonly value: EmailAddress
  readonly onRemove: () => void
  /** Moves the keyboard to the neighbour, -1 or 1. */
  readonly onStep: (by: -1 | 1) => void
}) {
  const { value } = props
  const name = displayName(value)
  const valid = isSendable(value.address)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' || event.key === 'Delete') props.onRemove()
    else if (event.key === 'ArrowLeft') props.onStep(-1)
    else if (event.key === 'ArrowRight' || event.key === 'Escape') props.onStep(1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <li
      className={cx(
        'flex h-6 max-w-[260px] items-center rounded-[6px] border pl-2',
        valid ? 'border-line bg-sunken' : 'border-danger bg-danger-soft text-danger',
      )}
    >
      {valid ? null : <TriangleAlert size={13} strokeWidth={1.75} aria-hidden className="mr-1 shrink-0" />}
      <Tooltip label={valid ? value.address : t('compose.badAddress', { address: value.address })}>
        <button
          type="button"
          data-chip
          tabIndex={-1}
          aria-label={
            valid
              ? t('compose.removeRecipient', { name, address: value.address })
              : t('compose.removeBad', { address: value.address })
          }
          onClick={props.onRemove}
          onKeyDown={onKeyDown}
          className="flex h-full min-w-0 items-center gap-1 rounded-[6px] pr-1.5"
        >
          <span className="truncate">{name}</span>
          <X size={12} strokeWidth={2} aria-hidden className="shrink-0 opacity-70" />
        </button>
      </Tooltip>
    </li>
  )
}
