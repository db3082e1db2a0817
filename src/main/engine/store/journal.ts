import type { ConversationAction } from '#shared/actions.ts'
import type { Reader, Writer } from './handle.ts'

/** An entry of the journal. Times epoch ms UTC. */
export type JournalEntry = {
  readonly key: number
  readonly id: string
  readonly action: ConversationAction
  readonly at: number
  readonly count: number
  readonly contactName: string
  readonly subject: string
  readonly undoneAt: number | null
  readonly undoOf: string | null
}

/** What an action changed of one conversation; `before` is JSON whose meaning conversations/effects.ts knows. */
export type JournalItem = { readonly conversationId: string; readonly before: string }

type EntryRow = {
  key: number
  id: string
  params: string
  at: number
  count: number
  contact_name: string
  subject: string
  undone_at: number | null
  undo_of: string | null
}

/** Opens an entry, in the transaction of its first change. Returns its key. */
export function insertAction(
  w: Writer,
  entry: Pick<JournalEntry, 'id' | 'action' | 'at' | 'contactName' | 'subject' | 'undoOf'>,
): number {
  const row = w
    .prepare<{ key: number }>(
      `INSERT INTO action(id, kind, params, at, count, contact_name, subject, undo_of)
       VALUES (?, ?, ?, ?, 0, ?, ?, ?) RETURNING key`,
    )
    .all(
      entry.id,
      entry.action.kind,
      JSON.stringify(entry.action),
      entry.at,
      entry.contactName,
      entry.subject,
      entry.undoOf,
    )[0]
  if (row === undefined) throw new Error('An insert returns its row')
  return row.key
}

/** Adds what an action changed, in the transaction of the change. One that was undone while it ran is not any more. */
export function addItems(w: Writer, actionKey: number, items: readonly JournalItem[]): void {
  const first = w.prepare<{ count: number }>('SELECT count FROM action WHERE key = ?').get(actionKey)?.count
  if (first === undefined) return
  const add = w.prepare(
    'INSERT INTO action_item(action_key, position, conversation_id, before) VALUES (?, ?, ?, ?)',
  )
  for (const [index, item] of items.entries())
    add.run(actionKey, first + index, item.conversationId, item.before)
  if (items.length === 0) return
  w.prepare('UPDATE action SET count = ?, undone_at = NULL WHERE key = ?').run(
    first + items.length,
    actionKey,
  )
}

/** Items from a position on, in order. */
export function itemsOf(
  r: Reader,
  actionKey: number,
  from: number,
  limit: number,
): readonly (JournalItem & { readonly position: number })[] {
  return r
    .prepare<JournalItem & { readonly position: number }>(
      `SELECT position, conversation_id AS conversationId, before FROM action_item
       WHERE action_key = ? AND position >= ? ORDER BY position LIMIT ?`,
    )
    .all(actionKey, from, limit)
}

/** Everything of it that could be taken back is. */
export function markUndone(w: Writer, actionKey: number, at: number): void {
  w.prepare('UPDATE action SET undone_at = ? WHERE key = ?').run(at, actionKey)
}

/** One entry, or null. */
export function findAction(r: Reader, id: string): JournalEntry | null {
  const row = r.prepare<EntryRow>('SELECT * FROM action WHERE id = ?').get(id)
  return row === undefined ? null : toEntry(row)
}

/** Entries below a key, newest first. */
export function listActions(r: Reader, belowKey: number, limit: number): readonly JournalEntry[] {
  return r
    .prepare<EntryRow>('SELECT * FROM action WHERE key < ? ORDER BY key DESC LIMIT ?')
    .all(belowKey, limit)
    .map(toEntry)
}

/** Id of the first conversation of an entry where it is now, or null once it is gone. */
export function firstConversationOf(r: Reader, actionKey: number): string | null {
  const row = r
    .prepare<{ id: string }>(
      `SELECT conversation.id FROM action_item AS item
       JOIN conversation ON conversation.key = coalesce(
         (SELECT key FROM conversation WHERE id = item.conversation_id),
         (SELECT conversation_key FROM conversation_alias WHERE id = item.conversation_id))
       WHERE item.action_key = ? AND item.position = 0`,
    )
    .get(actionKey)
  return row?.id ?? null
}

/**
 * Forgets entries up to a moment, at most `limit` conversations of them at a time; what waits for a decision stays.
 *
 * Returns whether there may be more.
 */
export function forgetActions(w: Writer, until: number, limit: number): boolean {
  const row = w
    .prepare<{ key: number }>(
      `SELECT key FROM action WHERE at <= ? AND NOT EXISTS
         (SELECT 1 FROM job WHERE json_extract(payload, '$.actionId') = +action.id) ORDER BY at LIMIT 1`,
    )
    .get(until)
  if (row === undefined) return false
  const removed = w
    .prepare(
      `DELETE FROM action_item WHERE action_key = ? AND position IN
         (SELECT position FROM action_item WHERE action_key = ? LIMIT ?)`,
    )
    .run(row.key, row.key, limit)
  if (removed < limit) w.prepare('DELETE FROM action WHERE key = ?').run(row.key)
  return true
}

function toEntry(row: EntryRow): JournalEntry {
  return {
    key: row.key,
    id: row.id,
    // Only `insertAction` writes it, from the same type.
    action: JSON.parse(row.params) as ConversationAction,
    at: row.at,
    count: row.count,
    contactName: row.contact_name,
    subject: row.subject,
    undoneAt: row.undone_at,
    undoOf: row.undo_of,
  }
}
