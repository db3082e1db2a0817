import { ListChecks, SquareArrowOutUpRight } from 'lucide-react'
import { ConversationItems } from '#renderer/actions/ConversationItems.tsx'
import { SnoozeItems } from '#renderer/actions/SnoozeItems.tsx'
import { t } from '#renderer/i18n/messages.ts'
import { keyHint } from '#renderer/stores/command-keys.ts'
import { rowsOfTarget } from '#renderer/stores/list-walk.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { isTicked, tickedTarget, useSelection } from '#renderer/stores/selection.ts'
import { MenuItem, MenuLine } from '#renderer/ui/Menu.tsx'
import { type Point, PointMenu } from '#renderer/ui/PointMenu.tsx'
import { shownName } from '#renderer/ui/shown-name.ts'
import type { ConversationRow } from '#shared/conversation.ts'

/** The menu of a row while it is open: everything, or only until when to snooze. */
export type OpenRowMenu = {
  readonly kind: 'all' | 'snooze'
  readonly row: ConversationRow
  readonly at: Point
}

/** The menu of a row. On one of several ticked rows it is the menu of them all. */
export function RowMenu(props: {
  readonly menu: OpenRowMenu | null
  readonly onClose: () => void
  readonly focusAfter: () => HTMLElement | null
}) {
  const { menu } = props
  return (
    <PointMenu
      at={menu?.at ?? null}
      label={menu === null ? '' : t('list.rowActions', { name: nameOf(menu.row) })}
      onClose={props.onClose}
      focusAfter={props.focusAfter}
    >
      {menu === null ? null : <Items kind={menu.kind} row={menu.row} />}
    </PointMenu>
  )
}

function Items({ kind, row }: { readonly kind: OpenRowMenu['kind']; readonly row: ConversationRow }) {
  const selection = useSelection()
  const open = useNavigation(state => state.open)
  const ticked = isTicked(selection, row.id)
  const target = (ticked ? tickedTarget(selection) : null) ?? { ids: [row.id] }
  const rows = ticked ? rowsOfTarget(target) : [row]
  if (kind === 'snooze') return <SnoozeItems target={target} rows={rows} />
  return (
    <>
      <MenuItem
        icon={SquareArrowOutUpRight}
        label={t('action.open')}
        shortcut={keyHint('open')}
        onSelect={() => open(row.id, true)}
      />
      <MenuItem
        icon={ListChecks}
        label={ticked ? t('action.unselect') : t('action.select')}
        shortcut={keyHint('select')}
        onSelect={() => selection.toggle(row.id)}
      />
      <MenuLine />
      <ConversationItems target={target} rows={rows} />
    </>
  )
}

const nameOf = (row: ConversationRow) => shownName(row.contact.name, row.contact.address).name
