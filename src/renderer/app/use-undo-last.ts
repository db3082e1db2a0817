import { useCallback } from 'react'
import { useUndo } from '#renderer/actions/use-undo.ts'
import { ask } from '#renderer/api/client.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { hourMs } from '#shared/time.ts'

/** What lies further back is undone in History only, where one sees what it was. */
const reachMs = hourMs
const lookBack = 50

/** Takes back the newest action that still holds; pressed again, the one before. */
export function useUndoLast(): () => void {
  const { undo } = useUndo()
  return useCallback(async () => {
    const { say, offer } = useToasts.getState()
    try {
      const { actions } = await ask('actions/list', { limit: lookBack })
      const last = actions.find(each => each.undoable && each.undoneAt === null && each.undoOf === null)
      if (last !== undefined && last.at > Date.now() - reachMs) return await undo(last.id)
      offer(t('history.nothingLately'), {
        action: { label: t('command.go-history'), run: () => useNavigation.getState().showHistory() },
      })
    } catch (error) {
      const { what, next } = thrownText(error)
      say(t('action.failed', { what, next }), 'danger')
    }
  }, [undo])
}
