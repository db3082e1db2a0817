import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { VisibleRows } from '#renderer/api/conversation-list.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { t } from '#renderer/i18n/messages.ts'
import { hoverRow, showListFocus } from '#renderer/stores/hovered-row.ts'
import { useMinute } from '#renderer/stores/minute.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { ScrollArea } from '#renderer/ui/ScrollArea.tsx'
import type { ConversationRow as Row } from '#shared/conversation.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { CursorFollower } from './CursorFollower.tsx'
import { EmptyList } from './EmptyList.tsx'
import { RowActions } from './RowActions.tsx'
import { type OpenRowMenu, RowMenu } from './RowMenu.tsx'
import { rowElementId, rowIdAt } from './row-pointer.ts'
import { SwipeGround } from './SwipeGround.tsx'
import { useListKeys } from './use-list-keys.ts'
import { usePrefetchRow } from './use-prefetch-row.ts'
import { useScrollAnchor } from './use-scroll-anchor.ts'
import { useSwipe } from './use-swipe.ts'

const rowHeightsPx = { comfortable: 84, compact: 56 } as const
/** Rows from the end at which the next page is asked for. */
const lookahead = 60

type Props = {
  readonly boxRef: RefObject<HTMLDivElement | null>
  readonly rows: readonly Row[]
  readonly hasMore: boolean
  readonly ready: boolean
  /** Words of the search, to be marked in rows. */
  readonly words: readonly string[]
  /** Changes when another list is shown: the view starts at the top again. */
  readonly listKey: string
  readonly onVisible: (range: VisibleRows) => void
  readonly onMore: () => void
}

/**
 * The virtual list: a list box with one focus, rows that take the pointer, and the actions of one row.
 *
 * Which row is open, ticked or pointed at is asked by the rows themselves: opening one draws two rows, not the list.
 */
export function ConversationListBox(props: Props) {
  const { rows, boxRef, onVisible, onMore, hasMore } = props
  const { density, tags } = useSettings()
  const heightPx = rowHeightsPx[density]
  const scrollRef = useRef<HTMLDivElement>(null)
  const now = useMinute()
  const describedBy = useId()
  const [menu, setMenu] = useState<OpenRowMenu | null>(null)

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => heightPx,
    overscan: 8,
    getItemKey: index => rows[index]?.id ?? index,
  })
  useLayoutEffect(() => {
    if (heightPx > 0) virtual.measure()
  }, [heightPx, virtual])
  useScrollAnchor(scrollRef, rows, heightPx, props.listKey)

  const from = virtual.range?.startIndex ?? 0
  const to = virtual.range?.endIndex ?? 0
  useEffect(() => onVisible({ from, to }), [from, to, onVisible])
  useEffect(() => {
    if (hasMore && to >= rows.length - lookahead) onMore()
  }, [hasMore, to, rows.length, onMore])
  useEffect(() => {
    if (rows.length === 0) return
    performance.clearMarks('parley:rows')
    performance.mark('parley:rows', { detail: { count: rows.length } })
  }, [rows])

  const prefetch = usePrefetchRow()
  const showMenu = useCallback(
    (kind: OpenRowMenu['kind'], id: string | null, place?: { readonly x: number; readonly y: number }) => {
      const row = rows.find(each => each.id === id)
      if (row === undefined) return
      useNavigation.getState().setCursor(row.id)
      const box = document.getElementById(rowElementId(row.id))?.getBoundingClientRect()
      setMenu({ kind, row, at: place ?? { x: (box?.left ?? 0) + 56, y: (box?.bottom ?? 0) - 12 } })
    },
    [rows],
  )
  const onKeyDown = useListKeys({
    pageRows: Math.max(1, to - from - 1),
    onMenu: () => showMenu('all', useNavigation.getState().cursorId),
  })
  const swiped = useSwipe(scrollRef, { onSnooze: id => showMenu('snooze', id) })

  return (
    <ScrollArea
      viewportRef={scrollRef}
      data-testid="conversation-scroll"
      className="min-h-0 flex-1"
      tabIndex={-1}
      onPointerLeave={() => hoverRow(null)}
      onFocus={event => showListFocus(event.target.matches(':focus-visible'))}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) showListFocus(false)
      }}
      onContextMenu={event => {
        event.preventDefault()
        const id = rowIdAt(event.target)
        if (id !== null) showMenu('all', id, { x: event.clientX, y: event.clientY })
      }}
    >
      <p id={describedBy} className="sr-only">
        {t('list.rowKeys')}
      </p>
      {swiped === null ? null : (
        <SwipeGround
          swipe={swiped}
          row={rows.find(row => row.id === swiped.id)}
          topPx={rows.findIndex(row => row.id === swiped.id) * heightPx}
          heightPx={heightPx}
        />
      )}
      <div
        ref={boxRef}
        role="listbox"
        tabIndex={0}
        aria-label={t('list.title')}
        aria-describedby={describedBy}
        aria-multiselectable
        onKeyDown={onKeyDown}
        className="group/list relative w-full touch-pan-y outline-none"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(item => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <ConversationRow
              key={row.id}
              row={row}
              index={item.index}
              count={hasMore ? -1 : rows.length}
              offsetPx={item.start}
              heightPx={heightPx}
              compact={density === 'compact'}
              now={now}
              tags={tags}
              words={props.words}
              onPress={prefetch}
            />
          )
        })}
      </div>
      <CursorFollower
        boxRef={boxRef}
        rows={rows}
        drawn={`${from} ${to}`}
        onShow={index => virtual.scrollToIndex(index, { align: 'auto' })}
        onNear={prefetch}
      />
      {swiped === null ? (
        <RowActions
          rows={rows}
          heightPx={heightPx}
          onSnooze={(row, below) => {
            const { left, bottom } = below.getBoundingClientRect()
            showMenu('snooze', row.id, { x: left, y: bottom + 2 })
          }}
        />
      ) : null}
      <RowMenu menu={menu} onClose={() => setMenu(null)} focusAfter={() => boxRef.current} />
      {props.ready && rows.length === 0 ? <EmptyList /> : null}
    </ScrollArea>
  )
}
