import { hash } from 'node:crypto'
import type { Source } from '#shared/conversation.ts'
import { newId } from '#shared/ids.ts'
import type { Reader, Writer } from './handle.ts'

/** A conversation to be created; `refreshConversations` fills in what its emails decide. */
export type NewConversation = {
  readonly accountId: string
  /** From `ensureContact`; null for automated mail, which never makes a contact. */
  readonly contactKey: number | null
  /** As the list shows it; taken from the contact where there is one. */
  readonly contactName: string
  readonly contactAddress: string | null
  readonly source: Source
  readonly subject: string
  /** Without reply prefixes, lower case. */
  readonly subjectKey: string
  readonly at: number
}

/** A conversation that mail without threading headers might belong to. */
export type SubjectCandidate = { readonly conversationKey: number; readonly lastAt: number }

/** The conversations that know these Message-IDs (without angle brackets); ids not known are absent. */
export function lookupThreadRefs(
  r: Reader,
  accountId: string,
  messageIds: Iterable<string>,
): ReadonlyMap<string, number> {
  const find = r.prepare<{ conversation_key: number }>(
    'SELECT conversation_key FROM thread_ref WHERE ref = ?',
  )
  const found = new Map<string, number>()
  for (const id of messageIds) {
    const row = find.get(refOf(accountId, id))
    if (row !== undefined) found.set(id, row.conversation_key)
  }
  return found
}

/** Makes a conversation known under these Message-IDs; an id that belongs to another one already stays there. */
export function addThreadRefs(
  w: Writer,
  accountId: string,
  conversationKey: number,
  messageIds: Iterable<string>,
): void {
  const add = w.prepare('INSERT INTO thread_ref(ref, conversation_key) VALUES (?, ?) ON CONFLICT DO NOTHING')
  for (const id of messageIds) add.run(refOf(accountId, id), conversationKey)
}

const refs = new Map<string, Uint8Array>()
const refsAtMost = 10_000

/** 64 bits of SHA-256: among a million ids two share one once in thirty million mailboxes. */
function refOf(accountId: string, messageId: string): Uint8Array {
  const whole = `${accountId}\0${messageId}`
  let ref = refs.get(whole)
  if (ref === undefined) {
    if (refs.size >= refsAtMost) refs.clear()
    ref = hash('sha256', whole, 'buffer').subarray(0, 8)
    refs.set(whole, ref)
  }
  return ref
}

/** Creates a conversation, not listed until it has been refreshed with an email in it. */
export function createConversation(
  w: Writer,
  conversation: NewConversation,
): { readonly key: number; readonly id: string } {
  const contact =
    conversation.contactKey === null
      ? undefined
      : w
          .prepare<{ id: string; name: string }>('SELECT id, name FROM contact WHERE key = ?')
          .get(conversation.contactKey)
  const id = newId()
  const row = w
    .prepare<{ key: number }>(
      `INSERT INTO conversation(id, account_id, contact_key, contact_id, contact_name, contact_address, source, subject,
         subject_key, preview, preview_author, last_at, email_count, unread_count, has_attachment, archived, hidden,
         started_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', 'contact', ?, 0, 0, 0, 0, 1, ?) RETURNING key`,
    )
    .all(
      id,
      conversation.accountId,
      conversation.contactKey,
      contact?.id ?? '',
      contact?.name || conversation.contactName,
      conversation.contactAddress,
      conversation.source,
      conversation.subject,
      conversation.subjectKey,
      conversation.at,
      conversation.at,
    )[0]
  if (row === undefined) throw new Error('An insert returns its row')
  return { key: row.key, id }
}

/** Who a conversation is with. */
export type ConversationContact = Pick<NewConversation, 'contactKey' | 'contactName' | 'contactAddress'>

/** When a conversation began, as far as its mail is known here; epoch ms, null for an unknown key. */
export function conversationStart(r: Reader, key: number): number | null {
  const row = r.prepare<{ started_at: number }>('SELECT started_at FROM conversation WHERE key = ?').get(key)
  return row?.started_at ?? null
}

/**
 * Gives a conversation the contact of its true beginning, found after the mail that came later (newest first).
 *
 * `at` becomes its start, so that only a still earlier email changes the contact again.
 */
export function setConversationBeginning(
  w: Writer,
  key: number,
  beginning: ConversationContact,
  at: number,
): void {
  dropSearchRow(w, key, beginning)
  w.prepare(
    `UPDATE conversation SET contact_key = ?, contact_name = ?, contact_address = ?, started_at = ?,
       contact_id = coalesce((SELECT id FROM contact WHERE key = ?), '')
     WHERE key = ?`,
  ).run(beginning.contactKey, beginning.contactName, beginning.contactAddress, at, beginning.contactKey, key)
}

