import {
  dropJob,
  enqueue,
  giveUpJob,
  movesInto,
  openFlagJobs,
  openMoveJobs,
  rewriteMoveJob,
} from '#engine/queue/queue.ts'
import { copiesInRange } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import type { Writer } from '#engine/store/handle.ts'
import { forgetCopies, type MailboxRecord, setMailboxState } from '#engine/store/mailboxes.ts'
import { forgetMirrorCopies } from '#engine/store/mirror-copies.ts'

/**
 * Forgets a mailbox's UIDs after its UIDVALIDITY changed (RFC 9051 §2.3.1.1).
 *
 * Emails stay: mail that is still there finds its row by its dedupe key when the mailbox has been read again, and what
 * lost its last copy goes then. Flag changes that wait for the server are rewritten to name emails instead of UIDs, in
 * the same transaction, so that none is lost and none hits another message (F-15).
 */
export function forgetMailbox(store: Store, mailbox: MailboxRecord, now: number): void {
  store.write(w => {
    keepIntents(w, mailbox, now)
    forgetCopies(w, mailbox.key)
    forgetMirrorCopies(w, mailbox.key)
    setMailboxState(w, mailbox.key, { uidNext: 0, highestModseq: null, backfillUid: null, syncedAt: null })
  })
}

function keepIntents(w: Writer, mailbox: MailboxRecord, now: number): void {
  for (const job of openFlagJobs(w, mailbox.key)) {
    const changes = job.payload.changes.flatMap(change => {
      const emailKey =
        change.emailKey ?? copiesInRange(w, mailbox.key, change.uid, change.uid, 1)[0]?.emailKey
      return emailKey === undefined ? [] : [{ ...change, emailKey }]
    })
    dropJob(w, job.key)
    if (changes.length === 0) continue
    const payload = { ...job.payload, uidValidity: '', changes }
    enqueue(w, { accountId: job.accountId, kind: 'set-flags', payload }, { now })
  }
}

/**
 * The mailbox is gone: what waits for it can't happen, and the user can see that (F-16).
 *
 * Moves into it mean the account's mailbox of that role from now on, as their wishes do (pending_move.to_mailbox_key).
 */
export function failIntents(w: Writer, mailboxKey: number): void {
  for (const job of movesInto(w, mailboxKey))
    rewriteMoveJob(w, job.key, { ...job.payload, toMailboxKey: null })
  for (const job of [...openFlagJobs(w, mailboxKey), ...openMoveJobs(w, mailboxKey)])
    giveUpJob(w, job.key, { code: 'mailbox-missing', retry: false })
}
