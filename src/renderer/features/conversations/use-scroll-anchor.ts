import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { ConversationRow } from '#shared/conversation.ts'

/**
 * Keeps what is being read in its place.
 *
 * Rows that come or go above move the scroll position along; at the very top new rows appear in sight. Another list
 * starts at the top.
 */
export function useScrollAnchor(
  scrollRef: RefObject<HTMLDivElement | null>,
  rows: readonly ConversationRow[],
  heightPx: number,
  listKey: string,
): void {
  const before = useRef({ rows, heightPx, listKey })
  useLayoutEffect(() => {
    const element = scrollRef.current
    const last = before.current
    before.current = { rows, heightPx, listKey }
    if (element === null) return
    if (last.listKey !== listKey) {
      element.scrollTop = 0
      return
    }
    if ((last.rows === rows && last.heightPx === heightPx) || element.scrollTop === 0) return
    const index = Math.floor(element.scrollTop / last.heightPx)
    const id = last.rows[index]?.id
    const found = id === undefined ? -1 : rows.findIndex(row => row.id === id)
    if (found === -1) return
    const intoRowPx = element.scrollTop - index * last.heightPx
    const wanted = found * heightPx + Math.min(intoRowPx, heightPx)
    if (Math.abs(wanted - element.scrollTop) > 1) element.scrollTop = wanted
  }, [scrollRef, rows, heightPx, listKey])
}
