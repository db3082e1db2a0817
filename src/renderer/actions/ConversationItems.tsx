import { t } from '#renderer/i18n/messages.ts'
import { keyHint } from '#renderer/stores/command-keys.ts'
import { MenuItem, MenuLine } from '#renderer/ui/Menu.tsx'
import { Submenu } from '#renderer/ui/Submenu.tsx'
import type { ActionTarget, ConversationAction } from '#shared/actions.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { actionLook } from './action-look.ts'
import { SnoozeItems } from './SnoozeItems.tsx'
import { TagItems } from './TagItems.tsx'
import { archiveOrBack, muteOrBack, readOrUnread } from './toggles.ts'
import { useAct } from './use-act.ts'

type Plain = Exclude<ConversationAction['kind'], 'snooze' | 'tag' | 'untag'>

/** Everything that can be done with conversations, as lines of a menu. */
export function ConversationItems(props: {
  readonly target: ActionTarget
  /** The rows that are known of the target. */
  readonly rows: readonly ConversationRow[]
  /** Offered elsewhere beside the menu. */
  readonly without?: readonly Plain[]
}) {
  const { target, rows, without = [] } = props
  const act = useAct()
  const item = (kind: Plain) =>
    without.includes(kind) ? null : (
      <MenuItem
        icon={actionLook[kind].icon}
        label={t(actionLook[kind].label)}
        shortcut={keyHint(actionLook[kind].command)}
        onSelect={() => void act(target, { kind })}
      />
    )
  return (
    <>
      {item(archiveOrBack(rows))}
      {item('delete')}
      <MenuLine />
      {item(readOrUnread(rows))}
      <Submenu icon={actionLook.snooze.icon} label={t('action.snooze')}>
        <SnoozeItems target={target} rows={rows} />
      </Submenu>
      {item(muteOrBack(rows))}
      <Submenu icon={actionLook.tag.icon} label={t('action.tag')}>
        <TagItems target={target} rows={rows} />
      </Submenu>
    </>
  )
}
