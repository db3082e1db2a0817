import type { DraftMirror } from '#shared/draft.ts'
import type { ErrorReport } from '#shared/errors.ts'
import type { Writer } from './handle.ts'

/** Notes where the copy of a draft in a Drafts mailbox is; what is left out stays as it is. */
export function setMirror(
  w: Writer,
  draftKey: number,
  mirror: {
    readonly state: DraftMirror
    readonly accountId?: string | null
    readonly problem?: ErrorReport | null
  },
): void {
  w.prepare(
    `UPDATE draft SET mirror = ?, mirror_problem = ?, mirror_account_id = CASE WHEN ? THEN ? ELSE mirror_account_id END
     WHERE key = ?`,
  ).run(
    mirror.state,
    mirror.problem == null ? null : JSON.stringify(mirror.problem),
    Number(mirror.accountId !== undefined),
    mirror.accountId ?? null,
    draftKey,
  )
}

/**
 * Takes the job that waits to bring a draft's copy in step out of the queue, and those that gave up. Returns since when it
 * has waited, or null where none does; one that runs stays.
 */
export function takeWaitingMirror(w: Writer, accountId: string, draftId: string): number | null {
  const taken = w
    .prepare<{ state: string; created_at: number }>(
      `DELETE FROM job WHERE kind = 'mirror-draft' AND account_id = ? AND state <> 'running'
         AND json_extract(payload, '$.draftId') = ? RETURNING state, created_at`,
    )
    .all(accountId, draftId)
  const waiting = taken.filter(({ state }) => state === 'ready').map(job => job.created_at)
  return waiting.length === 0 ? null : Math.min(...waiting)
}

/** The draft of another program's that this one went on with is put away. */
export function endContinuing(w: Writer, draftKey: number): void {
  w.prepare('UPDATE draft SET continued_email_key = NULL WHERE key = ?').run(draftKey)
}
