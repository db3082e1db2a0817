import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { createMailbox } from '#engine/mail/imap/mailboxes.ts'
import { mayCreateArchive } from '#engine/store/accounts.ts'
import type { Store } from '#engine/store/database.ts'
import type { Reader } from '#engine/store/handle.ts'
import { findMailbox, listMailboxes, type MailboxRecord, upsertMailbox } from '#engine/store/mailboxes.ts'
import type { MailboxRole } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'

/** Where mail is wished to: a mailbox, or the account's mailbox of a role. */
export type Aim = { readonly toRole: MailboxRole; readonly toMailboxKey: number | null }

/**
 * The mailbox that a wish means now, or null where the account has none.
 *
 * `archive` and `all` stand in for each other: where the server keeps everything in one mailbox, archiving is leaving the
 * inbox (semantics.md, Archive).
 */
export function findAim(r: Reader, accountId: string, aim: Aim): MailboxRecord | null {
  const named = aim.toMailboxKey === null ? null : findMailbox(r, aim.toMailboxKey)
  if (named?.selectable === true && named.accountId === accountId) return named
  const mailboxes = listMailboxes(r, accountId).filter(({ selectable }) => selectable)
  const ofRole = (role: MailboxRole) => mailboxes.find(mailbox => mailbox.role === role)
  if (aim.toRole === 'none') return null
  if (aim.toRole === 'archive') return ofRole('archive') ?? ofRole('all') ?? null
  if (aim.toRole === 'all') return ofRole('all') ?? ofRole('archive') ?? null
  return ofRole(aim.toRole) ?? null
}

/** Mailboxes that may be made where an account has none, and their names. */
const names: Partial<Record<MailboxRole, { readonly name: string; readonly role: MailboxRole }>> = {
  archive: { name: 'Archive', role: 'archive' },
  all: { name: 'Archive', role: 'archive' },
  trash: { name: 'Trash', role: 'trash' },
  sent: { name: 'Sent', role: 'sent' },
  drafts: { name: 'Drafts', role: 'drafts' },
}

/**
 * The mailbox that a wish means; made on the server where it is missing: Archive where the user agreed, the others
 * always, for deleting has been asked about, and what was written belongs to its writer.
 *
 * @throws AppError `mailbox-missing` with the role; what the server refused the making with
 */
export async function reachAim(
  { store }: { readonly store: Store },
  connection: ImapConnection,
  accountId: string,
  aim: Aim,
  { signal }: { readonly signal: AbortSignal },
): Promise<MailboxRecord> {
  const found = findAim(store.reader, accountId, aim)
  if (found !== null) return found
  const wanted = names[aim.toRole]
  if (wanted === undefined || (wanted.role === 'archive' && !mayCreateArchive(store.reader, accountId)))
    throw new AppError('mailbox-missing', aim.toRole === 'all' ? 'archive' : aim.toRole)
  const { name, role } = wanted
  const path = await connection.use(signal, () => createMailbox(connection, name))
  signal.throwIfAborted()
  const key = store.write(w =>
    upsertMailbox(w, {
      accountId,
      path,
      name,
      delimiter: connection.client.namespace?.delimiter ?? null,
      role,
      selectable: true,
      objectId: null,
    }),
  )
  const made = findMailbox(store.reader, key)
  if (made === null) throw new AppError('mailbox-missing', aim.toRole)
  return made
}
