import type { ActionTarget } from '#shared/actions.ts'
import type { ConversationFilter } from '#shared/conversation.ts'

/** Conversations that were asked to leave the list, while the engine has not answered or the list still shows them. */
type Leaving = {
  readonly target: ActionTarget
  readonly means: (id: string) => boolean
  readonly answered: boolean
}

/** What to tell about it: the engine's answer came, or they stay after all. */
type Departure = { readonly answered: () => void; readonly stay: () => void }

let all: readonly Leaving[] = []

/** Which conversations a target means; quick also where thousands are named. */
export function meaningOf(target: ActionTarget): (id: string) => boolean {
  if ('ids' in target) {
    const ids = new Set(target.ids)
    return id => ids.has(id)
  }
  const except = new Set(target.except)
  return id => !except.has(id)
}

/** Notes that conversations were asked to leave the list: keys that are pressed meanwhile mean what stays. */
export function startLeaving(target: ActionTarget): Departure {
  let mine: Leaving = { target, means: meaningOf(target), answered: false }
  all = [...all, mine]
  const replaceWith = (next: readonly Leaving[]) => {
    all = all.flatMap(each => (each === mine ? next : [each]))
  }
  return {
    answered: () => {
      const told = { ...mine, answered: true }
      replaceWith([told])
      mine = told
    },
    stay: () => replaceWith([]),
  }
}

/** The list has been read since, or something came back: what was answered is in it or not. */
export function forgetLeft(): void {
  if (all.some(({ answered }) => answered)) all = all.filter(({ answered }) => !answered)
}

/** Whether a conversation of the list with this filter is on its way out of it. */
export const isLeaving = (id: string, filter: ConversationFilter): boolean =>
  all.some(each => isOf(each, filter) && each.means(id))

/** The part of a target that nobody has asked to leave yet; null where that is nothing. */
export function withoutAsked(target: ActionTarget, filter: ConversationFilter): ActionTarget | null {
  const asked = all.filter(each => !each.answered && isOf(each, filter))
  if (asked.length === 0) return target
  // What a filter finds besides is not known here: where everything was asked for, nothing is left.
  if (!('ids' in target)) return asked.some(each => !('ids' in each.target)) ? null : target
  const ids = target.ids.filter(id => !asked.some(each => each.means(id)))
  return ids.length === 0 ? null : { ids }
}

/** Everything that a filter finds is only known to leave the list of that filter. */
const isOf = ({ target }: Leaving, filter: ConversationFilter) => 'ids' in target || target.filter === filter
