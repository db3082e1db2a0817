import type { MailboxRole } from '#shared/account.ts'
import type { Place } from './acted-copies.ts'
import type { Reader, Writer } from './handle.ts'
import { isCountedPlace, placeBits } from './places.ts'

/** What to do with a copy of an email that the user had deleted. */
export type TombstoneVerdict =
  | 'none' // no deletion, or it lies where nothing counts
  | 'trash' // it was there before the deletion, and is only found now
  | 'lift' // somebody put it there after the deletion

/**
 * Notes that an email is deleted: it stays away although an old copy of it may still turn up.
 *
 * `from` is where its copies lay, for bringing it back.
 */
export function putTombstone(
  w: Writer,
  emailKey: number,
  from: readonly [Place, ...(readonly Place[])],
  at: number,
): void {
  const [first, ...further] = from
  w.prepare(
    `INSERT INTO tombstone(account_id, dedupe_key, deleted_at, from_mailbox_key, from_role, further_places)
     SELECT account_id, dedupe_key, ?, ?, ?, ? FROM email WHERE key = ?
     ON CONFLICT DO UPDATE SET deleted_at = excluded.deleted_at, from_mailbox_key = excluded.from_mailbox_key,
       from_role = excluded.from_role, further_places = excluded.further_places WHERE deleted_at <> excluded.deleted_at`,
  ).run(at, first.mailboxKey, first.role, JSON.stringify(further), emailKey)
}

/** Notes how far the account's mailboxes are known at a moment of deletion, where that is news. */
export function markDeletion(w: Writer, accountId: string, at: number): void {
  w.prepare(
    `INSERT INTO deletion_mark(mailbox_key, at, uid_validity, uid_next)
     SELECT key, ?, uid_validity, uid_next FROM mailbox
     WHERE account_id = ? AND role NOT IN ('trash', 'junk', 'drafts') AND NOT EXISTS (
       SELECT 1 FROM deletion_mark AS mark
       WHERE mark.mailbox_key = mailbox.key AND mark.uid_validity IS mailbox.uid_validity
         AND mark.uid_next = mailbox.uid_next AND mark.at = ${lastMarkUpTo('?')})
     ON CONFLICT DO NOTHING`,
  ).run(at, accountId, at)
}

/**
 * A mailbox has another UIDVALIDITY, or is read for the first time: what lies in it by now counts as old for deletions of
 * before, and what is put there from now on is news. Otherwise nobody could ever bring deleted mail back into it.
 */
export function renewMarks(
  w: Writer,
  mailboxKey: number,
  now: { readonly uidValidity: string; readonly uidNext: number },
): void {
  w.prepare(
    'UPDATE deletion_mark SET uid_validity = ?, uid_next = ? WHERE mailbox_key = ? AND uid_validity IS NOT ?',
  ).run(now.uidValidity, now.uidNext, mailboxKey, now.uidValidity)
}

/** SQL for the moment of a mailbox's last mark up to a moment. */
function lastMarkUpTo(moment: string): string {
  return `(SELECT max(at) FROM deletion_mark WHERE mailbox_key = mailbox.key AND at <= ${moment})`
}

/** The email is wanted again. */
export function dropTombstone(w: Writer, emailKey: number): void {
  w.prepare(
    `DELETE FROM tombstone WHERE (account_id, dedupe_key) = (SELECT account_id, dedupe_key FROM email WHERE key = ?)`,
  ).run(emailKey)
}

/** A copy of a deleted email went away later, for it was only found then: it comes back with the others. */
export function addTombstonePlace(w: Writer, emailKey: number, place: Place): void {
  if (placesBeforeDeletion(w, emailKey).some(one => one.mailboxKey === place.mailboxKey)) return
  w.prepare(
    `UPDATE tombstone SET further_places = json_insert(further_places, '$[#]', json(?))
     WHERE (account_id, dedupe_key) = (SELECT account_id, dedupe_key FROM email WHERE key = ?)`,
  ).run(JSON.stringify({ ...place, late: true }), emailKey)
}

