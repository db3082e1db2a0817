import type { RefObject } from 'react'
import { useLayoutEffect, useRef } from 'react'
import { ActionButton } from '#renderer/actions/ActionButton.tsx'
import { actionLook } from '#renderer/actions/action-look.ts'
import { archiveOrBack, readOrUnread } from '#renderer/actions/toggles.ts'
import { t } from '#renderer/i18n/messages.ts'
import { keyHint } from '#renderer/stores/command-keys.ts'
import { useHoveredRow } from '#renderer/stores/hovered-row.ts'
import { focusList } from '#renderer/stores/list-walk.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { hasTicked, useSelection } from '#renderer/stores/selection.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { shownName } from '#renderer/ui/shown-name.ts'
import type { ConversationRow } from '#shared/conversation.ts'

type Props = {
  readonly rows: readonly ConversationRow[]
  readonly heightPx: number
  /** Opens the times to snooze until, below this element. */
  readonly onSnooze: (row: ConversationRow, below: Element) => void
}

/** What can be done with the row under the pointer or the keyboard. Stands beside the list box, not inside a row. */
export function RowActions({ rows, heightPx, onSnooze }: Props) {
  const hoveredId = useHoveredRow(state => state.id)
  const focused = useHoveredRow(state => state.focused)
  const cursorId = useNavigation(state => state.cursorId)
  const ticking = useSelection(hasTicked)
  const id = hoveredId ?? (focused ? cursorId : null)
  const index = id === null || ticking ? -1 : rows.findIndex(row => row.id === id)
  const row = rows[index]
  return row === undefined ? null : (
    <Toolbar key={row.id} row={row} topPx={(index + 1) * heightPx - 38} onSnooze={onSnooze} />
  )
}

function Toolbar(props: {
  readonly row: ConversationRow
  readonly topPx: number
  readonly onSnooze: Props['onSnooze']
}) {
  const { row, onSnooze } = props
  const ref = useRef<HTMLDivElement>(null)
  useFocusBack(ref)
  const target = { ids: [row.id] }
  return (
    <div
      ref={ref}
      role="toolbar"
      aria-label={t('list.rowActions', { name: shownName(row.contact.name, row.contact.address).name })}
      className="absolute right-2.5 flex rounded-[10px] border border-line-strong bg-raised p-[3px] shadow-float"
      style={{ top: props.topPx }}
    >
      <ActionButton small kind={archiveOrBack([row])} target={target} />
      <ActionButton small kind="delete" target={target} />
      <ActionButton small kind={readOrUnread([row])} target={target} />
      <IconButton
        icon={actionLook.snooze.icon}
        label={t('action.snooze')}
        shortcut={keyHint('snooze')}
        aria-haspopup="menu"
        className="size-[26px]"
        tooltipSide="top"
        onClick={event => onSnooze(row, event.currentTarget)}
      />
    </div>
  )
}

/** When the buttons go away while one of them has the keyboard, the list gets it. */
function useFocusBack(ref: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = ref.current
    return () => {
      if (element?.contains(document.activeElement)) focusList()
    }
  }, [ref])
}
