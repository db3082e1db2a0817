import { type RefObject, useEffect, useLayoutEffect } from 'react'
import { setListRows, useListWalk } from '#renderer/stores/list-walk.ts'
import { useSelection } from '#renderer/stores/selection.ts'
import type { ConversationFilter, ConversationRow } from '#shared/conversation.ts'

const noRows: readonly ConversationRow[] = []

/**
 * Tells keys and actions what the list shows, for as long as it is on the screen. Another list starts with nothing ticked.
 *
 * While rows of the list before still stand there (`ready` false), keys have nothing to act on, and what is ticked among
 * them is forgotten when they go.
 */
export function useListWalker(
  boxRef: RefObject<HTMLElement | null>,
  rows: readonly ConversationRow[],
  filter: ConversationFilter,
  ready: boolean,
): void {
  useLayoutEffect(() => setListRows(ready ? rows : noRows, filter), [rows, filter, ready])
  useEffect(() => {
    useListWalk.setState({ focus: () => boxRef.current?.focus({ preventScroll: true }) })
    return () => useListWalk.setState({ focus: () => undefined })
  }, [boxRef])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is ticked belongs to the list that was shown
  useEffect(() => () => useSelection.getState().clear(), [filter, ready])
}
