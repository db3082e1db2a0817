import { useSyncExternalStore } from 'react'
import { useHoveredRow } from './hovered-row.ts'
import { useNavigation } from './navigation.ts'
import { hasTicked, isTicked, useSelection } from './selection.ts'

/** What holds of one row of the list beside what it says. */
type RowState = {
  readonly open: boolean
  readonly atCursor: boolean
  readonly hovered: boolean
  readonly ticked: boolean
  /** Something in the list is ticked. */
  readonly ticking: boolean
}

const names = [
  'open',
  'atCursor',
  'hovered',
  'ticked',
  'ticking',
] as const satisfies readonly (keyof RowState)[]

/** What holds of a row, drawn anew when it changes: one subscription, because many rows come and go while a list scrolls. */
export function useRowState(id: string): RowState {
  const bits = useSyncExternalStore(subscribe, () => bitsOf(id))
  return Object.fromEntries(names.map((name, bit) => [name, (bits & (1 << bit)) !== 0])) as RowState // every name is there
}

function subscribe(onChange: () => void): () => void {
  const stops = [useNavigation, useHoveredRow, useSelection].map(store => store.subscribe(onChange))
  return () => {
    for (const stop of stops) stop()
  }
}

/** The answers in the order of `names`, one bit each: equal as long as nothing changes. */
function bitsOf(id: string): number {
  const { openId, cursorId } = useNavigation.getState()
  const selection = useSelection.getState()
  const state: RowState = {
    open: openId === id,
    atCursor: cursorId === id,
    hovered: useHoveredRow.getState().id === id,
    ticked: isTicked(selection, id),
    ticking: hasTicked(selection),
  }
  return names.reduce((bits, name, bit) => (state[name] ? bits | (1 << bit) : bits), 0)
}
