import { type CopyToMove, enqueueMoves } from '#engine/queue/move-jobs.ts'
import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import { copiesInRange, copiesOfEmail, putCopies, removeCopies } from '#engine/store/copies.ts'
import { refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'
import { findMailbox, type MailboxRecord } from '#engine/store/mailboxes.ts'
import {
  endPendingMoves,
  isStay,
  type PendingMove,
  pendingMovesFrom,
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
  return settle(w, source, emails, context, ({ wishes, now, isLeft }) => {
    const kept = wishes.filter(wish => wish.toRole !== done.toRole || wish.toMailboxKey !== done.toMailboxKey)
    if (kept.length < wishes.length) {
      const ended = wishes.filter(wish => !kept.includes(wish))
      const rest = kept.filter(wish => !isStay(wish))
      // Nothing is left there that the rest could be done with.
      if (!isLeft && rest.length > 0) return { ended: wishes, aims: [stayIn(now), ...rest] }
      return { ended, aims: [] }
    }
    if (wishes.length === 0) return { ended: [], aims: [stayIn(source)] }
    // One of them is done with this copy, the others with those that are left.
    const some = isLeft ? wishes.filter(wish => !isStay(wish)).slice(0, 1) : wishes
    return { ended: some, aims: some }
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
  return settle(w, source, emails, context, ({ wishes, now }) => {
    const aims = wishes.filter(wish => {
      if (wish.hereOnly || now.key === wish.toMailboxKey) return false
      if (now.key === source.key) return true
      return !isStay(wish) && lastIntent({ from: source.role, to: wish.toRole }, now.role) === 'follow'
    })
    return { ended: wishes, aims }
  })
}

/** What was wished of an email, where it lies now, and whether the source still has a copy. */
type Situation = {
  readonly wishes: readonly PendingMove[]
  readonly now: MailboxRecord
  readonly isLeft: boolean
}

/** Which wishes end, and what is wished of the email from its place of now on. */
type Outcome = { readonly ended: readonly PendingMove[]; readonly aims: readonly Aim[] }

function settle(
  w: Writer,
  source: MailboxRecord,
  emails: readonly Settled[],
  context: Context,
  outcomeOf: (situation: Situation) => Outcome,
): readonly string[] {
  const next: CopyToMove[] = []
  for (const email of emails) {
    const { emailKey } = email
    const before = copiesOfEmail(w, emailKey).filter(copy => copy.mailboxKey === source.key)
    const gone = before.filter(copy => email.gone.includes(copy.uid))
    removeCopies(w, source.key, email.gone)
    const wishes = pendingMovesFrom(w, emailKey, source.key)
    const place = email.now === null ? null : findMailbox(w, email.now.mailboxKey)
    if (email.now === null || place === null) {
      endPendingMoves(w, wishes)
      continue
    }
    const isLeft = gone.length < before.length
    const { ended, aims } = outcomeOf({ wishes, now: place, isLeft })
    endPendingMoves(w, ended)
    const { uid } = email.now
    const wasThere = copiesOfEmail(w, emailKey).some(copy => copy.mailboxKey === place.key)
    const flags = email.now.flags ?? carried(gone.length > 0 ? gone : before)
    if (place.uidValidity === null || place.uidValidity === email.now.uidValidity)
      placeCopy(w, place.key, { uid, emailKey, flags })
    next.push(...wishFrom(w, place, { emailKey, uid, wasThere }, aims))
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

/**
 * Wishes an email from its place of now on; answers what the server must do.
 *
 * What lay there before (`wasThere`) stays, and what was wished of it still is: the server has thrown copies together.
 */
function wishFrom(
  w: Writer,
  place: MailboxRecord,
  copy: { readonly emailKey: number; readonly uid: number; readonly wasThere: boolean },
  aims: readonly Aim[],
): readonly CopyToMove[] {
  const { key: mailboxKey, accountId } = place
  const { emailKey, uid } = copy
  const away = aims.filter(aim => findAim(w, accountId, aim)?.key !== mailboxKey)
  if (away.length === 0) return []
  const known = pendingMovesFrom(w, emailKey, mailboxKey)
  const isStaying = away.length < aims.length || (copy.wasThere && known.length === 0)
  const wanted = isStaying ? [...away, stayIn(place)] : away
  const fresh = wanted.filter(
    ({ toRole, toMailboxKey }) =>
      !known.some(wish => wish.toRole === toRole && wish.toMailboxKey === toMailboxKey),
  )
  const first = 1 + Math.max(-1, ...known.map(wish => wish.part))
  return fresh.flatMap(({ toRole, toMailboxKey }, at) => {
    const move = { emailKey, mailboxKey, toRole, toMailboxKey }
    putPendingMove(w, { ...move, part: first + at, hereOnly: false })
    return toMailboxKey === mailboxKey ? [] : { ...move, accountId, uid }
  })
}

const stayIn = ({ role, key }: MailboxRecord): Aim => ({ toRole: role, toMailboxKey: key })

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
