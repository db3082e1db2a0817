import { beforeEach, expect, it } from 'vitest'
import {
  extendSelection,
  moveCursor,
  neighbourOf,
  selectRangeTo,
  targetNow,
  useListWalk,
} from './list-walk.ts'
import { useNavigation } from './navigation.ts'
import { useSelection } from './selection.ts'

const ids = ['a', 'b', 'c', 'd', 'e']
const ticked = () => [...useSelection.getState().ids]

beforeEach(() => {
  useListWalk.setState({ ids })
  useNavigation.setState({ cursorId: null, openId: null })
  useSelection.getState().clear()
})

it('starts at the top, and stays within the list', () => {
  moveCursor(1)
  expect(useNavigation.getState().cursorId).toBe('a')
  moveCursor(9)
  expect(useNavigation.getState().openId).toBe('e')
  moveCursor(-1)
  expect(useNavigation.getState().cursorId).toBe('d')
})

it('grows and shrinks a range around where it began', () => {
  useNavigation.setState({ cursorId: 'c' })
  extendSelection(1)
  extendSelection(1)
  expect(ticked()).toEqual(['c', 'd', 'e'])
  extendSelection(-1)
  expect(ticked()).toEqual(['c', 'd'])
  extendSelection(-2)
  expect(ticked()).toEqual(['b', 'c'])
})

it('ticks from the last ticked row to the one that Shift clicks, and keeps the others', () => {
  useSelection.getState().toggle('e')
  useSelection.getState().toggle('b')
  selectRangeTo('c')
  expect(new Set(ticked())).toEqual(new Set(['e', 'b', 'c']))
})

it('means what is ticked, else what is open, else the row under the cursor', () => {
  expect(targetNow()).toBeNull()
  useNavigation.setState({ cursorId: 'a' })
  expect(targetNow()).toEqual({ ids: ['a'] })
  useNavigation.setState({ openId: 'b' })
  expect(targetNow()).toEqual({ ids: ['b'] })
  useSelection.getState().toggle('d')
  expect(targetNow()).toEqual({ ids: ['d'] })
})

it('finds the row that stands beside those that go', () => {
  const goes = (id: string) => id === 'c' || id === 'd'
  expect(neighbourOf(ids, 'c', goes, 'next')).toBe('e')
  expect(neighbourOf(ids, 'c', goes, 'previous')).toBe('b')
  expect(neighbourOf(ids, 'e', id => id === 'e', 'next')).toBe('d')
  expect(neighbourOf(['c'], 'c', goes, 'next')).toBeNull()
  expect(neighbourOf(ids, 'elsewhere', goes, 'next')).toBeNull()
})
