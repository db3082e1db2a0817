import { beforeEach, expect, it } from 'vitest'
import type { ConversationRow } from '#shared/conversation.ts'
import {
  extendSelection,
  moveCursor,
  neighbourOf,
  rowsOfTarget,
  selectRangeTo,
  setListRows,
  targetNow,
  useListWalk,
} from './list-walk.ts'
import { useNavigation } from './navigation.ts'
import { useSelection } from './selection.ts'

const rowOf = (id: string): ConversationRow => ({
  id,
  accountId: '1',
  contact: { id: `c${id}`, name: id, address: null },
  subject: '',
  preview: '',
  previewAuthor: 'contact',
  source: 'email',
  ticket: null,
  lastAt: 0,
  emailCount: 1,
  unreadCount: 0,
  hasAttachment: false,
  archived: false,
  bounced: false,
  hasDraft: false,
  outgoing: null,
  snoozedUntil: null,
  muted: false,
  tags: [],
  hereOnly: false,
})
const rows = ['a', 'b', 'c', 'd', 'e'].map(rowOf)
const ticked = () => [...useSelection.getState().ids]

beforeEach(() => {
  useListWalk.setState({ rows })
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
  const target = { ids: ['c', 'd'] }
  expect(neighbourOf('c', target, 'next')?.id).toBe('e')
  expect(neighbourOf('c', target, 'previous')?.id).toBe('b')
  expect(neighbourOf('e', { ids: ['e'] }, 'next')?.id).toBe('d')
  expect(neighbourOf('elsewhere', target, 'next')).toBeNull()
  expect(neighbourOf('a', { filter: { view: 'active' }, except: ['d'] }, 'next')?.id).toBe('d')
  expect(neighbourOf('a', { filter: { view: 'active' }, except: [] }, 'next')).toBeNull()
})

it('knows the rows of a target as far as they were read', () => {
  expect(rowsOfTarget({ ids: ['b', 'unread'] }).map(row => row.id)).toEqual(['b'])
  expect(rowsOfTarget({ filter: { view: 'active' }, except: ['b'] })).toHaveLength(4)
})

it('goes on from where the cursor stood when its row has left the list', () => {
  const { filter } = useListWalk.getState()
  useNavigation.setState({ cursorId: 'c' })
  setListRows(
    rows.filter(row => row.id !== 'c'),
    filter,
  )
  moveCursor(1)
  expect(useNavigation.getState().cursorId).toBe('d')
  useNavigation.setState({ cursorId: 'd' })
  setListRows(['a', 'b', 'e'].map(rowOf), filter)
  setListRows(['a', 'b', 'e'].map(rowOf), filter)
  moveCursor(-1)
  expect(useNavigation.getState().cursorId).toBe('b')
  setListRows(rows, { view: 'archived' })
  expect(useListWalk.getState().lost).toBeNull()
})

it('acts on nothing that the list does not show any more', () => {
  useNavigation.setState({ cursorId: 'b', openId: null })
  expect(targetNow()).toEqual({ ids: ['b'] })
  setListRows([rowOf('f')], { view: 'active', search: 'f' })
  expect(targetNow()).toBeNull()
  useNavigation.setState({ openId: 'b' })
  expect(targetNow()).toEqual({ ids: ['b'] })
})

it('stays quick where a hundred thousand are ticked', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => rowOf(`r${index}`))
  useListWalk.setState({ rows: many })
  const target = { ids: many.slice(0, -1).map(row => row.id) }
  const startedAt = performance.now()
  expect(neighbourOf('r0', target, 'next')?.id).toBe('r99999')
  expect(rowsOfTarget(target)).toHaveLength(99_999)
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})
