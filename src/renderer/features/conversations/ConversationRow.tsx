import { Paperclip } from 'lucide-react'
import { memo } from 'react'
import { formatRowTime } from '#renderer/i18n/format-time.ts'
import { t } from '#renderer/i18n/messages.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { cx } from '#renderer/ui/cx.ts'
import { shownName } from '#renderer/ui/shown-name.ts'
import type { ConversationRow as Row } from '#shared/conversation.ts'
import { RowTag } from './RowTag.tsx'

type Props = {
  readonly row: Row
  readonly elementId: string
  readonly index: number
  readonly count: number
  readonly offsetPx: number
  readonly heightPx: number
  readonly compact: boolean
  readonly selected: boolean
  readonly atCursor: boolean
  readonly hovered: boolean
  readonly now: number
  readonly onOpen: (id: string) => void
  readonly onPoint: (id: string) => void
  readonly onPress: (id: string) => void
}

/** One conversation of the list. Drawn again only when its row or its state changed. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { row, compact } = props
  const unread = row.unreadCount > 0
  const name = shownName(row.contact.name, row.contact.address).name || t('list.unknownSender')
  const subject = row.subject === '' ? t('list.noSubject') : row.subject

  return (
    // The list box holds the focus and the keys (aria-activedescendant); an option only takes the pointer.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      role="option"
      id={props.elementId}
      data-testid="conversation-row"
      data-conversation-id={row.id}
      data-unread={unread}
      aria-selected={props.selected}
      aria-posinset={props.index + 1}
      aria-setsize={props.count}
      onClick={() => props.onOpen(row.id)}
      onPointerDown={() => props.onPress(row.id)}
      onPointerEnter={() => props.onPoint(row.id)}
      className={cx(
        'absolute top-0 left-0 flex w-full contain-strict items-start gap-[11px] border-b border-line px-3.5',
        compact ? 'pt-2' : 'pt-2.5',
        props.selected ? 'bg-accent-softer' : props.hovered ? 'bg-hover' : 'bg-surface',
        props.selected && 'shadow-[inset_3px_0_0_var(--accent)]',
        props.atCursor && 'group-focus-visible/list:outline-2 outline-accent -outline-offset-2',
      )}
      style={{ height: props.heightPx, transform: `translateY(${props.offsetPx}px)` }}
    >
      <Avatar
        name={name}
        address={row.contact.address}
        size={compact ? 32 : 36}
        source={row.source}
        badgeClassName={props.selected ? 'bg-accent-softer' : props.hovered ? 'bg-hover' : 'bg-surface'}
      />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <span className={cx('min-w-0 truncate', unread ? 'weight-pane' : 'font-medium')}>{name}</span>
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
            {subject}
          </span>
          {compact ? <Preview row={row} /> : null}
          <span className="ml-auto flex shrink-0 items-center gap-1.5 pl-1">
            {row.hasAttachment ? (
              <>
                <Paperclip size={13} strokeWidth={1.75} aria-hidden className="text-ink-3" />
                <span className="sr-only">, {t('list.rowAttachment')},</span>
              </>
            ) : null}
            <RowTag row={row} />
          </span>
        </div>
        {compact ? null : (
          <div className="flex">
            <Preview row={row} />
          </div>
        )}
        <span className="sr-only">, {t(`source.${row.source}`)}</span>
      </div>
    </div>
  )
})

function Preview({ row }: { readonly row: Row }) {
  return (
    <span className="min-w-0 flex-1 truncate text-ink-2">
      {row.previewAuthor === 'contact' ? null : (
        <span>{row.previewAuthor === 'you' ? t('list.you') : t('list.assistant')} </span>
      )}
      {row.preview}
    </span>
  )
}
