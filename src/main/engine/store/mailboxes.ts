import type { MailboxRole } from '#shared/account.ts'
import type { Reader, Writer } from './handle.ts'
import { placeWishedMail } from './list-members.ts'

/** An IMAP mailbox and how far it is in step with its server. Times epoch ms UTC. */
export type MailboxRecord = {
  readonly key: number
  readonly accountId: string
  /** As the server names it: an id of the server's, never a file path. */
  readonly path: string
  readonly name: string
  readonly delimiter: string | null
  readonly role: MailboxRole
  readonly selectable: boolean
  /** RFC 8474 MAILBOXID. */
  readonly objectId: string | null
  readonly uidValidity: string | null
  readonly uidNext: number
  readonly highestModseq: string | null
  /** UID below which mail is still to be fetched; null when all is. */
  readonly backfillUid: number | null
  readonly messageCount: number
  readonly syncedAt: number | null
  /** Whether it keeps keywords that are new to it (PERMANENTFLAGS, RFC 9051 §7.1); null while nobody has looked. */
  readonly keepsKeywords: boolean | null
  /** Its role changed, and `refreshEmails` has not seen all of its mail since. */
  readonly placesStale: boolean
}

/** What LIST tells of a mailbox. */
export type ListedMailbox = Pick<
  MailboxRecord,
  'accountId' | 'path' | 'name' | 'delimiter' | 'role' | 'selectable' | 'objectId'
>

/** What a sync learns; absent fields stay as they are. */
export type MailboxState = Partial<
  Pick<
    MailboxRecord,
    | 'uidValidity'
    | 'uidNext'
    | 'highestModseq'
    | 'backfillUid'
    | 'messageCount'
    | 'syncedAt'
    | 'keepsKeywords'
    | 'placesStale'
  >
>

type MailboxRow = {
  key: number
  account_id: string
  path: string
  name: string
  delimiter: string | null
  role: MailboxRole
  selectable: number
  object_id: string | null
  uid_validity: string | null
  uid_next: number
  highest_modseq: string | null
  backfill_uid: number | null
  message_count: number
  synced_at: number | null
  keeps_keywords: number | null
  places_stale: number
}

const stateColumns = {
  uidValidity: 'uid_validity',
  uidNext: 'uid_next',
  highestModseq: 'highest_modseq',
  backfillUid: 'backfill_uid',
  messageCount: 'message_count',
  syncedAt: 'synced_at',
  keepsKeywords: 'keeps_keywords',
  placesStale: 'places_stale',
} as const satisfies Record<keyof MailboxState, string>

/** The mailboxes of an account, inbox first, then by path. */
export function listMailboxes(r: Reader, accountId: string): readonly MailboxRecord[] {
  return r
    .prepare<MailboxRow>("SELECT * FROM mailbox WHERE account_id = ? ORDER BY role <> 'inbox', path")
    .all(accountId)
    .map(toRecord)
}

/** One mailbox, or null when it is gone. */
export function findMailbox(r: Reader, key: number): MailboxRecord | null {
  const row = r.prepare<MailboxRow>('SELECT * FROM mailbox WHERE key = ?').get(key)
  return row === undefined ? null : toRecord(row)
}

/**
 * Stores what LIST tells, by account and path. Returns the mailbox's key.
 *
 * A changed role changes what its emails count as: then it is `placesStale` until the caller has refreshed
 * `emailsInMailbox`, and says so.
 */
