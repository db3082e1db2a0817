import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { fetchEmails, fetchSizes } from '#engine/mail/imap/fetch.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { searchUids } from '#engine/mail/imap/search.ts'
import { formatUidSets } from '#engine/mail/imap/uid-set.ts'
import { copyUids } from '#engine/store/copies.ts'
import type { Reader } from '#engine/store/handle.ts'
import { type MailboxRecord, setMailboxState } from '#engine/store/mailboxes.ts'
import { AppError } from '#shared/errors.ts'
import type { Intake } from './intake.ts'

/** Mail of a mailbox that is still to be fetched, newest first. */
export type BackfillPlan = {
  /** Descending. */
  readonly uids: Uint32Array
  /** From when on bodies are kept offline, epoch ms; null for from ever, Infinity for none. */
  readonly since: number | null
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
  { since }: { readonly since: number | null },
): Promise<BackfillPlan> {
  const top = (mailbox.backfillUid ?? 1) - 1
  if (top < 1) return { uids: new Uint32Array(), since }
  const present = await searchUids(connection, `1:${top}`)
  const known = new Set(copyUids(r, mailbox.key, 1, top))
  const uids: number[] = []
  for (const { from, to } of present) {
    for (let uid = from; uid <= Math.min(to, top); uid += 1) {
      if (!known.has(uid)) uids.push(uid)
      if (uids.length > imapLimits.uids)
        throw new AppError('protocol-violation', 'more UIDs than any mailbox has')
    }
  }
  return { uids: Uint32Array.from(uids).reverse(), since }
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
  const kinds = await sortByLength(connection, uids, plan.since)
  for (const [part, bytes, structure] of [
    [kinds.short, imapLimits.prefixBytes, false],
    [kinds.long, imapLimits.prefixBytes, true],
    [kinds.withoutBody, imapLimits.headerBytes, false],
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

/** What to fetch of which message: a long one needs its structure too, an old one only its headers. */
async function sortByLength(
  connection: ImapConnection,
  uids: readonly number[],
  since: number | null,
): Promise<{
  readonly short: readonly number[]
  readonly long: readonly number[]
  readonly withoutBody: readonly number[]
}> {
  if (since === Number.POSITIVE_INFINITY) return { short: [], long: [], withoutBody: uids }
  const long = new Set<number>()
  const old = new Set<number>()
  for (const set of formatUidSets(uids, imapLimits.commandUidSetLength)) {
    for (const email of await fetchSizes(connection, set)) {
      if (since !== null && email.receivedAt < since && email.receivedAt > 0) old.add(email.uid)
      else if (email.sizeBytes > imapLimits.prefixBytes) long.add(email.uid)
    }
  }
  return {
    short: uids.filter(uid => !long.has(uid) && !old.has(uid)),
    long: uids.filter(uid => long.has(uid)),
    withoutBody: uids.filter(uid => old.has(uid)),
  }
}
