import { useCallback } from 'react'
import { ask } from '#renderer/api/client.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { startLeaving } from '#renderer/stores/leaving.ts'
import { useListWalk } from '#renderer/stores/list-walk.ts'
import { useQuestions } from '#renderer/stores/questions.ts'
import { keepUnread } from '#renderer/stores/reading.ts'
import { useSelection } from '#renderer/stores/selection.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import type { ActionTarget, ConversationAction } from '#shared/actions.ts'
import { isAppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { Settings } from '#shared/settings.ts'
import { actWithConsent } from './act-in-parts.ts'
import { doneWords } from './action-words.ts'
import { keepFocus, keepFocusInList, leavesList, moveOn } from './auto-advance.ts'
import { useUndo } from './use-undo.ts'
import { rememberWayBack } from './ways-back.ts'

/** Does something to conversations. `then` says what is opened next, where it is not as the settings say. */
export type Act = (
  target: ActionTarget,
  action: ConversationAction,
  options?: { readonly then?: Settings['afterArchive'] },
) => Promise<void>

/**
 * The one way to act on conversations, from rows, menus, keys and the palette: asks where it must, shows progress, moves
 * on, and offers Undo. Never rejects: what failed is said on the screen.
 */
export function useAct(): Act {
  const settings = useSettings()
  const { undo } = useUndo()
  return useCallback(
    async (target, action, options) => {
      const agreed =
        action.kind === 'delete' ? await useQuestions.getState().ask({ kind: 'delete', target }) : {}
      if (agreed === null) return keepFocus()
      const leaves = leavesList(action, useListWalk.getState().filter)
      const departure = leaves ? startLeaving(target) : null
      const goBack = moveOn(target, action, options?.then ?? settings.afterArchive)
      const stay = () => {
        departure?.stay()
        goBack()
        keepFocus()
      }
      if (action.kind === 'mark-unread') keepUnread(target)
      const { say, offer } = useToasts.getState()
      const actionId = newId()
      const wayBack = {
        action: { label: t('action.undo'), run: () => void undo(actionId), about: [actionId] },
      }
      try {
        const { changed, isEntry, declined } = await actWithConsent({ actionId, target, action, ...agreed })
        if (!isEntry) {
          if (!declined) say(t('action.nothing'))
          return stay()
        }
        departure?.answered()
        if (leaves) {
          keepFocusInList()
          useSelection.getState().untick(target)
        }
        keepFocus()
        rememberWayBack(actionId, goBack)
        offer(doneWords(action, changed, settings.tags), wayBack)
      } catch (error) {
        stay()
        const kept = await isInJournal(actionId)
        if (isAppError(error, 'cancelled'))
          return kept ? offer(t('action.stopped'), wayBack) : say(t('action.stoppedBefore'))
        const { what, next } = thrownText(error)
        if (kept) return offer(t('action.failedMidway', { what, next }), { tone: 'danger', ...wayBack })
        say(t('action.failed', { what, next }), 'danger')
      }
    },
    [settings, undo],
  )
}

const lookBack = 50

/** Whether something of an action was done before it ended early. */
async function isInJournal(actionId: string): Promise<boolean> {
  try {
    const { actions } = await ask('actions/list', { limit: lookBack })
    return actions.some(({ id }) => id === actionId)
  } catch {
    return false
  }
}
