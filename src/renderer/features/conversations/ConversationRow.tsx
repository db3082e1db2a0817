import { memo } from 'react'
import { formatRowTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { hoverRow } from '#renderer/stores/hovered-row.ts'
import { useRowState } from '#renderer/stores/row-state.ts'
import { cx } from '#renderer/ui/cx.ts'
import { shownName } from '#renderer/ui/shown-name.ts'
import type { TagDefinition } from '#shared/actions.ts'
import type { ConversationRow as Row } from '#shared/conversation.ts'
import { Marked } from './Marked.tsx'
import { RowAvatar } from './RowAvatar.tsx'
import { RowMarks } from './RowMarks.tsx'
import { RowPreview } from './RowPreview.tsx'
import { RowTags } from './RowTags.tsx'
import { clickRow, rowElementId } from './row-pointer.ts'

type Props = {
  readonly row: Row
  readonly index: number
  /** -1 while the list goes on beyond what was read. */
  readonly count: number
  readonly offsetPx: number
  readonly heightPx: number
  readonly compact: boolean
  readonly now: number
  readonly tags: readonly TagDefinition[]
  /** Words of the search, to be marked. */
  readonly words: readonly string[]
  readonly onPress: (id: string) => void
}

/** One conversation of the list. Drawn again only when it, its place or its own state changed. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { row, compact, words } = props
  const { open: isOpen, atCursor, hovered, ticked, ticking } = useRowState(row.id)
  const unread = row.unreadCount > 0
  const name = shownName(row.contact.name, row.contact.address).name || t('list.unknownSender')
  const subject = row.subject === '' ? t('list.noSubject') : row.subject
  const ground = ticked ? 'bg-accent-soft' : isOpen ? 'bg-accent-softer' : hovered ? 'bg-hover' : 'bg-surface'

  return (
    // The list box holds the focus and the keys (aria-activedescendant); an option only takes the pointer.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      role="option"
      id={rowElementId(row.id)}
      data-testid="conversation-row"
      data-conversation-id={row.id}
      data-unread={unread}
      data-ticked={ticked}
      aria-selected={ticking ? ticked : isOpen}
      aria-posinset={props.index + 1}
      aria-setsize={props.count}
      onClick={event => clickRow(event, row.id)}
      onPointerDown={() => props.onPress(row.id)}
      onPointerEnter={() => hoverRow(row.id)}
      className={cx(
        'absolute top-0 left-0 flex w-full contain-strict items-start gap-[11px] border-b border-line px-3.5',
        compact ? 'pt-2' : 'pt-2.5',
        ground,
        isOpen && 'shadow-[inset_3px_0_0_var(--accent)]',
        atCursor && 'group-focus-visible/list:outline-2 outline-accent -outline-offset-2',
      )}
      style={{ height: props.heightPx, translate: `0 ${props.offsetPx}px` }}
    >
      <RowAvatar
        row={row}
        name={name}
        compact={compact}
        showsBox={hovered || ticking}
        ticked={ticked}
        ground={ground}
      />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <span className={cx('min-w-0 truncate', unread ? 'weight-pane' : 'font-medium')}>
            <Marked text={name} words={words} />
          </span>
          {unread ? (
            <>
              <span aria-hidden className="-ml-0.5 size-[7px] shrink-0 rounded-full bg-accent" />
              <span className="sr-only">, {t('list.rowUnread')},</span>
            </>
          ) : null}
          <time
            dateTime={new Date(row.lastAt).toISOString()}
            className={cx(
              'ml-auto shrink-0 pl-1 text-[11.5px] tabular-nums',
              unread ? 'font-semibold text-accent-text' : 'text-ink-2',
            )}
          >
            {formatRowTime(row.lastAt, props.now)}
          </time>
        </div>
        <div className="flex items-center gap-2">
          <span className={cx('min-w-0 truncate', unread && 'weight-pane', compact && 'shrink-[0.4]')}>
            <Marked text={subject} words={words} />
          </span>
          {compact ? <RowPreview row={row} words={words} /> : null}
          {compact ? <RowTags row={row} tags={props.tags} compact /> : null}
          <RowMarks row={row} now={props.now} />
        </div>
        {compact ? null : (
          <div className="flex items-center gap-2">
            <RowPreview row={row} words={words} />
            <RowTags row={row} tags={props.tags} compact={false} />
          </div>
        )}
        <span className="sr-only">, {t(`source.${row.source}`)}</span>
      </div>
    </div>
  )
})
