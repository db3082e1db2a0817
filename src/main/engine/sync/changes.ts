import type { Events } from '#engine/events.ts'
import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import type { Store } from '#engine/store/database.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'

/** Emails refreshed per transaction: under 30 ms (P9). */
export const refreshedAtOnce = 200

/**
 * Stores a change of copies and refreshes what it touched, in transactions of a bearable length.
 *
 * The first transaction holds the change and its first emails; when there are more, the rest follows.
 */
export async function applyChange(
  deps: { readonly store: Store; readonly events: Events },
  signal: AbortSignal,
  change: (w: Writer) => readonly number[],
): Promise<number> {
  let rest: readonly number[] = []
  const first = deps.store.write(w => {
    const touched = change(w)
    rest = touched
    return refresh(w, touched.slice(0, refreshedAtOnce))
  })
  if (first.length > 0) deps.events.changed({ conversations: first })
  for (let at = refreshedAtOnce; at < rest.length; at += refreshedAtOnce) {
    await new Promise(resolve => setImmediate(resolve))
    signal.throwIfAborted()
    const ids = deps.store.write(w => refresh(w, rest.slice(at, at + refreshedAtOnce)))
    deps.events.changed({ conversations: ids })
  }
  return rest.length
}

function refresh(w: Writer, emailKeys: readonly number[]): readonly string[] {
  if (emailKeys.length === 0) return []
  const conversations = refreshEmails(w, emailKeys)
  const ids = conversationIdsOf(w, conversations)
  refreshConversations(w, conversations)
  return ids
}
