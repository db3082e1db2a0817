import { type CopyToMove, enqueueMoves } from '#engine/queue/move-jobs.ts'
import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import { copiesInRange, copiesOfEmail, putCopies, removeCopies } from '#engine/store/copies.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'
import { findMailbox, type MailboxRecord } from '#engine/store/mailboxes.ts'
import {
  dropPendingMove,
  findPendingMove,
  type PendingMove,
  putPendingMove,
} from '#engine/store/pending-moves.ts'
import { followFlags } from './follow-flags.ts'
import { lastIntent } from './last-intent.ts'
import { type Aim, findAim } from './move-target.ts'

/** What became of an email's copies in a mailbox. */
export type Settled = {
  readonly emailKey: number
  /** UIDs in the source that are no more. */
  readonly gone: readonly number[]
  /** Where the email lies now; null where the server has it nowhere. */
  readonly now: {
    readonly mailboxKey: number
    readonly uidValidity: string
    readonly uid: number
    /** As the server told; null: as they were. */
    readonly flags: readonly string[] | null
  } | null
}

type Context = { readonly now: number; readonly actionId: string | null }

/**
 * Notes that the server did a move: the copy has its new place in the same transaction that ends the wish, so that the
 * conversation never vanishes from the list, nor jumps.
 *
 * A wish that changed while the server was asked is not lost: taken back, it becomes the wish to go back to the source;
 * another one goes on from the new place (F-33). Flag changes that wait follow the email. Returns ids of conversations.
 */
export function settleMoved(
  w: Writer,
  source: MailboxRecord,
  done: Aim,
  emails: readonly Settled[],
  context: Context,
): readonly string[] {
  return settle(w, source, emails, context, (wish, now) => {
    if (wish === null) return { toRole: source.role, toMailboxKey: source.key }
    if (wish.toRole === done.toRole && wish.toMailboxKey === done.toMailboxKey) return null
    return findAim(w, source.accountId, wish)?.key === now.key ? null : wish
  })
}

/**
 * Notes that others moved or removed mail before the server was told of a wish: the wish follows it, or ends
 * (`lastIntent`). Flag changes that wait follow the email. Returns ids of conversations.
 */
export function settleLost(
  w: Writer,
  source: MailboxRecord,
  emails: readonly Settled[],
  context: Context,
): readonly string[] {
  return settle(w, source, emails, context, (wish, now) => {
    if (wish === null || wish.hereOnly || now.key === wish.toMailboxKey) return null
    if (now.key === source.key) return wish
    return lastIntent({ from: source.role, to: wish.toRole }, now.role) === 'follow' ? wish : null
  })
}

/** `wishFrom` answers what is wished of an email from its place of now on; null for nothing. */
function settle(
  w: Writer,
  source: MailboxRecord,
  emails: readonly Settled[],
  context: Context,
  wishFrom: (wish: PendingMove | null, now: MailboxRecord) => Aim | null,
): readonly string[] {
  const next: CopyToMove[] = []
  for (const email of emails) {
    const { emailKey } = email
    const before = copiesOfEmail(w, emailKey).filter(
      copy => copy.mailboxKey === source.key && email.gone.includes(copy.uid),
    )
    removeCopies(w, source.key, email.gone)
    const wish = findPendingMove(w, emailKey, source.key)
    const place = email.now === null ? null : findMailbox(w, email.now.mailboxKey)
    if (wish !== null) dropPendingMove(w, emailKey, source.key)
    if (email.now === null || place === null) continue
    const { uid } = email.now
    if (place.uidValidity === null || place.uidValidity === email.now.uidValidity)
      placeCopy(w, place.key, { uid, emailKey, flags: email.now.flags ?? carried(before) })
    const aim = wishFrom(wish, place)
    if (aim === null || findAim(w, source.accountId, aim)?.key === place.key) continue
    // A wish of its own is as good.
    if (findPendingMove(w, emailKey, place.key) !== null) continue
    const { toRole, toMailboxKey } = aim
    const move = { emailKey, mailboxKey: place.key, toRole, toMailboxKey }
    putPendingMove(w, { ...move, hereOnly: false })
    next.push({ ...move, accountId: source.accountId, uid })
  }
  followFlags(w, source, emails, context.now)
  enqueueMoves(w, next, context)
  const conversations = refreshEmails(
    w,
    emails.map(({ emailKey }) => emailKey),
  )
  const ids = conversationIdsOf(w, conversations)
  refreshConversations(w, conversations)
  return ids
}

/** What the sync has read of the copy meanwhile is newer than what we knew. */
function placeCopy(
  w: Writer,
  mailboxKey: number,
  copy: { readonly uid: number; readonly emailKey: number; readonly flags: readonly string[] },
): void {
  const known = copiesInRange(w, mailboxKey, copy.uid, copy.uid, 1)[0]
  if (known?.emailKey !== copy.emailKey) putCopies(w, mailboxKey, [copy])
}

/** A copy takes its flags along, but for the mark of those that are to be expunged. */
function carried(before: readonly { readonly flags: readonly string[] }[]): readonly string[] {
  const flags = new Set(before.flatMap(copy => copy.flags))
  flags.delete('\\Deleted')
  return [...flags]
}