/** Where the copies of a deleted email lay; none where it has no tombstone. A mailbox that is gone is left open. */
export function placesBeforeDeletion(r: Reader, emailKey: number): readonly Place[] {
  return readPlaces(r, emailKey).places
}

/** Those of them that were only found after the deletion of this moment (`addTombstonePlace`). */
export function latePlaces(r: Reader, emailKey: number, deletedAt: number): readonly Place[] {
  const { at, places } = readPlaces(r, emailKey)
  return at === deletedAt ? places.filter(({ late }) => late === true) : []
}

function readPlaces(
  r: Reader,
  emailKey: number,
): { readonly at: number | null; readonly places: readonly (Place & { readonly late?: true })[] } {
  const row = r
    .prepare<{ deleted_at: number; role: MailboxRole; mailbox_key: number | null; further_places: string }>(
      `SELECT deleted_at, tombstone.from_role AS role, tombstone.from_mailbox_key AS mailbox_key, further_places
       FROM email JOIN tombstone USING (account_id, dedupe_key) WHERE email.key = ?`,
    )
    .get(emailKey)
  if (row === undefined) return { at: null, places: [] }
  // Only `putTombstone` and `addTombstonePlace` write them.
  const further = JSON.parse(row.further_places) as readonly (Place & { readonly late?: true })[]
  const isThere = (key: number) => r.prepare('SELECT 1 FROM mailbox WHERE key = ?').get(key) !== undefined
  const places = [{ role: row.role, mailboxKey: row.mailbox_key }, ...further].map(place => ({
    ...place,
    mailboxKey: place.mailboxKey !== null && isThere(place.mailboxKey) ? place.mailboxKey : null,
  }))
  return { at: row.deleted_at, places }
}

/** Whether all copies of an email lie in Trash (or junk), as the user wants it. After `refreshEmails`. */
export function liesInTrash(r: Reader, emailKey: number): boolean {
  const row = r.prepare<{ places: number }>('SELECT places FROM email WHERE key = ?').get(emailKey)
  const elsewhere = ~(placeBits.trash | placeBits.junk)
  return row !== undefined && row.places !== 0 && (row.places & elsewhere) === 0
}

/** Whether anything was ever deleted in an account. */
export function hasTombstones(r: Reader, accountId: string): boolean {
  return r.prepare('SELECT 1 FROM tombstone WHERE account_id = ? LIMIT 1').get(accountId) !== undefined
}

/**
 * Judges a copy that a sync found (semantics.md, Delete).
 *
 * Its UID tells: one that the mailbox had given out before the deletion is an old copy that is only found now; a higher
 * one was put there afterwards. Where UIDVALIDITY is another, or nothing was known of the mailbox then, the deletion holds.
 * A mailbox that came later holds what somebody put there.
 */
export function tombstoneVerdict(
  r: Reader,
  copy: { readonly emailKey: number; readonly mailboxKey: number; readonly uid: number },
): TombstoneVerdict {
  const found = r
    .prepare<{
      role: MailboxRole
      now_validity: string | null
      uid_validity: string | null
      uid_next: number | null
    }>(
      `SELECT mailbox.role, mailbox.uid_validity AS now_validity, mark.uid_validity, mark.uid_next
       FROM email JOIN tombstone USING (account_id, dedupe_key)
       JOIN mailbox ON mailbox.key = ?
       LEFT JOIN deletion_mark AS mark ON mark.mailbox_key = mailbox.key
         AND mark.at = ${lastMarkUpTo('tombstone.deleted_at')}
       WHERE email.key = ?`,
    )
    .get(copy.mailboxKey, copy.emailKey)
  if (found === undefined || !isCountedPlace(placeBits[found.role])) return 'none'
  if (found.uid_next === null) return 'lift'
  if (found.uid_validity === null || found.uid_validity !== found.now_validity) return 'trash'
  return copy.uid < found.uid_next ? 'trash' : 'lift'
}
