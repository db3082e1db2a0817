import { CalendarClock } from 'lucide-react'
import { formatComingTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { usePickers } from '#renderer/stores/pickers.ts'
import { MenuItem, MenuLine } from '#renderer/ui/Menu.tsx'
import type { ActionTarget } from '#shared/actions.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { actionLook } from './action-look.ts'
import { snoozeTimes } from './snooze-times.ts'
import { useAct } from './use-act.ts'

/** Until when to snooze, as lines of a menu; what is snoozed can come back at once. */
export function SnoozeItems(props: {
  readonly target: ActionTarget
  readonly rows: readonly ConversationRow[]
}) {
  const { target, rows } = props
  const act = useAct()
  const now = Date.now()
  return (
    <>
      {rows.some(row => row.snoozedUntil !== null) ? (
        <>
          <MenuItem
            icon={actionLook.unsnooze.icon}
            label={t('action.unsnooze')}
            onSelect={() => void act(target, { kind: 'unsnooze' })}
          />
          <MenuLine />
        </>
      ) : null}
      {snoozeTimes(now).map(({ id, at }) => (
        <MenuItem
          key={id}
          icon={actionLook.snooze.icon}
          label={t(`snooze.${id}`)}
          shortcut={formatComingTime(at, now)}
          onSelect={() => void act(target, { kind: 'snooze', until: at })}
        />
      ))}
      <MenuItem
        icon={CalendarClock}
        label={t('snooze.pick')}
        onSelect={() => usePickers.getState().open({ kind: 'snooze', target })}
      />
    </>
  )
}
