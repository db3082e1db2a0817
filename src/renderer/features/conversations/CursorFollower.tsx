import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useNavigation } from '#renderer/stores/navigation.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { rowElementId } from './row-pointer.ts'

/**
 * Follows the cursor: tells assistive technology which row it is on, brings it into sight, and reads its neighbours ahead.
 *
 * Draws nothing, so that a cursor that moves draws no list.
 */
export function CursorFollower(props: {
  readonly boxRef: RefObject<HTMLDivElement | null>
  readonly rows: readonly ConversationRow[]
  /** Changes with the rows that are drawn. */
  readonly drawn: string
  readonly onShow: (index: number) => void
  readonly onNear: (id: string) => void
}): null {
  const { boxRef, rows, drawn, onShow, onNear } = props
  const cursorId = useNavigation(state => state.cursorId)
  const index = cursorId === null ? -1 : rows.findIndex(row => row.id === cursorId)

  const followed = useRef(cursorId)
  useLayoutEffect(() => {
    if (followed.current === cursorId) return
    followed.current = cursorId
    if (index >= 0) onShow(index)
  }, [cursorId, index, onShow])

  useEffect(() => {
    const elementId = drawn === '' || cursorId === null ? '' : rowElementId(cursorId)
    if (document.getElementById(elementId) === null) boxRef.current?.removeAttribute('aria-activedescendant')
    else boxRef.current?.setAttribute('aria-activedescendant', elementId)
  })

  // Who moves over the list with the keyboard finds the neighbours ready.
  useEffect(() => {
    for (const beside of index < 0 ? [] : [index + 1, index - 1]) {
      const id = rows[beside]?.id
      if (id !== undefined) onNear(id)
    }
  }, [index, rows, onNear])
  return null
}
