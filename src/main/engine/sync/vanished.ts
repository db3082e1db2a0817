import { pendingFlagIntents } from '#engine/queue/flag-intents.ts'
import { dropJob, failedMoveJobs } from '#engine/queue/queue.ts'
import { copiesInRange, copiesOfEmail, removeCopies } from '#engine/store/copies.ts'
import type { Writer } from '#engine/store/handle.ts'
import { hasOpenJobs } from '#engine/store/jobs.ts'
import { dropMirrorCopies } from '#engine/store/mirror-copies.ts'
import {
  dropPendingMove,
  findPendingMove,
  hasPendingMoves,
  pendingMovesFrom,
} from '#engine/store/pending-moves.ts'

/**
 * Removes copies that the server no longer has. Returns the keys of their emails: hand them to `refreshEmails`.
 *
 * A copy that a waiting job means stays until the job has run: it finds out whether that was our own move (its answer may
 * still be on the way, and the conversation must not vanish meanwhile), or where others moved the mail to. A wish that no
 * job will carry out any more ends with its copy (F-32). One that stays for too long is found by the next
 * comparison, because the counts differ.
 */
export function removeVanished(w: Writer, mailboxKey: number, uids: readonly number[]): readonly number[] {
  dropMirrorCopies(w, mailboxKey, uids)
  const isWanted = waitingFor(w, mailboxKey, uids)
  const gone: { uid: number; emailKey: number }[] = []
  for (const uid of uids) {
    const copy = copiesInRange(w, mailboxKey, uid, uid, 1)[0]
    if (copy !== undefined && !isWanted(copy)) gone.push(copy)
  }
  const touched = removeCopies(
    w,
    mailboxKey,
    gone.map(({ uid }) => uid),
  )
  if (hasPendingMoves(w, mailboxKey)) endWishes(w, mailboxKey, touched)
  return touched
}

function waitingFor(
  w: Writer,
  mailboxKey: number,
  uids: readonly number[],
): (copy: { readonly uid: number; readonly emailKey: number }) => boolean {
  const flags = pendingFlagIntents(w, mailboxKey, { uids, emailKeys: [] }).byUid
  const isMoving = hasPendingMoves(w, mailboxKey) && hasOpenJobs(w, 'move-emails', mailboxKey)
  return ({ uid, emailKey }) =>
    flags.has(uid) || (isMoving && pendingMovesFrom(w, emailKey, mailboxKey).some(wish => !wish.hereOnly))
}

/** Only the last copy of an email in the mailbox takes the wish with it. */
function endWishes(w: Writer, mailboxKey: number, emailKeys: readonly number[]): void {
  let ended = 0
  for (const key of emailKeys) {
    if (findPendingMove(w, key, mailboxKey) === null || hasCopy(w, key, mailboxKey)) continue
    dropPendingMove(w, key, mailboxKey)
    ended += 1
  }
  if (ended === 0) return
  for (const job of failedMoveJobs(w, mailboxKey)) {
    const isOver = job.payload.emails.every(
      ({ emailKey }) => findPendingMove(w, emailKey, mailboxKey) === null,
    )
    if (isOver) dropJob(w, job.key)
  }
}

const hasCopy = (w: Writer, emailKey: number, mailboxKey: number) =>
  copiesOfEmail(w, emailKey).some(copy => copy.mailboxKey === mailboxKey)
