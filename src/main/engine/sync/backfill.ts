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
  /** Those that are longer than the beginning that is fetched: their structure is asked for too. */
  readonly long: readonly UidRange[]
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
  if (top < 1) return { uids: new Uint32Array(), withBodies: null, long: [] }
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
  const long =
    withBodies?.length === 0 ? [] : await searchUids(connection, set, { larger: imapLimits.prefixBytes })
  return { uids: Uint32Array.from(uids).reverse(), withBodies, long }
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
  const { withBodies, long } = plan
  const hasBody = (uid: number) => withBodies === null || inRanges(withBodies, uid)
  const isLong = (uid: number) => inRanges(long, uid)
  for (const [part, bytes, structure] of [
    [uids.filter(uid => hasBody(uid) && !isLong(uid)), imapLimits.prefixBytes, false],
    [uids.filter(uid => hasBody(uid) && isLong(uid)), imapLimits.prefixBytes, true],
    [uids.filter(uid => !hasBody(uid)), imapLimits.headerBytes, false],
  ] as const) {
    for (const set of formatUidSets(part, imapLimits.commandUidSetLength)) {
      await fetchEmails(connection, set, { bytes, structure, onEmail: intake.add })
    }
  }
  const last = range.end >= plan.uids.length
  const lowest = uids[0]
  intake.cut(w =>
    setMailboxState(w, mailbox.key, { backfillUid: last || lowest === undefined ? null : lowest }),
  )
}
