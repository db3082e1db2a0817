import type { ActedCopy, Place } from '#engine/store/acted-copies.ts'
import type { Changes } from './changes.ts'
import type { MoveEffect } from './effects.ts'

/**
 * Brings an email back out of Trash, to every place that it lay in.
 *
 * `deleted` are its copies that count as deleted; `before` is where they lay, none where it was not deleted here.
 */
export function restore(
  changes: Changes,
  deleted: readonly ActedCopy[],
  before: readonly Place[],
): readonly MoveEffect[] {
  const left = [...before]
  const takeHome = (copy: ActedCopy) => {
    const at = left.findIndex(place => place.mailboxKey === copy.mailboxKey)
    return at === -1 ? null : (left.splice(at, 1)[0] ?? null)
  }
  // What the server has not moved yet is still where it lay.
  const waiting = deleted.filter(copy => copy.homeRole !== 'trash')
  const away = waiting.filter(copy => takeHome(copy) === null)
  const there = deleted.find(copy => copy.homeRole === 'trash')
  const moves = [
    ...waiting.filter(copy => !away.includes(copy)).map(copy => changes.move(copy, null)),
    ...away.map(copy => changes.move(copy, left.shift() ?? null)),
  ]
  if (there !== undefined) {
    const places = waiting.length === 0 && before.length === 0 ? [usualPlace(there)] : left
    for (const [at, place] of places.entries())
      moves.push(at === 0 ? changes.move(there, place) : changes.moveToo(there, place))
  }
  return moves.filter(effect => effect !== null)
}

function usualPlace(copy: ActedCopy): Place {
  if (copy.isDraftCopy) return { role: 'drafts', mailboxKey: null }
  return { role: copy.outbound ? 'sent' : 'inbox', mailboxKey: null }
}
