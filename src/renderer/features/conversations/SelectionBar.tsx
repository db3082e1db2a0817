import { Ellipsis, X } from 'lucide-react'
import { ActionButton, ActionMenuButton } from '#renderer/actions/ActionButton.tsx'
import { ConversationItems } from '#renderer/actions/ConversationItems.tsx'
import { archiveOrBack, readOrUnread } from '#renderer/actions/toggles.ts'
import { formatCount } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { keyHint } from '#renderer/stores/command-keys.ts'
import { focusList, rowsOfTarget, useListWalk } from '#renderer/stores/list-walk.ts'
import { tickedTarget, useSelection } from '#renderer/stores/selection.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { Menu } from '#renderer/ui/Menu.tsx'
import type { ConversationFilter } from '#shared/conversation.ts'
import { useMatchCount } from './use-match-count.ts'

/** In a narrow list there is room for the count and the first actions; the menu has them all. */
const inWideList = '@max-[300px]:hidden'

/** Stands in place of the list's header while conversations are ticked: how many, and what to do with them. */
export function SelectionBar({ filter }: { readonly filter: ConversationFilter }) {
  const selection = useSelection()
  const found = useMatchCount(filter)
  // Which actions make sense follows the rows.
  useListWalk(state => state.rows)
  const target = tickedTarget(selection)
  if (target === null) return null
  const rows = rowsOfTarget(target)
  const all = selection.all !== null
  const count = all ? (found === undefined ? null : found.count - selection.ids.size) : selection.ids.size
  const beyond = found?.more === true ? '+' : ''
  const clear = () => {
    selection.clear()
    focusList()
  }
  return (
    <section aria-label={t('select.bar')} data-testid="selection-bar" className="@container">
      <div className="flex h-[30px] items-center gap-0.5">
        <IconButton
          icon={X}
          label={t('select.clear')}
          shortcut={keyHint('select-none')}
          className="-ml-1.5"
          onClick={clear}
        />
        <p aria-live="polite" className="min-w-0 flex-1 truncate text-pane weight-pane tabular-nums">
          {count === null ? '' : t('select.count', { count: `${formatCount(count)}${all ? beyond : ''}` })}
        </p>
        <ActionButton kind={archiveOrBack(rows)} target={target} />
        <ActionButton kind="delete" target={target} />
        <ActionButton kind={readOrUnread(rows)} target={target} />
        <ActionMenuButton kind="snooze" target={target} rows={rows} className={inWideList} />
        <ActionMenuButton kind="tag" target={target} rows={rows} className={inWideList} />
        <Menu trigger={<IconButton icon={Ellipsis} label={t('action.more')} />}>
          <ConversationItems target={target} rows={rows} />
        </Menu>
      </div>
      <p className="mt-2.5 flex h-8 items-center rounded-control bg-accent-soft px-3 text-accent-text">
        {all ? (
          t('select.allIsOn')
        ) : (
          <Button look="link" onClick={() => selection.selectAll(filter)}>
            {t('select.all', { count: found === undefined ? '' : `${formatCount(found.count)}${beyond}` })}
          </Button>
        )}
      </p>
    </section>
  )
}
