import { useCallback } from 'react'
import { ask } from '#renderer/api/client.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { keepFocus } from './auto-advance.ts'

/** Takes actions back, from their toast, by key or from History, and says what came of it. Never rejects. */
export function useUndo(): { readonly undo: (...actionIds: readonly string[]) => Promise<void> } {
  const undo = useCallback(async (...actionIds: readonly string[]) => {
    const { say } = useToasts.getState()
    try {
      let undone = 0
      for (const id of actionIds.toReversed()) undone += (await ask('actions/undo', { id })).undone
      say(undone === 0 ? t('action.undoneNothing') : t('action.undone', { count: undone }))
    } catch (error) {
      const { what, next } = thrownText(error)
      say(t('action.failed', { what, next }), 'danger')
    }
    keepFocus()
  }, [])
  return { undo }
}
