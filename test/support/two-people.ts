import type { Random } from './random.ts'

/** Mailboxes in which two people move mail about. */
export type Place = 'INBOX' | 'Archive' | 'Trash' | 'Projects' | 'Junk'
export const places: readonly Place[] = ['INBOX', 'Archive', 'Trash', 'Projects', 'Junk']

/** What the person at our side does to a conversation of one mail. */
export type Deed = 'archive' | 'unarchive' | 'delete' | 'mark-read' | 'mark-unread' | 'tag' | 'untag' | 'undo'

type Flags = { readonly seen: boolean; readonly tagged: boolean }
type Wish = { readonly to: Place; readonly from: Place }

/** One mail as the two would explain it to each other: no UIDs, no jobs, no queue. */
export type PlainMail = {
  /** Where the server has it; null: expunged. */
  there: Place | null
  flagsThere: Flags
  /** What our side knew when the two last met. */
  known: Place | null
  flagsKnown: Flags
  /** What our side wished since. */
  wish: Wish | null
  flagWishes: Partial<Flags>
  /** Our side's last move, for undo: the place as it was and as it left it, and what was wished before. */
  lastMove: {
    readonly was: Place
    readonly now: Place
    readonly wishBefore: Wish | null
    met: boolean
  } | null
}

/** A mail that both know. */
export function plainMail(there: Place, flags: Flags): PlainMail {
  return {
    there,
    flagsThere: flags,
    known: there,
    flagsKnown: flags,
    wish: null,
    flagWishes: {},
    lastMove: null,
  }
}

const counts = (place: Place) => place !== 'Trash' && place !== 'Junk'

/** Where our side's list shows it; null where it is gone. */
const shownIn = (mail: PlainMail): Place | null =>
  mail.known === null ? null : (mail.wish?.to ?? mail.known)

/** A deed that changes something by what our side sees, or null. */
export function pickDeed(random: Random, mail: PlainMail): Deed | null {
  const here = shownIn(mail)
  if (here === null) return null
  const { seen, tagged } = { ...mail.flagsKnown, ...mail.flagWishes }
  const deeds: Deed[] = []
  if (counts(here))
    deeds.push(
      here === 'INBOX' ? 'archive' : 'unarchive',
      'delete',
      seen ? 'mark-unread' : 'mark-read',
      tagged ? 'untag' : 'tag',
    )
  if (mail.lastMove?.now === here) deeds.push('undo')
  return deeds.length === 0 ? null : random.pick(deeds)
}

/** Our side does it: wished from now on, and told to the server when the two meet. */
export function wishFor(mail: PlainMail, deed: Deed): void {
  switch (deed) {
    case 'archive':
      moveHere(mail, 'Archive')
      return
    case 'unarchive':
      moveHere(mail, 'INBOX')
      return
    case 'delete':
      moveHere(mail, 'Trash')
      return
    case 'mark-read':
    case 'mark-unread':
      mail.flagWishes = { ...mail.flagWishes, seen: deed === 'mark-read' }
      return
    case 'tag':
    case 'untag':
      mail.flagWishes = { ...mail.flagWishes, tagged: deed === 'tag' }
      return
    case 'undo':
      undoHere(mail)
  }
}

function moveHere(mail: PlainMail, to: Place): void {
  const was = shownIn(mail)
  if (was === null || mail.known === null) return
  mail.lastMove = { was, now: to, wishBefore: mail.wish, met: false }
  mail.wish = to === mail.known ? null : { to, from: mail.known }
}

function undoHere(mail: PlainMail): void {
  const { lastMove } = mail
  if (lastMove === null || mail.known === null) return
  if (lastMove.met) mail.wish = lastMove.was === mail.known ? null : { to: lastMove.was, from: mail.known }
  else mail.wish = lastMove.wishBefore
  mail.lastMove = null
}

/**
 * The two meet. For each flag our side's wish holds, else what the server says. The last intent to move it holds where it
 * still says something: deleting takes mail from wherever it counts, archiving from the inbox, bringing back from where it
 * was filed; and nothing that was deleted comes back.
 */
export function meet(mail: PlainMail): void {
  if (mail.there !== null) {
    mail.flagsThere = { ...mail.flagsThere, ...mail.flagWishes }
    if (mail.wish !== null && holds(mail.wish, mail.there)) mail.there = mail.wish.to
  }
  mail.wish = null
  mail.flagWishes = {}
  mail.known = mail.there
  mail.flagsKnown = mail.flagsThere
  if (mail.lastMove?.now === mail.there && mail.lastMove !== null) mail.lastMove.met = true
  else mail.lastMove = null
}

function holds(wish: Wish, there: Place): boolean {
  if (there === wish.from) return true
  if (wish.to === 'Trash') return counts(there)
  if (wish.to === 'Archive') return there === 'INBOX'
  return wish.to === 'INBOX' && (there === 'Archive' || there === 'Projects')
}
