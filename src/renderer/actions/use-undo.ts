import { useCallback } from 'react'
import { ask } from '#renderer/api/client.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { forgetLeft } from '#renderer/stores/leaving.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { isAppError } from '#shared/errors.ts'
import { keepFocus } from './auto-advance.ts'
import { takeWayBack } from './ways-back.ts'
import { withProgress } from './with-progress.ts'

/** Takes actions back, from their toast, by key or from History, and says what came of it. Never rejects. */
export function useUndo(): { readonly undo: (...actionIds: readonly string[]) => Promise<void> } {
  const undo = useCallback(async (...actionIds: readonly string[]) => {
    const { say, withdraw } = useToasts.getState()
    for (const id of actionIds) withdraw(id)
    try {
      let undone = 0
      for (const id of actionIds.toReversed()) {
        const answer = await withProgress('undo', options => ask('actions/undo', { id }, options))
        undone += answer.undone
        if (answer.undone === 0) continue
        forgetLeft()
        takeWayBack(id)
      }
      say(undone === 0 ? t('action.undoneNothing') : t('action.undone', { count: undone }))
    } catch (error) {
      if (isAppError(error, 'cancelled')) return say(t('action.undoStopped'))
      const { what, next } = thrownText(error)
      say(t('action.failed', { what, next }), 'danger')
    }
    keepFocus()
  }, [])
  return { undo }
}
