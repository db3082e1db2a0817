import type { Events } from '#engine/events.ts'
import type { ServerMailbox } from '#engine/mail/imap/mailboxes.ts'
import { copiesInRange, removeCopies } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import {
  emailsInMailbox,
  listMailboxes,
  type MailboxRecord,
  removeMailbox,
  renameMailbox,
  setMailboxState,
  upsertMailbox,
} from '#engine/store/mailboxes.ts'
import { applyChange, refreshedAtOnce } from './changes.ts'
import { failIntents } from './uid-validity.ts'

const highestUid = 4_294_967_295

/** What bringing the list of mailboxes in step needs. */
export type ReconcileDeps = { readonly store: Store; readonly events: Events }

/** A mailbox as stored, with what LIST and STATUS said of it just now. */
export type ListedRecord = { readonly record: MailboxRecord; readonly server: ServerMailbox }

/** Tells whether a listed mailbox holds the mail of one that is here under another name. */
export type IsSameMailbox = (record: MailboxRecord, server: ServerMailbox) => Promise<boolean>

/**
 * Takes over the server's list of mailboxes: new ones, new roles, renamed and deleted ones (F-16).
 *
 * A mailbox that is gone while another appeared with the same UIDVALIDITY is asked (`isSame`) whether it holds the same
 * mail; then it was renamed and keeps its mail. Many servers give every mailbox the same UIDVALIDITY, so that alone
 * proves nothing.
 */
export async function reconcileMailboxes(
  deps: ReconcileDeps,
  accountId: string,
  listed: readonly ServerMailbox[],
  options: { readonly signal: AbortSignal; readonly isSame: IsSameMailbox },
): Promise<readonly ListedRecord[]> {
  const { store } = deps
  const { signal } = options
  const before = listMailboxes(store.reader, accountId)
  const paths = new Set(listed.map(mailbox => mailbox.path))
  const readable = new Set(listed.filter(mailbox => mailbox.selectable).map(mailbox => mailbox.path))
  const known = new Set(before.map(mailbox => mailbox.path))
  const appeared = listed.filter(mailbox => !known.has(mailbox.path) && mailbox.selectable)

  // A deleted mailbox that has children stays in the list as a name without mail (RFC 9051 §6.3.5).
  const isGone = ({ path, selectable }: MailboxRecord) => !(selectable ? readable : paths).has(path)
  for (const gone of before.filter(isGone)) {
    let renamed: ServerMailbox | undefined
    for (const candidate of appeared) {
      if (
        known.has(candidate.path) ||
        !mayBeSame(gone, candidate) ||
        !(await options.isSame(gone, candidate))
      )
        continue
      renamed = candidate
      break
    }
    signal.throwIfAborted()
    if (renamed !== undefined) {
      known.add(renamed.path)
      const { path, name } = renamed
      store.write(w => renameMailbox(w, gone.key, { path, name }))
    } else {
      await dropMailbox(deps, gone.key, signal)
    }
  }
  await takeOver(deps, accountId, listed, signal)
  const stored = new Map(listMailboxes(store.reader, accountId).map(record => [record.path, record]))
  return listed.flatMap(server => {
    const record = stored.get(server.path)
    return record === undefined || !server.selectable ? [] : [{ record, server }]
  })
}

/** A deleted mailbox goes copy by copy, then as a whole: cut at any point, the next round goes on. */
async function dropMailbox(deps: ReconcileDeps, key: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    const uids = copiesInRange(deps.store.reader, key, 1, highestUid, refreshedAtOnce).map(({ uid }) => uid)
    if (uids.length === 0) break
    signal.throwIfAborted()
    await applyChange(deps, signal, w => removeCopies(w, key, uids))
  }
  await applyChange(deps, signal, w => {
    failIntents(w, key)
    return removeMailbox(w, key)
  })
}

function mayBeSame(gone: MailboxRecord, candidate: ServerMailbox): boolean {
  const { state } = candidate
  return (
    gone.uidValidity !== null &&
    state !== null &&
    state.uidValidity === gone.uidValidity &&
    state.uidNext >= gone.uidNext
  )
}

/**
 * Stores what LIST says where it differs; a changed role changes what its mail counts as. Cut in the middle, the next
 * round goes on.
 */
async function takeOver(
  deps: ReconcileDeps,
  accountId: string,
  listed: readonly ServerMailbox[],
  signal: AbortSignal,
): Promise<void> {
  const stored = new Map(listMailboxes(deps.store.reader, accountId).map(record => [record.path, record]))
  const changed = listed.filter(server => {
    const record = stored.get(server.path)
    return (
      record === undefined ||
      record.role !== server.role ||
      record.name !== server.name ||
      record.delimiter !== server.delimiter ||
      record.selectable !== server.selectable
    )
  })
  if (changed.length > 0)
    deps.store.write(w => {
      for (const { path, name, delimiter, role, selectable } of changed) {
        const objectId = stored.get(path)?.objectId ?? null
        upsertMailbox(w, { accountId, path, name, delimiter, role, selectable, objectId })
      }
    })
  for (const { key, placesStale } of listMailboxes(deps.store.reader, accountId)) {
    if (!placesStale) continue
    await applyChange(deps, signal, w => emailsInMailbox(w, key))
    deps.store.write(w => setMailboxState(w, key, { placesStale: false }))
  }
}
