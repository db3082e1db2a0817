import { focusList, isMeant, neighbourOf, useListWalk } from '#renderer/stores/list-walk.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import type { ActionTarget, ConversationAction } from '#shared/actions.ts'
import type { ConversationFilter } from '#shared/conversation.ts'
import type { Settings } from '#shared/settings.ts'

/** Whether conversations leave the list that is shown when this is done to them. */
export function leavesList(action: ConversationAction, filter: ConversationFilter): boolean {
  const { view } = filter
  switch (action.kind) {
    case 'archive':
    case 'mute':
      return view === 'active' || view === 'snoozed'
    case 'unarchive':
      return view === 'archived'
    case 'snooze':
      return view === 'active'
    case 'unsnooze':
      return view === 'snoozed'
    case 'delete':
      return true
    case 'untag':
      return filter.tag === action.keyword
    default:
      return false
  }
}

/**
 * Where cursor and panel go once conversations have left the list. Plan it before they leave: afterwards nobody knows
 * where they stood.
 *
 * Returns what to do then.
 */
export function planAdvance(
  target: ActionTarget,
  action: ConversationAction,
  then: Settings['afterArchive'],
): () => void {
  const { openId, cursorId } = useNavigation.getState()
  if (action.kind === 'mark-unread' && openId !== null && isMeant(target, openId)) return closeThread
  if (!leavesList(action, useListWalk.getState().filter)) return () => undefined
  const direction = then === 'previous' ? 'previous' : 'next'
  const beside = (id: string | null) =>
    id === null || !isMeant(target, id) ? id : (neighbourOf(id, target, direction)?.id ?? null)
  const nextOpen = then === 'list' ? null : beside(openId)
  const nextCursor = beside(cursorId)
  return () => {
    const now = useNavigation.getState()
    // Whoever has gone elsewhere meanwhile stays there.
    if (openId !== null && now.openId === openId && isMeant(target, openId)) {
      if (nextOpen === null) now.close()
      else now.skim(nextOpen)
    }
    if (cursorId !== nextCursor && now.cursorId === cursorId) now.setCursor(nextCursor)
    keepFocus()
  }
}

/**
 * Where the person was before conversations left the list, for undoing it. Whoever has moved on since stays where they are.
 *
 * Ask before they leave; call what is returned once after they have left, and what that returns once they are back.
 */
export function rememberPlace(): () => () => void {
  const { openId, cursorId } = useNavigation.getState()
  return () => {
    const after = useNavigation.getState()
    return () => {
      const now = useNavigation.getState()
      if (now.page !== after.page || now.openId !== after.openId || now.cursorId !== after.cursorId) return
      if (openId !== null && openId !== now.openId) now.skim(openId)
      if (cursorId !== null) now.setCursor(cursorId)
    }
  }
}

/** Buttons of the list may go away with what they acted on: the list takes the keyboard from them before. */
export function keepFocusInList(): void {
  if (document.activeElement?.closest('[data-pane="list"]') !== null) focusList()
}

/** Where the keyboard would be nowhere after something went away, the list takes it. */
export function keepFocus(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body || document.activeElement === null) focusList()
    }),
  )
}

function closeThread(): void {
  useNavigation.getState().close()
  keepFocus()
}
