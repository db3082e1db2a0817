import { waitsOf } from '#shared/waits.ts'
import type { Writer } from './handle.ts'

/** What decides about waits of an email that counts. */
type WaitFacts = {
  readonly key: number
  readonly sent_at: number
  readonly outbound: number
  readonly automated: number
  readonly assistant: number
}

/** Brings the conversation's waits up to date; returns the start of the open one. */
export function refreshWaits(w: Writer, key: number, counted: readonly WaitFacts[]): number | null {
  const waits = waitsOf(
    counted.map(email => ({
      id: email.key,
      at: email.sent_at,
      outbound: email.outbound === 1,
      automated: email.automated === 1 || email.assistant === 1,
    })),
  )
  const known = w
    .prepare<{ opened_by: number; opened_at: number; closed_by: number | null; closed_at: number | null }>(
      'SELECT opened_by, opened_at, closed_by, closed_at FROM wait WHERE conversation_key = ?',
    )
    .all(key)
  const byOpening = new Map(known.map(wait => [wait.opened_by, wait]))
  const put = w.prepare(
    `INSERT INTO wait(conversation_key, opened_by, opened_at, closed_by, closed_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET opened_at = excluded.opened_at, closed_by = excluded.closed_by, closed_at = excluded.closed_at`,
  )
  for (const wait of waits) {
    const old = byOpening.get(wait.openedBy)
    byOpening.delete(wait.openedBy)
    const same =
      old?.opened_at === wait.openedAt && old.closed_by === wait.closedBy && old.closed_at === wait.closedAt
    if (!same) put.run(key, wait.openedBy, wait.openedAt, wait.closedBy, wait.closedAt)
  }
  const drop = w.prepare('DELETE FROM wait WHERE conversation_key = ? AND opened_by = ?')
  for (const openedBy of byOpening.keys()) drop.run(key, openedBy)
  const last = waits.at(-1)
  return last?.closedAt === null ? last.openedAt : null
}
