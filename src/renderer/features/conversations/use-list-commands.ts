import { useCommands } from '#renderer/stores/commands.ts'
import { focusList, moveCursor, targetNow, useListWalk } from '#renderer/stores/list-walk.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { usePickers } from '#renderer/stores/pickers.ts'
import { hasTicked, useSelection } from '#renderer/stores/selection.ts'

const pick = (kind: 'snooze' | 'tags') => () => {
  const target = targetNow()
  if (target !== null) usePickers.getState().open({ kind, target })
}

/** What the list does for keys and the palette. */
export function useListCommands(): void {
  useCommands({
    next: () => moveCursor(1),
    previous: () => moveCursor(-1),
    open: () => {
      const { cursorId, open } = useNavigation.getState()
      if (cursorId !== null) open(cursorId, true)
    },
    back: () => {
      const selection = useSelection.getState()
      if (hasTicked(selection)) selection.clear()
      else useNavigation.getState().close()
      focusList()
    },
    select: () => {
      const { cursorId } = useNavigation.getState()
      if (cursorId !== null) useSelection.getState().toggle(cursorId)
      focusList()
    },
    'select-all': () => {
      useSelection.getState().selectMany(useListWalk.getState().rows.map(row => row.id))
      focusList()
    },
    'select-none': () => useSelection.getState().clear(),
    snooze: pick('snooze'),
    tag: pick('tags'),
  })
}
