import { type ActedCopy, actedCopiesOfEmail, liesIn, type Place } from '#engine/store/acted-copies.ts'
import type { Writer } from '#engine/store/handle.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import { latePlaces } from '#engine/store/tombstones.ts'
import type { Changes } from './changes.ts'
import type { MoveEffect } from './effects.ts'

/**
 * Takes back what was done to the copies of one email: where the wish still waits it ends; where the server has done it,
 * a copy is sent back, to as many places as copies came from.
 *
 * A server that has several copies of an email in one mailbox may have thrown them together, and a wish is for the email
 * there: so the second place, and one where a copy had lain all along, are further parts of the wish. `doneAt` is the
 * moment of the action.
 */
export function unmove(
  w: Writer,
  changes: Changes,
  done: readonly MoveEffect[],
  doneAt: number,
): readonly MoveEffect[] {
  const effects = [...done, ...lateMoves(w, done, doneAt)]
  const [first] = effects
  if (first === undefined) return []
  const copies = actedCopiesOfEmail(w, first.emailKey)
  const each = [...new Map(effects.map(effect => [nameOf(effect), effect])).values()]
  const isWaiting = (effect: MoveEffect) => copies.some(copy => nameOf(copy) === nameOf(effect))
  const taken = new Set<string>()
  return [...each.filter(isWaiting), ...each.filter(effect => !isWaiting(effect))].flatMap(effect => {
    const copy = copyOf(copies, effect, taken)
    if (copy === null) return []
    const to = placeBefore(w, effect)
    const isFurther = taken.has(nameOf(copy))
    taken.add(nameOf(copy))
    const back = isFurther ? changes.moveToo(copy, to) : changes.move(copy, to)
    if (back === null) return []
    const left = leftBy(effect)
    const isAlone = !copies.some(other => !taken.has(nameOf(other)) && liesIn(other, left))
    if (effect.beside && isAlone && !isFurther) changes.moveToo(copy, left)
    const isBeside = copies.some(other => other.mailboxKey !== copy.mailboxKey && liesIn(other, to))
    return isBeside ? { ...back, beside: true as const } : back
  })
}

/** What its deletion did to an email later on, when a sync found an old copy of it (queue/keep-deleted.ts). */
function lateMoves(w: Writer, effects: readonly MoveEffect[], doneAt: number): readonly MoveEffect[] {
  const deletion = effects.find(({ now }) => now?.role === 'trash')
  if (deletion === undefined) return []
  const { emailKey, now } = deletion
  return latePlaces(w, emailKey, doneAt).flatMap(({ role, mailboxKey }) => {
    const isKnown = effects.some(effect => effect.mailboxKey === mailboxKey)
    return mailboxKey === null || isKnown ? [] : { emailKey, mailboxKey, role, was: null, now }
  })
}

/** The copy that an action left where it is now: the same one, else one that no other change is taken back with. */
function copyOf(
  copies: readonly ActedCopy[],
  effect: MoveEffect,
  taken: ReadonlySet<string>,
): ActedCopy | null {
  const left = leftBy(effect)
  const same = copies.find(copy => nameOf(copy) === nameOf(effect))
  if (same !== undefined) return liesIn(same, left) ? same : null
  const there = copies.filter(copy => liesIn(copy, left))
  return there.findLast(copy => !taken.has(nameOf(copy))) ?? there.at(-1) ?? null
}

function leftBy({ now, role, mailboxKey }: MoveEffect): Place {
  return now ?? { role, mailboxKey }
}

function placeBefore(w: Writer, { was, role, mailboxKey }: MoveEffect): Place {
  return was ?? { role, mailboxKey: findMailbox(w, mailboxKey) === null ? null : mailboxKey }
}

function nameOf({ mailboxKey, part = 0 }: { readonly mailboxKey: number; readonly part?: number }): string {
  return `${mailboxKey} ${part}`
}
