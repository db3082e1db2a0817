import { useQueryClient } from '@tanstack/react-query'
import { archiveOrBack, muteOrBack } from '#renderer/actions/toggles.ts'
import { useAct } from '#renderer/actions/use-act.ts'
import { keys } from '#renderer/api/keys.ts'
import { useCommands } from '#renderer/stores/commands.ts'
import { rowsOfTarget, targetNow } from '#renderer/stores/list-walk.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { hasTicked, useSelection } from '#renderer/stores/selection.ts'
import type { ActionTarget, ConversationAction } from '#shared/actions.ts'
import type { Conversation, ConversationRow } from '#shared/conversation.ts'
import type { Settings } from '#shared/settings.ts'
import { useUndoLast } from './use-undo-last.ts'

/** What keys and the palette do to the ticked conversations, else to the one that is open or under the cursor. */
export function ActionCommands() {
  const onPage = useNavigation(state => state.page === 'conversations')
  const pointed = useNavigation(state => state.openId !== null || state.cursorId !== null)
  const ticked = useSelection(hasTicked)
  const client = useQueryClient()
  const act = useAct()
  const undoLast = useUndoLast()

  /** The rows that are meant, as far as they are known; one that no list shows is known from being open. */
  const rowsOf = (target: ActionTarget): readonly ConversationRow[] => {
    const rows = rowsOfTarget(target)
    if (rows.length > 0 || !('ids' in target)) return rows
    return target.ids.flatMap(id => client.getQueryData<Conversation>(keys.conversation(id))?.row ?? [])
  }
  const can = onPage && (pointed || ticked)
  const command = (
    choose: (rows: readonly ConversationRow[]) => ConversationAction['kind'],
    then?: Settings['afterArchive'],
  ) => {
    if (!can) return null
    return () => {
      const target = targetNow()
      if (target === null) return
      const kind = choose(rowsOf(target))
      // Snoozing and tagging need a choice first, and have commands of their own.
      if (kind === 'snooze' || kind === 'tag' || kind === 'untag') return
      void act(target, { kind }, then === undefined ? undefined : { then })
    }
  }
  useCommands({
    archive: command(archiveOrBack),
    'archive-next': command(() => 'archive', 'next'),
    'archive-previous': command(() => 'archive', 'previous'),
    delete: command(() => 'delete'),
    'mark-read': command(() => 'mark-read'),
    'mark-unread': command(() => 'mark-unread'),
    mute: command(muteOrBack),
    undo: undoLast,
  })
  return null
}
