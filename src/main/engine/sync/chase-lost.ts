import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { listMailboxes, type ServerMailboxState } from '#engine/mail/imap/mailboxes.ts'
import { copiesOfEmail } from '#engine/store/copies.ts'
import { type MailboxRecord, listMailboxes as storedMailboxes } from '#engine/store/mailboxes.ts'
import type { MailboxRole } from '#shared/account.ts'
import { type FoundCopy, findCopies } from './find-copies.ts'
import { syncLimits } from './limits.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import { settleLost } from './settle-moves.ts'

/** An email that a job means and its mailbox has no longer, with the UIDs it had there. */
export type LostEmail = { readonly emailKey: number; readonly gone: readonly number[] }

type Place = FoundCopy & { readonly mailboxKey: number; readonly role: MailboxRole }

/**
 * Looks all over the account for emails that others moved or removed before the server was told what the user wants of
 * them, and settles that (`settleLost`).
 *
 * Only mailboxes that hold mail which was not read yet, or are known to hold the email, are opened.
 */
export async function chaseLost(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  source: MailboxRecord,
  lost: readonly LostEmail[],
  options: { readonly signal: AbortSignal; readonly actionId: string | null },
): Promise<void> {
  const { store, events, clock } = deps
  const { signal, actionId } = options
  if (lost.length === 0) return
  const places = await findPlaces(deps, connection, source, lost, signal)
  signal.throwIfAborted()
  for (let at = 0; at < lost.length; at += syncLimits.movedAtOnce) {
    const some = lost.slice(at, at + syncLimits.movedAtOnce)
    const ids = store.write(w =>
      settleLost(
        w,
        source,
        some.map(({ emailKey, gone }) => ({ emailKey, gone, now: places.get(emailKey) ?? null })),
        { now: clock.now(), actionId },
      ),
    )
    if (ids.length > 0) events.changed({ conversations: ids, actions: true })
  }
}

async function findPlaces(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  source: MailboxRecord,
  lost: readonly LostEmail[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Place>> {
  const { store } = deps
  const keys = lost.map(({ emailKey }) => emailKey)
  const gone = new Set(lost.flatMap(email => email.gone))
  const holders = new Set(
    keys.flatMap(key =>
      copiesOfEmail(store.reader, key).flatMap(copy =>
        copy.mailboxKey === source.key && gone.has(copy.uid) ? [] : [copy.mailboxKey],
      ),
    ),
  )
  const states = new Map(
    (await listMailboxes(connection, { signal })).flatMap(({ path, selectable, state }) =>
      selectable ? [[path, state] as const] : [],
    ),
  )
  const best = new Map<number, Place>()
  for (const mailbox of storedMailboxes(store.reader, source.accountId)) {
    const state = states.get(mailbox.path)
    if (state === undefined || !(holders.has(mailbox.key) || hasUnread(mailbox, state))) continue
    const except = mailbox.key === source.key ? gone : new Set<number>()
    const found = await connection.use(signal, () =>
      findCopies(deps, connection, mailbox, keys, { signal, except }),
    )
    for (const [key, copy] of found) {
      const place = { ...copy, mailboxKey: mailbox.key, role: mailbox.role }
      const known = best.get(key)
      if (known === undefined || rank(place) < rank(known)) best.set(key, place)
    }
  }
  return best
}

/** Whether a mailbox may hold mail that was not read yet. */
function hasUnread(mailbox: MailboxRecord, state: ServerMailboxState | null): boolean {
  return (
    state === null ||
    mailbox.backfillUid !== null ||
    mailbox.uidValidity !== state.uidValidity ||
    state.uidNext > mailbox.uidNext
  )
}

/** What was not known before is where it went; a copy in Sent has been there all along. */
function rank({ flags, role }: Place): number {
  return (flags === null ? 2 : 0) + (role === 'sent' ? 1 : 0)
}
