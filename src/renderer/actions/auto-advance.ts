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
 * Moves cursor and panel on from conversations that are asked to leave the list. At once, not when they have left it: who
 * presses a key again means what stands beside them.
 *
 * Returns the way back, for when they stay or come back: whoever has moved on since stays where they are.
 */
export function moveOn(
  target: ActionTarget,
  action: ConversationAction,
  then: Settings['afterArchive'],
): () => void {
  const { openId, cursorId } = useNavigation.getState()
  advance(target, action, then)
  const after = useNavigation.getState()
  return () => {
    const now = useNavigation.getState()
    if (now.page !== after.page || now.openId !== after.openId || now.cursorId !== after.cursorId) return
    if (openId !== null && openId !== now.openId) now.skim(openId)
    if (cursorId !== null) now.setCursor(cursorId)
  }
}

function advance(target: ActionTarget, action: ConversationAction, then: Settings['afterArchive']): void {
  const { openId, cursorId, close, skim, setCursor } = useNavigation.getState()
  if (action.kind === 'mark-unread' && openId !== null && isMeant(target, openId)) {
    close()
    keepFocus()
    return
  }
  if (!leavesList(action, useListWalk.getState().filter)) return
  const direction = then === 'previous' ? 'previous' : 'next'
  const beside = (id: string | null) =>
    id === null || !isMeant(target, id) ? id : (neighbourOf(id, target, direction)?.id ?? null)
  const nextOpen = then === 'list' ? null : beside(openId)
  const nextCursor = beside(cursorId)
  if (openId !== null && isMeant(target, openId)) {
    if (nextOpen === null) close()
    else skim(nextOpen)
  }
  // What is opened takes the cursor along.
  if (cursorId !== nextCursor && useNavigation.getState().cursorId === cursorId) setCursor(nextCursor)
  keepFocus()
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
