import { useCallback, useRef } from 'react'
import { lastHasBegun } from '#renderer/actions/begun.ts'
import { undoSend } from '#renderer/actions/undo-send.ts'
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

/** The newest action that still holds; null where there is none, or it lies too far back. */
async function lastAction(): Promise<{ readonly id: string; readonly at: number } | null> {
  const { actions } = await ask('actions/list', { limit: lookBack })
  const last = actions.find(each => each.undoable && each.undoneAt === null && each.undoOf === null)
  return last !== undefined && last.at > Date.now() - reachMs ? last : null
}

/** The mail that was handed over last and has not left; scheduled ones are taken back where one sees them. */
async function lastSend(): Promise<{ readonly id: string; readonly at: number } | null> {
  const waiting = (await ask('outbox/list', {})).filter(
    each => each.state === 'queued' && !each.scheduled && each.sendAt > Date.now(),
  )
  const last = waiting.toSorted((a, b) => b.createdAt - a.createdAt)[0]
  return last === undefined ? null : { id: last.id, at: last.createdAt }
}

/** Takes back the newest action that still holds; pressed again, also quickly, the one before. */
export function useUndoLast(): () => void {
  const { undo } = useUndo()
  const before = useRef(Promise.resolve())
  return useCallback(() => {
    const undoNext = async () => {
      try {
        await lastHasBegun()
        const [action, sent] = await Promise.all([lastAction(), lastSend()])
        if (sent !== null && sent.at > (action?.at ?? 0)) return await undoSend(sent.id)
        if (action !== null) return await undo(action.id)
        useToasts.getState().offer(t('history.nothingLately'), {
          action: { label: t('command.go-history'), run: () => useNavigation.getState().showHistory() },
        })
      } catch (error) {
        const { what, next } = thrownText(error)
        useToasts.getState().say(t('action.failed', { what, next }), 'danger')
      }
    }
    // Which one is next is known once the one before is undone.
    before.current = before.current.then(undoNext)
  }, [undo])
}
