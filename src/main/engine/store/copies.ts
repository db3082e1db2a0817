import { fromStoredFlags, type StoredFlags, toStoredFlags } from './flags.ts'
import type { Reader, Writer } from './handle.ts'

/** An email in a mailbox: what IMAP knows of it. `flags` as on the wire: `\Seen`, `$Forwarded` … */
export type EmailCopy = {
  readonly uid: number
  readonly emailKey: number
  readonly flags: readonly string[]
}

/** A copy together with where it is. */
export type PlacedCopy = EmailCopy & { readonly mailboxKey: number }

type CopyRow = StoredFlags & { mailbox_key: number; uid: number; email_key: number }

/** Stores copies; one that is there already is replaced. Then `refreshEmails` with their keys. */
export function putCopies(w: Writer, mailboxKey: number, copies: readonly EmailCopy[]): void {
  const put = w.prepare(
    `INSERT INTO email_copy(mailbox_key, uid, email_key, seen, answered, flagged, draft, deleted, keywords)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET email_key = excluded.email_key, seen = excluded.seen, answered = excluded.answered,
       flagged = excluded.flagged, draft = excluded.draft, deleted = excluded.deleted, keywords = excluded.keywords`,
  )
  for (const copy of copies) {
    const f = toStoredFlags(copy.flags)
    put.run(
      mailboxKey,
      copy.uid,
      copy.emailKey,
      f.seen,
      f.answered,
      f.flagged,
      f.draft,
      f.deleted,
      f.keywords,
    )
  }
}

/**
 * Stores flags that the server told.
 *
 * UIDs that are not known are passed over. Returns the keys of the emails whose copy changed: hand them to
 * `refreshEmails`.
 */
export function updateCopyFlags(
  w: Writer,
  mailboxKey: number,
  changes: readonly { readonly uid: number; readonly flags: readonly string[] }[],
): readonly number[] {
  const update = w.prepare<{ email_key: number }>(
    `UPDATE email_copy SET (seen, answered, flagged, draft, deleted, keywords) = (?, ?, ?, ?, ?, ?)
     WHERE mailbox_key = ? AND uid = ?
       AND (seen, answered, flagged, draft, deleted, keywords) <> (?, ?, ?, ?, ?, ?)
     RETURNING email_key`,
  )
  const touched = new Set<number>()
  for (const change of changes) {
    const f = toStoredFlags(change.flags)
    const values = [f.seen, f.answered, f.flagged, f.draft, f.deleted, f.keywords] as const
    for (const row of update.all(...values, mailboxKey, change.uid, ...values)) touched.add(row.email_key)
  }
  return [...touched]
}

/** Removes copies that the server no longer has. Returns the keys of their emails: hand them to `refreshEmails`. */
export function removeCopies(w: Writer, mailboxKey: number, uids: readonly number[]): readonly number[] {
  const remove = w.prepare<{ email_key: number }>(
    'DELETE FROM email_copy WHERE mailbox_key = ? AND uid = ? RETURNING email_key',
  )
  const touched = new Set<number>()
  for (const uid of uids) for (const row of remove.all(mailboxKey, uid)) touched.add(row.email_key)
  return [...touched]
}

/** The copies of a mailbox with `fromUid` ≤ uid ≤ `toUid`, by uid; the first `limit` of them, where one is given. */
export function copiesInRange(
  r: Reader,
  mailboxKey: number,
  fromUid: number,
  toUid: number,
  limit = -1,
): readonly EmailCopy[] {
  return r
    .prepare<CopyRow>(
      'SELECT * FROM email_copy WHERE mailbox_key = ? AND uid BETWEEN ? AND ? ORDER BY uid LIMIT ?',
    )
    .all(mailboxKey, fromUid, toUid, limit)
    .map(toCopy)
}

/** The UIDs of the copies with `fromUid` ≤ uid ≤ `toUid`, those of our own drafts (mirror-copies) among them, ascending. */
export function copyUids(r: Reader, mailboxKey: number, fromUid: number, toUid: number): readonly number[] {
  return r
    .prepare<{ uid: number }>(
      `SELECT uid FROM email_copy WHERE mailbox_key = ? AND uid BETWEEN ? AND ?
       UNION SELECT uid FROM mirror_copy WHERE mailbox_key = ? AND uid BETWEEN ? AND ? ORDER BY uid`,
    )
    .all(mailboxKey, fromUid, toUid, mailboxKey, fromUid, toUid)
    .map(row => row.uid)
}

/** Every copy of an email. */
export function copiesOfEmail(r: Reader, emailKey: number): readonly PlacedCopy[] {
  return r
    .prepare<CopyRow>('SELECT * FROM email_copy WHERE email_key = ? ORDER BY mailbox_key, uid')
    .all(emailKey)
    .map(toCopy)
}

/** How many messages of a mailbox are known here, copies of our own drafts among them. */
export function countCopies(r: Reader, mailboxKey: number): number {
  return (
    r
      .prepare<{ n: number }>(
        `SELECT (SELECT count(*) FROM email_copy WHERE mailbox_key = ?) +
           (SELECT count(*) FROM mirror_copy WHERE mailbox_key = ?) AS n`,
      )
      .get(mailboxKey, mailboxKey)?.n ?? 0
  )
}

function toCopy(row: CopyRow): PlacedCopy {
  return { mailboxKey: row.mailbox_key, uid: row.uid, emailKey: row.email_key, flags: fromStoredFlags(row) }
}
