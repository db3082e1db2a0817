import { useCallback } from 'react'
import { ask } from '#renderer/api/client.ts'
import { inParts } from '#renderer/api/in-parts.ts'
import { useSettings } from '#renderer/api/queries.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { startLeaving } from '#renderer/stores/leaving.ts'
import { useListWalk } from '#renderer/stores/list-walk.ts'
import { useQuestions } from '#renderer/stores/questions.ts'
import { keepUnread } from '#renderer/stores/reading.ts'
import { useSelection } from '#renderer/stores/selection.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import type { ActionResult, ActionTarget, ConversationAction } from '#shared/actions.ts'
import { isAppError } from '#shared/errors.ts'
import type { Settings } from '#shared/settings.ts'
import { doneWords } from './action-words.ts'
import { consentToArchive } from './archive-consent.ts'
import { keepFocus, keepFocusInList, leavesList, moveOn } from './auto-advance.ts'
import { noteBeginning } from './begun.ts'
import { useUndo } from './use-undo.ts'
import { rememberWayBack } from './ways-back.ts'
import { withProgress } from './with-progress.ts'

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
      try {
        const { changed, actionIds, declined } = await actWithConsent(target, action, agreed)
        if (actionIds.length === 0) {
          if (!declined) say(t('action.nothing'))
          return stay()
        }
        departure?.answered()
        if (leaves) {
          keepFocusInList()
          useSelection.getState().untick(target)
        }
        keepFocus()
        for (const id of actionIds) rememberWayBack(id, goBack)
        offer(doneWords(action, changed, settings.tags), {
          action: {
            label: t('action.undo'),
            run: () => void undo(...actionIds),
            about: actionIds,
          },
        })
      } catch (error) {
        stay()
        if (isAppError(error, 'cancelled')) return say(t('action.stopped'))
        const { what, next } = thrownText(error)
        say(t('action.failed', { what, next }), 'danger')
      }
    },
    [settings, undo],
  )
}

type Done = {
  readonly changed: number
  readonly actionIds: readonly string[]
  /** An account has nowhere to archive to, and the person wants no mailbox made. */
  readonly declined: boolean
}

type Limit = { readonly upTo?: number }

/** Acts; where an account has no mailbox to archive to, asks for consent to create one, and acts on the rest. */
async function actWithConsent(target: ActionTarget, action: ConversationAction, limit: Limit): Promise<Done> {
  const first = await actInParts(target, action, limit)
  const lacking = new Set(first.flatMap(({ withoutArchive }) => withoutArchive))
  let consents = 0
  for (const accountId of lacking) if (await consentToArchive(accountId)) consents += 1
  const declined = consents < lacking.size
  const results = consents === 0 ? first : [...first, ...(await actInParts(target, action, limit))]
  return {
    changed: results.reduce((sum, result) => sum + result.changed, 0),
    actionIds: results.flatMap(({ actionId }) => (actionId === null ? [] : [actionId])),
    declined,
  }
}

async function actInParts(
  target: ActionTarget,
  action: ConversationAction,
  limit: Limit,
): Promise<readonly ActionResult[]> {
  const results: ActionResult[] = []
  for (const part of inParts(target)) {
    const begun = noteBeginning()
    try {
      const result = await withProgress(action.kind, ({ signal, onChunk }) =>
        ask(
          'conversations/act',
          { target: part, action, ...limit },
          {
            signal,
            onChunk: progress => {
              if (progress.done > 0) begun()
              onChunk(progress)
            },
          },
        ),
      )
      results.push(result)
    } finally {
      begun()
    }
  }
  return results
}
