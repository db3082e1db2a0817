import type { Events } from '#engine/events.ts'
import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { fetchFlags } from '#engine/mail/imap/fetch.ts'
import { searchUids } from '#engine/mail/imap/search.ts'
import { inRanges, type UidRange } from '#engine/mail/imap/uid-set.ts'
import { pendingFlagIntents, withIntent } from '#engine/queue/flag-intents.ts'
import { copiesInRange, copyUids, updateCopyFlags } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import type { MailboxRecord } from '#engine/store/mailboxes.ts'
import { mirrorUids } from '#engine/store/mirror-copies.ts'
import { applyChange, refreshedAtOnce } from './changes.ts'
import { syncLimits } from './limits.ts'
import { removeVanished } from './vanished.ts'

/** What comparing needs. */
export type CompareDeps = { readonly store: Store; readonly events: Events }

/** How many copies changed and how many went. */
export type CompareResult = { readonly updated: number; readonly removed: number }

/** Each distinct set of flags once: a mailbox has a dozen of them. */
type FlagSets = Map<string, readonly string[]>

/**
 * Takes over flags that changed since a modification sequence, and what vanished (RFC 7162).
 *
 * Without QRESYNC the server doesn't tell what vanished: see {@link compareUids}.
 */
export async function compareSince(
  deps: CompareDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  options: { readonly since: string; readonly signal: AbortSignal },
): Promise<CompareResult> {
  const changed: { uid: number; flags: readonly string[] }[] = []
  const vanished: UidRange[] = []
  await fetchFlags(connection, '1:*', {
    changedSince: options.since,
    onFlags: email => changed.push(email),
    onVanished: ranges => vanished.push(...ranges),
  })
  const updated = await applyFlags(deps, mailbox, changed, options.signal)
  const gone = uidsWithin(deps, mailbox, vanished)
  return { updated, removed: await applyRemoval(deps, mailbox, gone, options.signal) }
}

/**
 * Compares which messages there are, for servers that don't tell what vanished.
 *
 * `below` is the UIDNEXT of the mailbox as it was opened: mail above may be stored by the watching connection while the
 * answer is on its way, and its absence from the answer says nothing.
 */
export async function compareUids(
  deps: CompareDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  { signal, below }: { readonly signal: AbortSignal; readonly below: number },
): Promise<number> {
  const present = await searchUids(connection, '1:*')
  const gone = copyUids(deps.store.reader, mailbox.key, 1, below - 1).filter(uid => !inRanges(present, uid))
  return applyRemoval(deps, mailbox, gone, signal)
}

/** Compares all UIDs and flags, for servers without modification sequences. `below` as in {@link compareUids}. */
export async function compareAll(
  deps: CompareDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  { signal, below }: { readonly signal: AbortSignal; readonly below: number },
): Promise<CompareResult> {
  const sets: FlagSets = new Map()
  const onServer = new Map<number, readonly string[]>()
  await fetchFlags(connection, '1:*', { onFlags: ({ uid, flags }) => onServer.set(uid, shared(sets, flags)) })
  let updated = 0
  const gone = mirrorUids(deps.store.reader, mailbox.key).filter(uid => uid < below && !onServer.has(uid))
  for (let from = 1; from < below; ) {
    const copies = copiesInRange(deps.store.reader, mailbox.key, from, below - 1, syncLimits.compareWindow)
    if (copies.length === 0) break
    const changed: { uid: number; flags: readonly string[] }[] = []
    for (const copy of copies) {
      const flags = onServer.get(copy.uid)
      if (flags === undefined) gone.push(copy.uid)
      else if (!sameFlags(flags, copy.flags)) changed.push({ uid: copy.uid, flags })
    }
    updated += await applyFlags(deps, mailbox, changed, signal)
    from = (copies.at(-1)?.uid ?? below) + 1
    await new Promise(resolve => setImmediate(resolve))
    signal.throwIfAborted()
  }
  return { updated, removed: await applyRemoval(deps, mailbox, gone, signal) }
}

/** Each transaction holds flags together with what they do to their emails: cut at any point, none is left over. */
async function applyFlags(
  deps: CompareDeps,
  mailbox: MailboxRecord,
  changed: readonly { readonly uid: number; readonly flags: readonly string[] }[],
  signal: AbortSignal,
): Promise<number> {
  let updated = 0
  for (let at = 0; at < changed.length; at += refreshedAtOnce) {
    signal.throwIfAborted()
    updated += await applyChange(deps, signal, w => {
      // Read in the transaction: the user may have acted while the answer was on its way (F-32).
      const some = changed.slice(at, at + refreshedAtOnce)
      const meant = { uids: some.map(({ uid }) => uid), emailKeys: [] }
      const { byUid } = pendingFlagIntents(w, mailbox.key, meant)
      const merged = some.map(({ uid, flags }) => ({ uid, flags: withIntent(flags, byUid.get(uid)) }))
      return updateCopyFlags(w, mailbox.key, merged)
    })
  }
  return updated
}

/** Each transaction removes copies together with what that does to their emails: cut at any point, none is left over. */
async function applyRemoval(
  deps: CompareDeps,
  mailbox: MailboxRecord,
  uids: readonly number[],
  signal: AbortSignal,
): Promise<number> {
  let removed = 0
  for (let at = 0; at < uids.length; at += refreshedAtOnce) {
    signal.throwIfAborted()
    removed += await applyChange(deps, signal, w =>
      removeVanished(w, mailbox.key, uids.slice(at, at + refreshedAtOnce)),
    )
  }
  return removed
}

/** The UIDs of ranges that are here: a server may send `1:4294967295`, which nobody counts through. */
function uidsWithin(
  deps: CompareDeps,
  mailbox: MailboxRecord,
  ranges: readonly UidRange[],
): readonly number[] {
  const found = new Set<number>()
  for (const { from, to } of ranges)
    for (const uid of copyUids(deps.store.reader, mailbox.key, from, to)) found.add(uid)
  return [...found]
}

function shared(sets: FlagSets, flags: readonly string[]): readonly string[] {
  const kept = flags.filter(flag => flag.toLowerCase() !== '\\recent')
  const key = kept.join(' ')
  const known = sets.get(key)
  if (known !== undefined) return known
  sets.set(key, kept)
  return kept
}

/** `\Seen` and `\SEEN` are one flag; order means nothing. */
function sameFlags(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  if (a.every((flag, at) => flag === b[at])) return true
  const fold = (flags: readonly string[]) =>
    flags
      .map(flag => flag.toLowerCase())
      .sort()
      .join(' ')
  return fold(a) === fold(b)
}