export function upsertMailbox(w: Writer, mailbox: ListedMailbox): number {
  const before = w
    .prepare<{ role: string }>('SELECT role FROM mailbox WHERE account_id = ? AND path = ?')
    .get(mailbox.accountId, mailbox.path)
  const row = w
    .prepare<{ key: number }>(
      `INSERT INTO mailbox(key, account_id, path, name, delimiter, role, selectable, object_id)
       VALUES ((SELECT key + 1 FROM mailbox_key_last), ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT(account_id, path) DO UPDATE SET name = excluded.name, delimiter = excluded.delimiter,
         role = excluded.role, selectable = excluded.selectable, object_id = excluded.object_id,
         places_stale = max(places_stale, role <> excluded.role)
       RETURNING key`,
    )
    .all(
      mailbox.accountId,
      mailbox.path,
      mailbox.name,
      mailbox.delimiter,
      mailbox.role,
      Number(mailbox.selectable),
      mailbox.objectId,
    )[0]
  if (row === undefined) throw new Error('An upsert returns its row')
  if (before?.role !== mailbox.role) placeWishedMail(w, mailbox.accountId)
  return row.key
}

/** The server renamed a mailbox: its mail stays. */
export function renameMailbox(
  w: Writer,
  key: number,
  change: { readonly path: string; readonly name: string },
): void {
  w.prepare('UPDATE mailbox SET path = ?, name = ? WHERE key = ?').run(change.path, change.name, key)
}

/**
 * The mailbox is gone from the server.
 *
 * Returns the keys of the emails that lost a copy, or a wish to lie there: hand them to `refreshEmails`.
 */
export function removeMailbox(w: Writer, key: number): readonly number[] {
  const wished = w
    .prepare<{ email_key: number }>(
      `SELECT email_key FROM pending_move WHERE to_mailbox_key = ? OR to_mailbox_key IS NULL
         AND to_role = (SELECT role FROM mailbox WHERE key = ?)`,
    )
    .all(key, key)
  const touched = forgetCopies(w, key)
  w.prepare('DELETE FROM mailbox WHERE key = ?').run(key)
  return [...new Set([...touched, ...wished.map(row => row.email_key)])]
}

/** Notes how far a mailbox is in step; only the given fields change. */
export function setMailboxState(w: Writer, key: number, state: MailboxState): void {
  for (const [name, column] of Object.entries(stateColumns)) {
    const value = state[name as keyof MailboxState]
    if (value === undefined) continue
    const stored = typeof value === 'boolean' ? Number(value) : value
    w.prepare(`UPDATE mailbox SET ${column} = ? WHERE key = ?`).run(stored, key)
  }
}

/**
 * Forgets all copies in a mailbox, as a change of UIDVALIDITY demands (RFC 9051 §2.3.1.1).
 *
 * The emails stay until `refreshEmails` sees them without a copy: refresh them only when the mailbox has been read
 * again, and mail that is still there finds its row by its dedupe key. Returns the keys of the emails that lost a copy;
 * `emailsWithoutCopies` finds them again after a restart.
 */
export function forgetCopies(w: Writer, mailboxKey: number): readonly number[] {
  const rows = w
    .prepare<{ email_key: number }>('SELECT DISTINCT email_key FROM email_copy WHERE mailbox_key = ?')
    .all(mailboxKey)
  w.prepare('DELETE FROM email_copy WHERE mailbox_key = ?').run(mailboxKey)
  return rows.map(row => row.email_key)
}

/** Keys of the emails with a copy in a mailbox. */
export function emailsInMailbox(r: Reader, mailboxKey: number): readonly number[] {
  return r
    .prepare<{ email_key: number }>('SELECT DISTINCT email_key FROM email_copy WHERE mailbox_key = ?')
    .all(mailboxKey)
    .map(row => row.email_key)
}

function toRecord(row: MailboxRow): MailboxRecord {
  return {
    key: row.key,
    accountId: row.account_id,
    path: row.path,
    name: row.name,
    delimiter: row.delimiter,
    role: row.role,
    selectable: row.selectable === 1,
    objectId: row.object_id,
    uidValidity: row.uid_validity,
    uidNext: row.uid_next,
    highestModseq: row.highest_modseq,
    backfillUid: row.backfill_uid,
    messageCount: row.message_count,
    syncedAt: row.synced_at,
    keepsKeywords: row.keeps_keywords === null ? null : row.keeps_keywords === 1,
    placesStale: row.places_stale === 1,
  }
}
