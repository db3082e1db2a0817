import { t } from '#renderer/i18n/messages.ts'
import { keyHint } from '#renderer/stores/command-keys.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Menu } from '#renderer/ui/Menu.tsx'
import type { ActionTarget } from '#shared/actions.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { actionLook } from './action-look.ts'
import { SnoozeItems } from './SnoozeItems.tsx'
import { TagItems } from './TagItems.tsx'
import { useAct } from './use-act.ts'

/** A button that does one action at once. */
export function ActionButton(props: {
  readonly kind: 'archive' | 'unarchive' | 'delete' | 'mark-read' | 'mark-unread'
  readonly target: ActionTarget
  /** A smaller one, whose name shows above it. */
  readonly small?: boolean
}) {
  const { kind, target } = props
  const act = useAct()
  return (
    <IconButton
      icon={actionLook[kind].icon}
      label={t(actionLook[kind].label)}
      shortcut={keyHint(actionLook[kind].command)}
      onClick={event => {
        // The second click of a double one would mean the conversation that took this one's place.
        if (event.detail < 2) void act(target, { kind })
      }}
      {...(props.small === true ? { className: 'size-[26px]', tooltipSide: 'top' } : {})}
    />
  )
}

/** A button with a menu: until when to snooze, or which tags. */
export function ActionMenuButton(props: {
  readonly kind: 'snooze' | 'tag'
  readonly target: ActionTarget
  /** The rows that are known of the target. */
  readonly rows: readonly ConversationRow[]
  readonly className?: string
}) {
  const { kind, target, rows, className } = props
  const Items = kind === 'snooze' ? SnoozeItems : TagItems
  return (
    <Menu
      trigger={
        <IconButton
          icon={actionLook[kind].icon}
          label={t(actionLook[kind].label)}
          shortcut={keyHint(actionLook[kind].command)}
          className={className}
        />
      }
    >
      <Items target={target} rows={rows} />
    </Menu>
  )
}
