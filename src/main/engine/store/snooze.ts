import type { Reader, Writer } from './handle.ts'

/** When the next snooze ends, epoch ms UTC, or null. */
export function nextSnoozeEnd(r: Reader): number | null {
  const row = r
    .prepare<{ at: number }>(
      `SELECT snoozed_until AS at FROM conversation WHERE snoozed_until IS NOT NULL ORDER BY snoozed_until LIMIT 1`,
    )
    .get()
  return row?.at ?? null
}

/**
 * Ends snoozes that are due, at most `limit`: these conversations stand on top of the list, as if mail had come.
 *
 * Returns their keys, for `refreshConversations` in the same transaction.
 */
export function endSnoozes(w: Writer, now: number, limit: number): readonly number[] {
  const due = w
    .prepare<{ key: number }>(
      `SELECT key FROM conversation WHERE snoozed_until IS NOT NULL AND snoozed_until <= ?
       ORDER BY snoozed_until LIMIT ?`,
    )
    .all(now, limit)
  const end = w.prepare('UPDATE conversation SET snoozed_until = NULL, resurfaced_at = ? WHERE key = ?')
  for (const { key } of due) end.run(now, key)
  return due.map(({ key }) => key)
}
