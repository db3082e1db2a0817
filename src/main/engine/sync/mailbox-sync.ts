import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { fetchEmails } from '#engine/mail/imap/fetch.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { type OpenedMailbox, openMailbox, type ServerMailboxState } from '#engine/mail/imap/mailboxes.ts'
import { countUids, formatUidSet } from '#engine/mail/imap/uid-set.ts'
import { countCopies } from '#engine/store/copies.ts'
import type { Reader } from '#engine/store/handle.ts'
import { findMailbox, type MailboxRecord, setMailboxState } from '#engine/store/mailboxes.ts'
import { renewMarks } from '#engine/store/tombstones.ts'
import { AppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import { compareAll, compareSince, compareUids } from './compare.ts'
import { createIntake, type IntakeDeps } from './intake.ts'
import { syncLimits } from './limits.ts'
import { forgetMailbox } from './uid-validity.ts'
import { unknownRanges } from './unknown-ranges.ts'

/** What bringing a mailbox in step needs. */
export type MailboxSyncDeps = IntakeDeps & { readonly log: Log }

/** What changed. */
export type MailboxSyncResult = { readonly added: number; readonly updated: number; readonly removed: number }

const nothing: MailboxSyncResult = { added: 0, updated: 0, removed: 0 }

/**
 * Whether a mailbox is in step with what STATUS says, without looking closer (P4).
 *
 * Only where the server keeps modification sequences: elsewhere flags may have changed without a trace.
 */
export function isInStep(r: Reader, mailbox: MailboxRecord, state: ServerMailboxState | null): boolean {
  return (
    state !== null &&
    mailbox.highestModseq !== null &&
    mailbox.highestModseq === state.highestModseq &&
    looksUnchanged(r, mailbox, state)
  )
}

/** Whether a mailbox holds the messages that are known, whatever their flags. */
export function looksUnchanged(r: Reader, mailbox: MailboxRecord, state: ServerMailboxState | null): boolean {
  return (
    state !== null &&
    mailbox.backfillUid === null &&
    mailbox.uidValidity === state.uidValidity &&
    mailbox.uidNext === state.uidNext &&
    countCopies(r, mailbox.key) === state.messages
  )
}

/**
 * Brings what is known of a mailbox in step: new mail, changed flags, vanished mail. Older mail that was never fetched
 * is left to the backfill, whose cursor this sets at the first sync or when much is new.
 *
 * UIDs are the only identity; sequence numbers are never used (F-18). Runs commands inside `connection.use`.
 */
export async function syncMailbox(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  mailboxKey: number,
  options: { readonly signal: AbortSignal; readonly bytes?: number },
): Promise<MailboxSyncResult> {
  return connection.use(options.signal, () => syncSelected(deps, connection, mailboxKey, options))
}

async function syncSelected(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  mailboxKey: number,
  options: { readonly signal: AbortSignal; readonly bytes?: number },
): Promise<MailboxSyncResult> {
  const { store, clock } = deps
  const { signal } = options
  const found = findMailbox(store.reader, mailboxKey)
  if (found === null) return nothing
  const opened = await openMailbox(connection, found.path)
  signal.throwIfAborted()
  const mailbox = await welcome(deps, found, opened, signal)
  if (mailbox.keepsKeywords !== opened.keepsKeywords)
    store.write(w => setMailboxState(w, mailbox.key, { keepsKeywords: opened.keepsKeywords }))
  const added = await takeNew(deps, connection, mailbox, opened, options)
  const compared = await compare(deps, connection, mailbox, opened, signal)
  store.write(w =>
    setMailboxState(w, mailbox.key, {
      messageCount: opened.messages,
      highestModseq: connection.abilities.condstore ? opened.highestModseq : null,
      // Null until everything was fetched once: see the end of a round.
      ...(mailbox.syncedAt === null ? {} : { syncedAt: clock.now() }),
    }),
  )
  return { added, ...compared }
}

/** Sets the cursors at the first meeting, and starts over where UIDVALIDITY changed. Returns the mailbox as it is now. */
async function welcome(
  deps: MailboxSyncDeps,
  mailbox: MailboxRecord,
  opened: OpenedMailbox,
  signal: AbortSignal,
): Promise<MailboxRecord> {
  const { store, log } = deps
  if (mailbox.uidValidity === opened.uidValidity) {
    if (opened.uidNext >= mailbox.uidNext) return mailbox
    // Forbidden (RFC 9051 §2.3.1.1), and seen: nothing is forgotten, the comparison decides (F-34).
    log.warn('uidnext-went-back', { accountId: mailbox.accountId, mailbox: mailbox.key })
    return mailbox
  }
  if (mailbox.uidValidity !== null) {
    log.info('uidvalidity-changed', { accountId: mailbox.accountId, mailbox: mailbox.key })
    forgetMailbox(store, mailbox, deps.clock.now())
  }
  signal.throwIfAborted()
  const state = {
    uidValidity: opened.uidValidity,
    uidNext: opened.uidNext,
    backfillUid: opened.messages === 0 ? null : Math.max(opened.uidNext, 1),
    highestModseq: opened.highestModseq,
    messageCount: opened.messages,
  }
  store.write(w => {
    setMailboxState(w, mailbox.key, state)
    renewMarks(w, mailbox.key, opened)
  })
  return { ...mailbox, ...state }
}

/** Fetches mail above the known UIDs; when it is much, leaves it to the backfill. */
async function takeNew(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  opened: OpenedMailbox,
  options: { readonly signal: AbortSignal; readonly bytes?: number },
): Promise<number> {
  if (opened.uidNext <= mailbox.uidNext) return 0
  const state = { uidNext: opened.uidNext }
  const unknown = unknownRanges(
    deps.store.reader,
    mailbox.key,
    Math.max(1, mailbox.uidNext),
    opened.uidNext - 1,
  )
  if (countUids(unknown) > syncLimits.newEmailsAtOnce) {
    deps.store.write(w => setMailboxState(w, mailbox.key, { ...state, backfillUid: opened.uidNext }))
    return 0
  }
  const intake = createIntake(deps, mailbox, { signal: options.signal, announce: true })
  if (unknown.length > 0)
    await fetchEmails(connection, formatUidSet(unknown), {
      bytes: options.bytes ?? imapLimits.prefixBytes,
      structure: true,
      onEmail: intake.add,
    })
  intake.cut(w => setMailboxState(w, mailbox.key, state))
  await intake.done()
  return intake.added()
}

const unchanged = { updated: 0, removed: 0 }

async function compare(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  opened: OpenedMailbox,
  signal: AbortSignal,
): Promise<{ readonly updated: number; readonly removed: number }> {
  const { abilities } = connection
  const known = mailbox.highestModseq
  const below = Math.max(opened.uidNext, mailbox.uidNext)
  const isWhole = () => findMailbox(deps.store.reader, mailbox.key)?.backfillUid === null
  const lookForMissing = async () => {
    if (isWhole() && countCopies(deps.store.reader, mailbox.key) < opened.messages)
      await missMail(deps, mailbox, opened)
  }
  // A sequence that went back says nothing (F-34).
  const isTraced =
    abilities.condstore &&
    known !== null &&
    opened.highestModseq !== null &&
    BigInt(opened.highestModseq) >= BigInt(known)
  if (!isTraced) {
    const isEmpty = countCopies(deps.store.reader, mailbox.key) === 0
    const result = isEmpty ? unchanged : await compareAll(deps, connection, mailbox, { signal, below })
    await lookForMissing()
    return result
  }
  const changed =
    opened.highestModseq === known
      ? unchanged
      : await compareSince(deps, connection, mailbox, { since: known, signal })
  // All of the server's mail is known by now, or above the backfill's cursor: equal counts mean equal sets.
  const left = countCopies(deps.store.reader, mailbox.key)
  if (isWhole() ? left === opened.messages : abilities.qresync) return changed
  const removed = await compareUids(deps, connection, mailbox, { signal, below })
  await lookForMissing()
  return { updated: changed.updated, removed: changed.removed + removed }
}

/** Mail is on the server that isn't here although everything was fetched: the backfill looks for it once more. */
async function missMail(deps: MailboxSyncDeps, mailbox: MailboxRecord, opened: OpenedMailbox): Promise<void> {
  if (opened.uidNext < 1) throw new AppError('protocol-violation', 'no UIDNEXT')
  deps.log.info('mail-missing', { accountId: mailbox.accountId, mailbox: mailbox.key })
  deps.store.write(w => setMailboxState(w, mailbox.key, { backfillUid: opened.uidNext }))
}
