import type { Reader, Writer } from './handle.ts'

/** What the user set on a conversation, and how it is listed. Times epoch ms UTC. */
export type ConversationState = {
  readonly key: number
  readonly id: string
  readonly accountId: string
  readonly contactName: string
  readonly subject: string
  readonly muted: boolean
  readonly snoozedUntil: number | null
  readonly archived: boolean
  /** Only trash, junk or drafts are left of it. */
  readonly hidden: boolean
}

type StateRow = {
  key: number
  id: string
  account_id: string
  contact_name: string
  subject: string
  muted: number
  snoozed_until: number | null
  archived: number
  hidden: number
}

/** A conversation's state by id, following merges; null when it is gone. */
export function findConversationState(r: Reader, id: string): ConversationState | null {
  const row = r
    .prepare<StateRow>(
      `SELECT key, id, account_id, contact_name, subject, muted, snoozed_until, archived, hidden FROM conversation
       WHERE key = coalesce((SELECT key FROM conversation WHERE id = ?),
         (SELECT conversation_key FROM conversation_alias WHERE id = ?))`,
    )
    .get(id, id)
  if (row === undefined) return null
  return {
    key: row.key,
    id: row.id,
    accountId: row.account_id,
    contactName: row.contact_name,
    subject: row.subject,
    muted: row.muted === 1,
    snoozedUntil: row.snoozed_until,
    archived: row.archived === 1,
    hidden: row.hidden === 1,
  }
}

/** New mail does not bring it back from the archive any more, or does again. Then `refreshConversations`. */
export function setMuted(w: Writer, key: number, muted: boolean): void {
  w.prepare('UPDATE conversation SET muted = ? WHERE key = ?').run(Number(muted), key)
}

/**
 * Takes a conversation out of the active list until a moment, or brings it back (null). Then `refreshConversations`.
 *
 * Mail that is newer than what is here now ends it too. `keepsMark` counts from an earlier snooze on instead: for undoing.
 */
export function setSnoozed(
  w: Writer,
  key: number,
  until: number | null,
  { keepsMark = false }: { readonly keepsMark?: boolean } = {},
): void {
  w.prepare('UPDATE conversation SET snoozed_until = ? WHERE key = ?').run(until, key)
  if (until === null || keepsMark) return
  w.prepare(
    `UPDATE conversation SET snoozed_key =
       (SELECT max(email.key) FROM email WHERE email.conversation_key = conversation.key) WHERE key = ?`,
  ).run(key)
}
