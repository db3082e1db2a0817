import { create } from 'zustand'
import type { ActionTarget } from '#shared/actions.ts'
import type { ConversationFilter } from '#shared/conversation.ts'
import { useNavigation } from './navigation.ts'
import { tickedTarget, useSelection } from './selection.ts'

/** The list as keys and actions see it: its rows in order, and the way to give it the keyboard. */
type ListWalk = {
  readonly ids: readonly string[]
  readonly filter: ConversationFilter
  /** Told by the list; does nothing while no list is on the screen. */
  readonly focus: () => void
}

/** What the list shows right now. Set by the list; nothing draws from it. */
export const useListWalk = create<ListWalk>()(() => ({
  ids: [],
  filter: { view: 'active' },
  focus: () => undefined,
}))

/** Hands the keyboard to the list. */
export const focusList = (): void => useListWalk.getState().focus()

/** Moves the cursor by so many rows, as far as there are any, and shows what it stands on. */
export function moveCursor(step: number): void {
  const next = idAfterStep(step)
  const { cursorId, skim } = useNavigation.getState()
  if (next !== undefined && next !== cursorId) {
    useSelection.getState().setAnchor(next)
    skim(next)
  }
  focusList()
}

/** Moves the cursor and ticks everything from where the range began (Shift with an arrow). */
export function extendSelection(step: number): void {
  const { ids } = useListWalk.getState()
  const { cursorId, setCursor } = useNavigation.getState()
  const next = idAfterStep(step)
  if (next === undefined) return
  const anchorId = useSelection.getState().anchorId ?? cursorId ?? next
  useSelection.getState().setAnchor(anchorId)
  useSelection.getState().range(idsBetween(ids, anchorId, next))
  setCursor(next)
}

/** Ticks from where a range began to this row (Shift with a click); what else was ticked stays. */
export function selectRangeTo(id: string): void {
  const { ids: ticked, anchorId, range, setAnchor } = useSelection.getState()
  const from = anchorId ?? useNavigation.getState().cursorId ?? id
  setAnchor(from)
  range(idsBetween(useListWalk.getState().ids, from, id), ticked)
  useNavigation.getState().setCursor(id)
}

/** What an action without a row of its own means: what is ticked, else what is open, else where the cursor stands. */
export function targetNow(): ActionTarget | null {
  const ticked = tickedTarget(useSelection.getState())
  if (ticked !== null) return ticked
  const { openId, cursorId } = useNavigation.getState()
  const id = openId ?? cursorId
  return id === null ? null : { ids: [id] }
}

/** The row that stands beside those that go: below them first for `next`, above for `previous`. */
export function neighbourOf(
  ids: readonly string[],
  at: string,
  goes: (id: string) => boolean,
  direction: 'next' | 'previous',
): string | null {
  const index = ids.indexOf(at)
  if (index === -1) return null
  const below = ids.slice(index + 1).find(id => !goes(id))
  const above = ids.slice(0, index).findLast(id => !goes(id))
  return (direction === 'next' ? (below ?? above) : (above ?? below)) ?? null
}

function idAfterStep(step: number): string | undefined {
  const { ids } = useListWalk.getState()
  const { cursorId } = useNavigation.getState()
  const at = cursorId === null ? -1 : ids.indexOf(cursorId)
  return ids[at === -1 ? 0 : Math.min(ids.length - 1, Math.max(0, at + step))]
}

function idsBetween(ids: readonly string[], one: string, other: string): readonly string[] {
  const from = ids.indexOf(one)
  const to = ids.indexOf(other)
  if (from === -1 || to === -1) return [other]
  return ids.slice(Math.min(from, to), Math.max(from, to) + 1)
}
