import { actionLook } from '#renderer/actions/action-look.ts'
import { archiveOrBack } from '#renderer/actions/toggles.ts'
import { t } from '#renderer/i18n/messages.ts'
import { cx } from '#renderer/ui/cx.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import type { Swipe } from './use-swipe.ts'

/** What is seen under a row that is pushed aside: what letting go would do. */
export function SwipeGround(props: {
  readonly swipe: Swipe
  readonly row: ConversationRow | undefined
  readonly topPx: number
  readonly heightPx: number
}) {
  const { swipe, row } = props
  if (row === undefined) return null
  const look = actionLook[swipe.side === 'archive' ? archiveOrBack([row]) : 'snooze']
  const Icon = look.icon
  const toTheLeft = swipe.side === 'snooze'
  return (
    <div
      data-testid="swipe-ground"
      data-armed={swipe.armed}
      className={cx(
        'absolute inset-x-0 flex items-center gap-2 px-5 font-semibold transition-colors',
        toTheLeft && 'flex-row-reverse',
        !swipe.armed && 'bg-sunken text-ink-2',
        swipe.armed && (toTheLeft ? 'bg-warn-soft text-warn-text' : 'bg-accent text-on-accent'),
      )}
      style={{ top: props.topPx, height: props.heightPx }}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      {t(look.label)}
    </div>
  )
}
