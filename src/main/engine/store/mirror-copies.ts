import type { Reader, Writer } from './handle.ts'

/** Notes that a message of a mailbox is the copy of a draft of ours: no email of its own. */
export function putMirrorCopy(w: Writer, mailboxKey: number, uid: number, draftKey: number): void {
  w.prepare(
    `INSERT INTO mirror_copy(mailbox_key, uid, draft_key) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET draft_key = excluded.draft_key`,
  ).run(mailboxKey, uid, draftKey)
}

/** Forgets copies of drafts that the server no longer has. UIDs of other messages are passed over. */
export function dropMirrorCopies(w: Writer, mailboxKey: number, uids: readonly number[]): void {
  const drop = w.prepare('DELETE FROM mirror_copy WHERE mailbox_key = ? AND uid = ?')
  for (const uid of uids) drop.run(mailboxKey, uid)
}

/** Forgets all of a mailbox: its UIDs mean nothing any more. */
export function forgetMirrorCopies(w: Writer, mailboxKey: number): void {
  w.prepare('DELETE FROM mirror_copy WHERE mailbox_key = ?').run(mailboxKey)
}

/** The UIDs in a mailbox of copies of our drafts, ascending. */
export function mirrorUids(r: Reader, mailboxKey: number): readonly number[] {
  return r
    .prepare<{ uid: number }>('SELECT uid FROM mirror_copy WHERE mailbox_key = ? ORDER BY uid')
    .all(mailboxKey)
    .map(row => row.uid)
}

/** Those of one draft. */
export function mirrorUidsOf(r: Reader, mailboxKey: number, draftKey: number): readonly number[] {
  return r
    .prepare<{ uid: number }>(
      'SELECT uid FROM mirror_copy WHERE draft_key = ? AND mailbox_key = ? ORDER BY uid',
    )
    .all(draftKey, mailboxKey)
    .map(row => row.uid)
}
