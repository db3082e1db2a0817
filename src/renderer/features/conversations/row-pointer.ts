import type { MouseEvent } from 'react'
import { focusList, selectRangeTo } from '#renderer/stores/list-walk.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { useSelection } from '#renderer/stores/selection.ts'

/** The element of a row, for aria-activedescendant. */
export const rowElementId = (id: string): string => `row-${id}`

/** The conversation under an event, if it hit a row. */
export function rowIdAt(target: EventTarget | null): string | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-conversation-id]') : null
  return element?.dataset['conversationId'] ?? null
}

/** A click opens; on the box it ticks; with Ctrl (Cmd) it ticks, with Shift it ticks everything up to here. */
export function clickRow(event: MouseEvent, id: string): void {
  const onBox = event.target instanceof Element && event.target.closest('[data-tick]') !== null
  if (event.shiftKey) selectRangeTo(id)
  else if (onBox || event.ctrlKey || event.metaKey) {
    useSelection.getState().toggle(id)
    useNavigation.getState().setCursor(id)
  } else {
    useSelection.getState().setAnchor(id)
    useNavigation.getState().open(id)
    return
  }
  focusList()
}
