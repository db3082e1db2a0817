import type { KeyboardEvent } from 'react'
import { showListFocus } from '#renderer/stores/hovered-row.ts'
import { extendSelection, moveCursor, useListWalk } from '#renderer/stores/list-walk.ts'
import { isModalOpen } from '#renderer/stores/modal.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { useSelection } from '#renderer/stores/selection.ts'

type ListKeys = { readonly pageRows: number; readonly onMenu: () => void }

/** Keys of the list box while it has the keyboard: those of any list that takes several choices (ARIA practices). */
export function useListKeys({ pageRows, onMenu }: ListKeys): (event: KeyboardEvent) => void {
  return event => {
    if (event.target !== event.currentTarget || event.altKey || isModalOpen()) return
    showListFocus(true)
    if (run(event, pageRows, onMenu)) event.preventDefault()
  }
}

function run(event: KeyboardEvent, pageRows: number, onMenu: () => void): boolean {
  const { rows } = useListWalk.getState()
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageRows,
    PageUp: -pageRows,
    Home: -rows.length,
    End: rows.length,
  }
  const step = steps[event.key]
  const { cursorId, open } = useNavigation.getState()
  const modified = event.ctrlKey || event.metaKey
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) onMenu()
  else if (modified && !event.shiftKey && event.key.toLowerCase() === 'a')
    useSelection.getState().selectMany(rows.map(row => row.id))
  else if (modified) return false
  else if (step !== undefined) (event.shiftKey ? extendSelection : moveCursor)(step)
  else if (cursorId === null) return false
  else if (event.key === ' ') useSelection.getState().toggle(cursorId)
  else if (event.key === 'Enter') open(cursorId, true)
  else return false
  return true
}
