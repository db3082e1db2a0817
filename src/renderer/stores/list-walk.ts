import { create } from 'zustand'
import type { ActionTarget } from '#shared/actions.ts'
import type { ConversationFilter, ConversationRow } from '#shared/conversation.ts'
import { forgetLeft, isLeaving, meaningOf, withoutAsked } from './leaving.ts'
import { useNavigation } from './navigation.ts'
import { tickedTarget, useSelection } from './selection.ts'

/** The list as keys and actions see it: its rows in order, and the way to give it the keyboard. */
type ListWalk = {
  readonly rows: readonly ConversationRow[]
  readonly filter: ConversationFilter
  /** Told by the list; does nothing while no list is on the screen. */
  readonly focus: () => void
  /** Where the row of the cursor stood when it left the list, so that the next step goes on from there. */
  readonly lost: { readonly id: string; readonly index: number } | null
}

/** What the list shows right now. Set by the list; nothing draws from it. */
export const useListWalk = create<ListWalk>()(() => ({
  rows: [],
  filter: { view: 'active' },
  focus: () => undefined,
  lost: null,
}))

/** The list shows these rows now. */
export function setListRows(rows: readonly ConversationRow[], filter: ConversationFilter): void {
  const before = useListWalk.getState()
  if (rows !== before.rows) forgetLeft()
  const { cursorId } = useNavigation.getState()
  const isSameList = before.filter === filter
  const place = (list: readonly ConversationRow[]) => (cursorId === null ? -1 : indexOfRow(list, cursorId))
  const was = isSameList ? place(before.rows) : -1
  const stillLost = isSameList && before.lost?.id === cursorId ? before.lost : null
  const lost =
    place(rows) !== -1 || cursorId === null ? null : was === -1 ? stillLost : { id: cursorId, index: was }
  useListWalk.setState({ rows, filter, lost })
}

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
  const { cursorId, setCursor } = useNavigation.getState()
  const next = idAfterStep(step)
  if (next === undefined) return
  const anchorId = useSelection.getState().anchorId ?? cursorId ?? next
  useSelection.getState().setAnchor(anchorId)
  useSelection.getState().range(idsBetween(anchorId, next))
  setCursor(next)
}

/** Ticks from where a range began to this row (Shift with a click); what else was ticked stays. */
export function selectRangeTo(id: string): void {
  const { ids: ticked, anchorId, range, setAnchor } = useSelection.getState()
  const from = anchorId ?? useNavigation.getState().cursorId ?? id
  setAnchor(from)
  range(idsBetween(from, id), ticked)
  useNavigation.getState().setCursor(id)
}

/**
 * What an action without a row of its own means: what is ticked, else what is open, else where the cursor stands.
 *
 * A cursor whose row has left the list means nothing: nobody sees what would be done. Nor does what was already asked to
 * leave it.
 */
export function targetNow(): ActionTarget | null {
  const { rows, filter } = useListWalk.getState()
  const ticked = tickedTarget(useSelection.getState())
  if (ticked !== null) return withoutAsked(ticked, filter)
  const { openId, cursorId } = useNavigation.getState()
  if (openId !== null) return withoutAsked({ ids: [openId] }, filter)
  if (cursorId === null || indexOfRow(rows, cursorId) === -1) return null
  return withoutAsked({ ids: [cursorId] }, filter)
}

/** Whether an action on this target means that conversation. */
export function isMeant(target: ActionTarget, id: string): boolean {
  return 'ids' in target ? target.ids.includes(id) : !target.except.includes(id)
}

/** The rows of the list that a target means, as far as they were read. */
export function rowsOfTarget(target: ActionTarget): readonly ConversationRow[] {
  const isNamed = meaningOf(target)
  return useListWalk.getState().rows.filter(row => isNamed(row.id))
}

/**
 * The row that stands beside those that a target means: below them first for `next`, above for `previous`. Rows that are on
 * their way out are passed over.
 */
export function neighbourOf(
  id: string,
  target: ActionTarget,
  direction: 'next' | 'previous',
): ConversationRow | null {
  const { rows, filter } = useListWalk.getState()
  const index = indexOfRow(rows, id)
  if (index === -1) return null
  const isNamed = meaningOf(target)
  const stays = (row: ConversationRow) => !isNamed(row.id) && !isLeaving(row.id, filter)
  const below = rows.slice(index + 1).find(stays)
  const above = rows.slice(0, index).findLast(stays)
  return (direction === 'next' ? (below ?? above) : (above ?? below)) ?? null
}

function idAfterStep(step: number): string | undefined {
  const { rows, lost } = useListWalk.getState()
  const { cursorId } = useNavigation.getState()
  const at = cursorId === null ? -1 : indexOfRow(rows, cursorId)
  if (at !== -1) return idFrom(at + step, step)
  if (lost === null || lost.id !== cursorId) return rows[0]?.id
  // Its place is taken by the row that stood below it.
  return idFrom(lost.index + (step > 0 ? step - 1 : step), step)
}

/** The row at an index or, where that is on its way out, the next one in the direction of the step, else the one before. */
function idFrom(index: number, step: number): string | undefined {
  const { rows, filter } = useListWalk.getState()
  const wanted = Math.min(rows.length - 1, Math.max(0, index))
  const stays = ({ id }: ConversationRow) => !isLeaving(id, filter)
  const after = rows.slice(wanted)
  const before = rows.slice(0, wanted + 1)
  const onward = step > 0 ? after.find(stays) : before.findLast(stays)
  return (onward ?? (step > 0 ? before.findLast(stays) : after.find(stays)))?.id
}

function idsBetween(one: string, other: string): readonly string[] {
  const { rows } = useListWalk.getState()
  const from = indexOfRow(rows, one)
  const to = indexOfRow(rows, other)
  if (from === -1 || to === -1) return [other]
  return rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(row => row.id)
}

const indexOfRow = (rows: readonly ConversationRow[], id: string): number =>
  rows.findIndex(row => row.id === id)
