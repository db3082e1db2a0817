import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { VisibleRows } from '#renderer/api/conversation-list.ts'
import { usePrefetchConversation } from '#renderer/api/prefetch.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useDark } from '#renderer/stores/dark.ts'
import { useMailWidth } from '#renderer/stores/mail-width.ts'
import { useMinute } from '#renderer/stores/minute.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { ScrollArea } from '#renderer/ui/ScrollArea.tsx'
import type { ConversationRow as Row } from '#shared/conversation.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { EmptyList } from './EmptyList.tsx'
import { RowActions } from './RowActions.tsx'
import { useScrollAnchor } from './use-scroll-anchor.ts'

const rowHeightsPx = { comfortable: 84, compact: 56 } as const
/** Rows from the end at which the next page is asked for. */
const lookahead = 60

type Props = {
  readonly boxRef: RefObject<HTMLDivElement | null>
  readonly rows: readonly Row[]
  readonly hasMore: boolean
  readonly ready: boolean
  readonly density: 'comfortable' | 'compact'
  /** Changes when another list is shown: the view starts at the top again. */
  readonly listKey: string
  readonly onMove: (step: number) => void
  readonly onVisible: (range: VisibleRows) => void
  readonly onMore: () => Promise<void>
}

/** The virtual list: a list box with one focus, rows that take the pointer, and the actions of one row. */
export function ConversationListBox(props: Props) {
  const { rows, boxRef, onVisible, onMore, hasMore } = props
  const heightPx = rowHeightsPx[props.density]
  const scrollRef = useRef<HTMLDivElement>(null)
  const now = useMinute()
  const openId = useNavigation(state => state.openId)
  const cursorId = useNavigation(state => state.cursorId)
  const open = useNavigation(state => state.open)
  const [hoveredId, setHoveredId] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)

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
    if (hasMore && to >= rows.length - lookahead) void onMore()
  }, [hasMore, to, rows.length, onMore])
  useEffect(() => {
    if (rows.length === 0) return
    performance.clearMarks('parley:rows')
    performance.mark('parley:rows', { detail: { count: rows.length } })
  }, [rows])

  const cursorIndex = cursorId === null ? -1 : rows.findIndex(row => row.id === cursorId)
  const follow = useRef(cursorId)
  useLayoutEffect(() => {
    if (follow.current === cursorId) return
    follow.current = cursorId
    if (cursorIndex >= 0) virtual.scrollToIndex(cursorIndex, { align: 'auto' })
  }, [cursorId, cursorIndex, virtual])

  const prefetchConversation = usePrefetchConversation()
  const dark = useDark()
  const mailWidthPx = useMailWidth(state => state.widthPx)
  const prefetch = useCallback(
    (id: string) => prefetchConversation(id, { widthPx: mailWidthPx, dark }),
    [prefetchConversation, mailWidthPx, dark],
  )
  // Who moves over the list with the keyboard finds the neighbours ready.
  useEffect(() => {
    for (const index of cursorIndex < 0 ? [] : [cursorIndex + 1, cursorIndex - 1]) {
      const id = rows[index]?.id
      if (id !== undefined) prefetch(id)
    }
  }, [cursorIndex, rows, prefetch])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return
    setFocused(true)
    const page = Math.max(1, to - from - 1)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -rows.length,
      End: rows.length,
    }
    const step = steps[event.key]
    if (step !== undefined) props.onMove(step)
    else if ((event.key === 'Enter' || event.key === ' ') && cursorId !== null) open(cursorId, true)
    else return
    event.preventDefault()
  }

  const items = virtual.getVirtualItems()
  const cursorDrawn = items.some(item => item.index === cursorIndex)
  const actionId = hoveredId ?? (focused ? cursorId : null)
  const actionIndex = actionId === null ? -1 : rows.findIndex(row => row.id === actionId)
  const actionRow = rows[actionIndex]

  return (
    <ScrollArea
      viewportRef={scrollRef}
      data-testid="conversation-scroll"
      className="min-h-0 flex-1"
      tabIndex={-1}
      onPointerLeave={() => setHoveredId(null)}
      onFocus={event => setFocused(event.target.matches(':focus-visible'))}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false)
      }}
    >
      <div
        ref={boxRef}
        role="listbox"
        tabIndex={0}
        aria-label={t('list.title')}
        aria-activedescendant={cursorDrawn ? elementId(cursorId ?? '') : undefined}
        onKeyDown={onKeyDown}
        className="group/list relative w-full outline-none"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(item => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <ConversationRow
              key={row.id}
              row={row}
              elementId={elementId(row.id)}
              index={item.index}
              count={hasMore ? -1 : rows.length}
              offsetPx={item.start}
              heightPx={heightPx}
              compact={props.density === 'compact'}
              selected={row.id === openId}
              atCursor={row.id === cursorId}
              hovered={row.id === hoveredId}
              now={now}
              onOpen={open}
              onPoint={setHoveredId}
              onPress={prefetch}
            />
          )
        })}
      </div>
      {actionRow === undefined ? null : (
        <RowActions row={actionRow} topPx={actionIndex * heightPx + heightPx - 38} />
      )}
      {props.ready && rows.length === 0 ? <EmptyList /> : null}
    </ScrollArea>
  )
}

function elementId(id: string): string {
  return `row-${id}`
}
