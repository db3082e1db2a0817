import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { openMailbox, selectMailbox } from '#engine/mail/imap/mailboxes.ts'
import { copyMessages, ensureRemovable, moveMessages } from '#engine/mail/imap/move.ts'
import { searchUids } from '#engine/mail/imap/search.ts'
import { formatUidSet, inRanges, toRanges } from '#engine/mail/imap/uid-set.ts'
import { copiesOfEmail } from '#engine/store/copies.ts'
import type { MailboxRecord } from '#engine/store/mailboxes.ts'
import type { LostEmail } from './chase-lost.ts'
import { type FoundCopy, findCopies } from './find-copies.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import { removeMessages } from './remove-messages.ts'
import type { Settled } from './settle-moves.ts'

/** Emails and the way that they go. */
export type Way = {
  readonly source: MailboxRecord
  readonly target: MailboxRecord
  readonly emailKeys: readonly number[]
  /** Those that are to lie elsewhere too, or to stay as well: a copy of them is left. */
  readonly kept: ReadonlySet<number>
}

/** What the server has done, to be noted at once. */
export type Transferred = {
  readonly moved: readonly Settled[]
  /** Neither in the source nor in the target. */
  readonly lost: readonly LostEmail[]
}

type Held = {
  readonly emailKey: number
  readonly known: readonly number[]
  readonly present: readonly number[]
  /** What goes to the target; of an email that must be left a copy of, one. */
  readonly going: readonly number[]
  /** Whether that is all there is, and must be left: it is copied. */
  readonly isCopied: boolean
}

/**
 * Moves emails on the server: with MOVE where it has that, else by COPY, `\Deleted` and expunging.
 *
 * A job that was cut may have done any part of this. So whatever is missing in the source is looked for in the target,
 * and so is everything where a copy may have been made without the rest (`again`, or no MOVE): a copy that is there is
 * never made twice. Of an email in `kept` one copy is moved, and the last one copied.
 *
 * Call it inside `connection.use`. `later` where the mailbox must be read again first (UIDVALIDITY).
 *
 * @throws AppError what the server refused with; what was done by then is found by the next attempt
 */
export async function transferEmails(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  way: Way,
  options: { readonly signal: AbortSignal; readonly again: boolean },
): Promise<Transferred | 'later'> {
  const { source, target } = way
  const { signal } = options
  const held = await lookInto(deps, connection, way)
  if (held === 'later') return 'later'
  const { move } = connection.abilities
  const doubtful = held.filter(
    ({ emailKey, present }) => present.length === 0 || options.again || !move || way.kept.has(emailKey),
  )
  const find = (
    emails: readonly Held[],
    lasting: boolean,
  ): Promise<ReadonlyMap<number, FoundCopy>> | ReadonlyMap<number, FoundCopy> =>
    emails.length === 0
      ? new Map()
      : findCopies(deps, connection, target, emails.map(keyOf), { signal, lasting })
  // Only a copy that stays makes the one in the source superfluous.
  const found = await find(doubtful, true)
  const ready = held.filter(({ emailKey, present }) => present.length > 0 && !found.has(emailKey))
  const rest = held.filter(({ emailKey, present }) => present.length > 0 && found.has(emailKey))

  await selectMailbox(connection, source)
  const tell = async (some: readonly Held[], how: typeof moveMessages) => {
    const uids = some.flatMap(({ going }) => going)
    return uids.length === 0 ? null : how(connection, uids, target.path)
  }
  const toldOfCopies = await tell(
    ready.filter(({ isCopied }) => isCopied),
    copyMessages,
  )
  const toldOfMoves = await tell(
    ready.filter(({ isCopied }) => !isCopied),
    move ? moveMessages : copyMessages,
  )
  const toldOf = ({ isCopied }: Held) => (isCopied ? toldOfCopies : toldOfMoves)
  const done = ready.filter(one => one.going.some(uid => toldOf(one)?.uids.has(uid) ?? true))
  const toRemove = move ? rest : [...rest, ...done]
  await removeMessages(deps, connection, source, toRemove.flatMap(leaving))
  const untold = await find(
    ready.filter(one => toldOf(one) === null),
    false,
  )

  const places = new Map<number, Settled['now']>()
  for (const [key, copy] of [...found, ...untold]) places.set(key, { ...copy, mailboxKey: target.key })
  for (const one of done) {
    const told = toldOf(one)
    const uid = one.going.flatMap(from => told?.uids.get(from) ?? []).at(-1)
    if (told !== null && uid !== undefined)
      places.set(one.emailKey, { mailboxKey: target.key, uidValidity: told.uidValidity, uid, flags: null })
  }
  const isMoved = ({ emailKey }: Held) => places.has(emailKey)
  return {
    moved: held
      .filter(isMoved)
      .map(one => ({ emailKey: one.emailKey, gone: goneOf(one), now: places.get(one.emailKey) ?? null })),
    lost: held.filter(one => !isMoved(one)).map(({ emailKey, known }) => ({ emailKey, gone: known })),
  }
}

const leaving = ({ isCopied, going }: Held) => (isCopied ? [] : going)

/** Which UIDs are no more once a copy lies in the target. */
function goneOf(one: Held): readonly number[] {
  const left = new Set(one.present)
  for (const uid of leaving(one)) left.delete(uid)
  return one.known.filter(uid => !left.has(uid))
}

/** Which emails the source has no longer; nothing is moved. As `transferEmails`. */
export async function findLost(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  way: Way,
): Promise<Transferred | 'later'> {
  const held = await lookInto(deps, connection, way)
  if (held === 'later') return 'later'
  const lost = held.filter(({ present }) => present.length === 0)
  return { moved: [], lost: lost.map(({ emailKey, known }) => ({ emailKey, gone: known })) }
}

const keyOf = ({ emailKey }: Held) => emailKey

/** Which copies of the emails the source has, by what is known here and by what the server says. */
async function lookInto(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  { source, emailKeys, kept }: Way,
): Promise<readonly Held[] | 'later'> {
  // Opened anew: what is missing then is gone, not just unheard of in this session.
  const { uidValidity } = await openMailbox(connection, source.path)
  if (uidValidity !== source.uidValidity) return 'later'
  ensureRemovable(connection)
  const known = emailKeys.map(emailKey => ({
    emailKey,
    known: copiesOfEmail(deps.store.reader, emailKey)
      .filter(copy => copy.mailboxKey === source.key)
      .map(copy => copy.uid),
  }))
  // Forgotten with its UIDVALIDITY, and not read to its end yet: the copy may still come.
  if (source.backfillUid !== null && known.some(email => email.known.length === 0)) return 'later'
  const uids = known.flatMap(email => email.known).sort((a, b) => a - b)
  const present = uids.length === 0 ? [] : await searchUids(connection, formatUidSet(toRanges(uids)))
  return known.map(email => {
    const here = email.known.filter(uid => inRanges(present, uid))
    const isKept = kept.has(email.emailKey)
    return {
      ...email,
      present: here,
      going: isKept ? here.slice(0, 1) : here,
      isCopied: isKept && here.length === 1,
    }
  })
}