/** The contact is among what search finds: `refreshConversations` stores the row's words anew. */
function dropSearchRow(w: Writer, key: number, next: ConversationContact): void {
  const row = w
    .prepare<{
      search_key: number
      contact_key: number | null
      contact_name: string
      contact_address: string | null
    }>(
      `SELECT search_key, contact_key, contact_name, contact_address FROM conversation
       WHERE key = ? AND search_key IS NOT NULL`,
    )
    .get(key)
  if (row === undefined) return
  const isSame =
    row.contact_key === next.contactKey &&
    row.contact_name === next.contactName &&
    row.contact_address === next.contactAddress
  if (isSame) return
  w.index.removeConversation(row.search_key)
  w.prepare('UPDATE conversation SET search_key = NULL WHERE key = ?').run(key)
}

/** A merged conversation is with whom its earliest part is with. */
function keepEarliestContact(
  w: Writer,
  merge: { readonly into: number; readonly from: readonly number[] },
): void {
  const keys = [merge.into, ...merge.from]
  const earliest = w
    .prepare<ConversationContact & { readonly key: number }>(
      `SELECT key, contact_key AS contactKey, contact_name AS contactName, contact_address AS contactAddress
       FROM conversation WHERE key IN (SELECT value FROM json_each(?)) ORDER BY started_at, key LIMIT 1`,
    )
    .get(JSON.stringify(keys))
  if (earliest === undefined || earliest.key === merge.into) return
  dropSearchRow(w, merge.into, earliest)
  w.prepare(
    `UPDATE conversation SET (contact_key, contact_id, contact_name, contact_address, started_at) =
       (SELECT contact_key, contact_id, contact_name, contact_address, started_at FROM conversation WHERE key = ?)
     WHERE key = ?`,
  ).run(earliest.key, merge.into)
}

/** What one of them shows stays in sight: the whole is muted or snoozed only where every part is, and wakes with the first. */
function keepShown(w: Writer, merge: { readonly into: number; readonly from: readonly number[] }): void {
  const keys = JSON.stringify([merge.into, ...merge.from])
  w.prepare(
    `UPDATE conversation SET (muted, snoozed_until, snoozed_key) =
       (SELECT min(muted), iif(count(*) = count(snoozed_until), min(snoozed_until), NULL), max(snoozed_key)
        FROM conversation WHERE hidden = 0 AND key IN (SELECT value FROM json_each(?)))
     WHERE key = ? AND EXISTS
       (SELECT 1 FROM conversation WHERE hidden = 0 AND key IN (SELECT value FROM json_each(?)))`,
  ).run(keys, merge.into, keys)
}

/**
 * Joins conversations into one. Links to the ones that go stay good; their ids are answered, for whoever shows them.
 *
 * Then `refreshConversations` with `into`.
 */
export function mergeConversations(
  w: Writer,
  merge: { readonly into: number; readonly from: readonly number[] },
): readonly string[] {
  const ids: string[] = []
  keepEarliestContact(w, merge)
  keepShown(w, merge)
  for (const from of merge.from) {
    if (from === merge.into) continue
    const gone = w
      .prepare<{ id: string; search_key: number | null }>(
        'SELECT id, search_key FROM conversation WHERE key = ?',
      )
      .get(from)
    if (gone === undefined) continue
    for (const table of ['email', 'thread_ref', 'conversation_alias', 'draft', 'submission']) {
      w.prepare(`UPDATE ${table} SET conversation_key = ? WHERE conversation_key = ?`).run(merge.into, from)
    }
    w.prepare('DELETE FROM conversation WHERE key = ?').run(from)
    if (gone.search_key !== null) w.index.removeConversation(gone.search_key)
    w.prepare('INSERT INTO conversation_alias(id, conversation_key) VALUES (?, ?)').run(gone.id, merge.into)
    ids.push(gone.id)
  }
  return ids
}

/**
 * Conversations of one contact with the same subject key that had mail at or after `sinceMs`, newest first, at most two.
 *
 * Two are enough: subject alone joins only where exactly one fits (semantics.md, Threading).
 */
export function subjectCandidates(
  r: Reader,
  accountId: string,
  subjectKey: string,
  contactKey: number,
  sinceMs: number,
): readonly SubjectCandidate[] {
  return r
    .prepare<SubjectCandidate>(
      `SELECT key AS conversationKey, last_at AS lastAt FROM conversation
       WHERE account_id = ? AND subject_key = ? AND last_at >= ? AND contact_key = ? ORDER BY last_at DESC LIMIT 2`,
    )
    .all(accountId, subjectKey, sinceMs, contactKey)
}
