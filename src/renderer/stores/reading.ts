import type { ActionTarget } from '#shared/actions.ts'
import { isMeant } from './list-walk.ts'

/** Conversations that will be marked as read in a moment. */
const pending = new Map<string, ReturnType<typeof setTimeout>>()

/** Marks a conversation as read after so long, unless it is marked as unread before. */
export function readSoon(id: string, afterMs: number, mark: () => void): void {
  clearTimeout(pending.get(id))
  pending.set(
    id,
    setTimeout(() => {
      pending.delete(id)
      mark()
    }, afterMs),
  )
}

/** The person wants these unread: what was about to mark them as read does not. */
export function keepUnread(target: ActionTarget): void {
  for (const [id, timer] of pending) {
    if (!isMeant(target, id)) continue
    clearTimeout(timer)
    pending.delete(id)
  }
}

/** A conversation was left before it was looked at. */
export const stopReading = (id: string): void => keepUnread({ ids: [id] })
