import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { listMailboxes } from '#engine/mail/imap/mailboxes.ts'
import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import { dropEmailsWithoutCopies, emailsWithoutCopies, emailsWithoutPlace } from '#engine/store/emails.ts'
import { findMailbox, setMailboxState } from '#engine/store/mailboxes.ts'
import type { RoundOptions } from './account-round.ts'
import { refreshedAtOnce } from './changes.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import type { ListedRecord } from './reconcile.ts'
/**
 * Notes which mailboxes were read to their end for the first time, or again after a change of UIDVALIDITY; then what has
 * no copy any more is gone for good, provided that nothing arrived anywhere meanwhile: it may have been moved there.
 */
export async function dropLeftovers(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  listed: readonly ListedRecord[],
  closed: ReadonlySet<string>,
  { accountId, signal }: RoundOptions,
): Promise<number> {
  const { store } = deps
  const mailboxes = listed.flatMap(({ record }) => findMailbox(store.reader, record.key) ?? [])
  if (mailboxes.some(({ backfillUid }) => backfillUid !== null)) return 0
  const fresh = mailboxes.filter(({ syncedAt }) => syncedAt === null)
  const find = fresh.length > 0 ? emailsWithoutCopies : emailsWithoutPlace
  let dropped = 0
  if (find(store.reader, accountId, 1).length > 0 && (await isQuiet(connection, mailboxes, closed, signal))) {
    for (;;) {
      const keys = find(store.reader, accountId, refreshedAtOnce)
      if (keys.length === 0) break
      signal.throwIfAborted()
      dropForGood(deps, keys)
      dropped += keys.length
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  const now = deps.clock.now()
  store.write(w => {
    for (const { key } of fresh) setMailboxState(w, key, { syncedAt: now })
  })
  // Otherwise counted already, as copies that went.
  return fresh.length > 0 ? dropped : 0
}

function dropForGood({ store, events }: MailboxSyncDeps, keys: readonly number[]): void {
  const ids = store.write(w => {
    const conversations = dropEmailsWithoutCopies(w, keys)
    const changed = conversationIdsOf(w, conversations)
    refreshConversations(w, conversations)
    return changed
  })
  if (ids.length > 0) events.changed({ conversations: ids })
}

/** Whether no mailbox that opens to us (`closed` don't) holds a UID that we have not seen, as far as the server tells. */
async function isQuiet(
  connection: ImapConnection,
  known: readonly { readonly path: string; readonly uidValidity: string | null; readonly uidNext: number }[],
  closed: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<boolean> {
  const byPath = new Map(known.map(mailbox => [mailbox.path, mailbox]))
  const now = await listMailboxes(connection, { signal })
  return now.every(({ path, selectable, state }) => {
    if (!selectable || closed.has(path)) return true
    const here = byPath.get(path)
    return (
      here !== undefined &&
      state !== null &&
      state.uidValidity === here.uidValidity &&
      state.uidNext <= Math.max(1, here.uidNext)
    )
  })
}
