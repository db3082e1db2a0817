import { dayMs, hourMs, minuteMs } from '#shared/time.ts'
import type { Writer } from './handle.ts'

type Saved = { readonly revision: number; readonly savedAt: number; readonly kept: boolean }

/**
 * Which revisions of a draft, oldest first, are not worth keeping any more.
 *
 * All of the last ten minutes stay, then the last one of each minute, after a day the last one of each hour; the first,
 * the newest and those that somebody went back to always stay.
 */
export function revisionsToDrop(revisions: readonly Saved[], now: number): readonly number[] {
  return revisions.flatMap((one, at) => {
    const next = revisions[at + 1]
    if (at === 0 || next === undefined || one.kept) return []
    const age = now - one.savedAt
    if (age < 10 * minuteMs) return []
    const span = age < dayMs ? minuteMs : hourMs
    return Math.floor(one.savedAt / span) === Math.floor(next.savedAt / span) ? [one.revision] : []
  })
}

/** Removes what is not worth keeping of a draft's history, so that a long letter doesn't fill the disk. */
export function thinOutRevisions(w: Writer, draftKey: number, now: number): void {
  const rows = w
    .prepare<{ revision: number; savedAt: number; kept: number }>(
      'SELECT revision, saved_at AS savedAt, kept FROM draft_revision WHERE draft_key = ? ORDER BY revision',
    )
    .all(draftKey)
  const drop = w.prepare('DELETE FROM draft_revision WHERE draft_key = ? AND revision = ?')
  const saved = rows.map(row => ({ ...row, kept: row.kept === 1 }))
  for (const revision of revisionsToDrop(saved, now)) drop.run(draftKey, revision)
}
