import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { fetchEmails } from '#engine/mail/imap/fetch.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { openMailbox, type ServerMailbox } from '#engine/mail/imap/mailboxes.ts'
import type { MailReader } from '#engine/mail/mime/reader.ts'
import { copiesInRange, copyUids } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import { findEmailsByDedupeKey } from '#engine/store/emails.ts'
import type { MailboxRecord } from '#engine/store/mailboxes.ts'
import { dedupeBytes } from './new-email.ts'

const samples = 3
const highest = 4_294_967_295

/**
 * Whether a mailbox holds the mail of one that is here: its newest messages, by UID, are the very same ones.
 *
 * An empty mailbox proves nothing, and loses nothing.
 */
export async function holdsSameMail(
  deps: { readonly store: Store; readonly reader: MailReader },
  connection: ImapConnection,
  record: MailboxRecord,
  server: ServerMailbox,
  { signal }: { readonly signal: AbortSignal },
): Promise<boolean> {
  const uids = copyUids(deps.store.reader, record.key, 1, highest).slice(-samples)
  if (uids.length === 0) return false
  const fetched: { uid: number; raw: Uint8Array; sizeBytes: number; receivedAt: number }[] = []
  await connection.use(signal, async () => {
    await openMailbox(connection, server.path)
    await fetchEmails(connection, uids.join(','), {
      bytes: imapLimits.headerBytes,
      onEmail: email => {
        fetched.push(email)
        return undefined
      },
    })
  })
  if (fetched.length === 0) return false
  const indexed = await deps.reader.parse(fetched, { signal })
  return fetched.every(({ uid }, at) => {
    const key = indexed[at]?.dedupeKey
    const here = copiesInRange(deps.store.reader, record.key, uid, uid)[0]?.emailKey
    if (key === undefined || here === undefined) return false
    const found = findEmailsByDedupeKey(deps.store.reader, record.accountId, [dedupeBytes(key)])
    return [...found.values()].some(email => email.key === here)
  })
}
