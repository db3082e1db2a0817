import { setImmediate } from 'node:timers/promises'
import { mayCreateArchive } from '#engine/store/accounts.ts'
import type { Place } from '#engine/store/acted-copies.ts'
import type { Reader } from '#engine/store/handle.ts'
import { listMailboxes } from '#engine/store/mailboxes.ts'
import type { ActionTarget } from '#shared/actions.ts'
import type { ConversationFilter, ConversationPage } from '#shared/conversation.ts'

/** Reads a page of the list, as the screen does. */
export type ListPage = (
  filter: ConversationFilter,
  after: string | null,
  limit: number,
  options: { readonly signal: AbortSignal },
) => ConversationPage | Promise<ConversationPage>

const pageSize = 200

/** The conversations that are meant, each once: what a filter finds is read to its end before anything is changed. */
export async function idsOf(
  list: ListPage,
  target: ActionTarget,
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly string[]> {
  if ('ids' in target) return [...new Set(target.ids)]
  const ids = new Set<string>()
  let after: string | null = null
  do {
    signal.throwIfAborted()
    const page: ConversationPage = await list(target.filter, after, pageSize, { signal })
    for (const { id } of page.rows) ids.add(id)
    after = page.next
    if (after !== null) await setImmediate()
  } while (after !== null)
  for (const id of target.except) ids.delete(id)
  return [...ids]
}

/** Where an account's archived mail goes: its archive, "All mail" where that stands for one, one to be made; else null. */
export function archiveOf(r: Reader, accountId: string): Place | null {
  const roles = new Set(listMailboxes(r, accountId).map(mailbox => mailbox.role))
  if (roles.has('archive')) return { role: 'archive', mailboxKey: null }
  if (roles.has('all')) return { role: 'all', mailboxKey: null }
  return mayCreateArchive(r, accountId) ? { role: 'archive', mailboxKey: null } : null
}
