import type { Source } from '#shared/conversation.ts'
import type { OpenWait } from '#shared/overview.ts'
import type { Reader } from './handle.ts'

// INDEXED BY where the planner, without statistics, would rather filter by `archived` and sort.

/** How long answers took that were given at or after `from` and before `to`; ms each, in no order. */
export function responseTimes(r: Reader, from: number, to: number): readonly number[] {
  return r
    .prepare<{ ms: number }>(
      'SELECT closed_at - opened_at AS ms FROM wait WHERE closed_at >= ? AND closed_at < ?',
    )
    .all(from, to)
    .map(row => row.ms)
}

/** Emails dated at or after `since`, by direction; trash, junk and drafts left out, archived ones included. */
export function volumeSince(r: Reader, since: number): { readonly received: number; readonly sent: number } {
  const row = r
    .prepare<{ n: number; sent: number | null }>(
      'SELECT count(*) AS n, sum(outbound) AS sent FROM email WHERE sent_at >= ? AND counted = 1 AND draft = 0',
    )
    .get(since)
  const sent = row?.sent ?? 0
  return { received: (row?.n ?? 0) - sent, sent }
}

/** Listed conversations by source, largest first; the parts add up to the total. */
export function countsBySource(r: Reader): readonly { readonly source: Source; readonly count: number }[] {
  return r
    .prepare<{ source: Source; count: number }>(
      `SELECT source, sum(count) AS count FROM conversation_tally GROUP BY source HAVING sum(count) > 0
       ORDER BY count DESC, source`,
    )
    .all()
}

/** How many listed conversations began at or after `since`. */
export function countStartedSince(r: Reader, since: number): number {
  return (
    r
      .prepare<{ n: number }>('SELECT count(*) AS n FROM conversation WHERE hidden = 0 AND started_at >= ?')
      .get(since)?.n ?? 0
  )
}

/** The date of the oldest unread email in an active conversation, or null. */
export function oldestUnreadAt(r: Reader): number | null {
  return (
    r
      .prepare<{ at: number }>(
        `SELECT unread_since AS at FROM conversation INDEXED BY conversation_unread_since
         WHERE hidden = 0 AND archived = 0 AND unread_since IS NOT NULL ORDER BY unread_since LIMIT 1`,
      )
      .get()?.at ?? null
  )
}

/** How many active conversations wait for a reply. */
export function countWaiting(r: Reader): number {
  return (
    r
      .prepare<{ n: number | null }>(
        'SELECT sum(count) AS n FROM conversation_tally WHERE archived = 0 AND facet & 2',
      )
      .get()?.n ?? 0
  )
}

/** Active conversations that wait for a reply, longest first. */
export function longestWaits(r: Reader, limit: number): readonly OpenWait[] {
  return r
    .prepare<OpenWait>(
      `SELECT id AS conversationId, contact_name AS contactName, subject, source, waiting_since AS since
       FROM conversation INDEXED BY conversation_waiting
       WHERE hidden = 0 AND archived = 0 AND waiting_since IS NOT NULL
       ORDER BY waiting_since LIMIT ?`,
    )
    .all(limit)
}
