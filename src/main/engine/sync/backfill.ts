import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { fetchEmails } from '#engine/mail/imap/fetch.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { searchUids } from '#engine/mail/imap/search.ts'
import { formatUidSets, inRanges, type UidRange } from '#engine/mail/imap/uid-set.ts'
import { copyUids } from '#engine/store/copies.ts'
import type { Reader } from '#engine/store/handle.ts'
import { type MailboxRecord, setMailboxState } from '#engine/store/mailboxes.ts'
import { AppError } from '#shared/errors.ts'
import type { Intake } from './intake.ts'

/** Mail of a mailbox that is still to be fetched, newest first. */
export type BackfillPlan = {
  /** Descending. */
  readonly uids: Uint32Array
  /** Those whose bodies are kept offline; null for all. */
  readonly withBodies: readonly UidRange[] | null
}

/**
 * Finds out what is missing below the mailbox's cursor. The mailbox must be selected.
 *
 * Mail that is here already is left out, so that a cut sync, or one that was long offline, fetches nothing twice.
 */
export async function planBackfill(
  connection: ImapConnection,
  r: Reader,
  mailbox: MailboxRecord,
  options: { readonly messages: number; readonly since: number | null },
): Promise<BackfillPlan> {
  const top = (mailbox.backfillUid ?? 1) - 1
  if (top < 1) return { uids: new Uint32Array(), withBodies: null }
  const set = `1:${top}`
  const present = await searchUids(connection, set)
  const known = new Set(copyUids(r, mailbox.key, 1, top))
  const uids: number[] = []
  for (const { from, to } of present) {
    for (let uid = from; uid <= Math.min(to, top); uid += 1) {
      if (!known.has(uid)) uids.push(uid)
      if (uids.length > imapLimits.uids)
        throw new AppError('protocol-violation', 'more UIDs than any mailbox has')
    }
  }
  const since = options.since
  const withBodies =
    since === null
      ? null
      : since === Number.POSITIVE_INFINITY
        ? []
        : await searchUids(connection, set, { since })
  return { uids: Uint32Array.from(uids).reverse(), withBodies }
}

/**
 * Fetches one piece of a plan into an intake; the cursor follows in the transaction of the piece's last batch.
 *
 * The mailbox must be selected. `last` closes the mailbox: all is fetched.
 */
export async function fetchChunk(
  connection: ImapConnection,
  intake: Intake,
  mailbox: MailboxRecord,
  plan: BackfillPlan,
  range: { readonly start: number; readonly end: number },
): Promise<void> {
  const uids = [...plan.uids.subarray(range.start, range.end)].reverse()
  const { withBodies } = plan
  const full = withBodies === null ? uids : uids.filter(uid => inRanges(withBodies, uid))
  const headersOnly = withBodies === null ? [] : uids.filter(uid => !inRanges(withBodies, uid))
  for (const [part, bytes] of [
    [full, imapLimits.prefixBytes],
    [headersOnly, imapLimits.headerBytes],
  ] as const) {
    for (const set of formatUidSets(part, imapLimits.commandUidSetLength)) {
      await fetchEmails(connection, set, { bytes, onEmail: intake.add })
    }
  }
  const last = range.end >= plan.uids.length
  const lowest = uids[0]
  intake.cut(w =>
    setMailboxState(w, mailbox.key, { backfillUid: last || lowest === undefined ? null : lowest }),
  )
}
