import { afterEach, expect, it } from 'vitest'
import type { ConversationFilter, ConversationRow } from '#shared/conversation.ts'
import { startLeaving } from './leaving.ts'
import { moveCursor, neighbourOf, setListRows, targetNow } from './list-walk.ts'
import { useNavigation } from './navigation.ts'
import { useSelection } from './selection.ts'

const filter: ConversationFilter = { view: 'active' }
const rows = ['a', 'b', 'c', 'd'].map(id => ({ id }) as ConversationRow)
const departures: ReturnType<typeof startLeaving>[] = []
const leave = (...ids: readonly string[]) => {
  const departure = startLeaving({ ids })
  departures.push(departure)
  return departure
}
const show = (...ids: readonly string[]) =>
  setListRows(
    rows.filter(({ id }) => ids.includes(id)),
    filter,
  )

afterEach(() => {
  for (const departure of departures.splice(0)) departure.stay()
  useSelection.getState().clear()
  useNavigation.setState({ openId: null, cursorId: null })
})

it('means nothing twice: what was asked to leave is not asked again', () => {
  show('a', 'b', 'c', 'd')
  useNavigation.setState({ openId: 'a', cursorId: 'a' })
  const departure = leave('a')
  expect(targetNow()).toBeNull()
  departure.stay()
  expect(targetNow()).toEqual({ ids: ['a'] })
})

it('takes the others of what is ticked', () => {
  show('a', 'b', 'c', 'd')
  useSelection.getState().selectMany(['a', 'b', 'c'])
  leave('a', 'b')
  expect(targetNow()).toEqual({ ids: ['c'] })
  leave('c')
  expect(targetNow()).toBeNull()
})

it('asks for everything that a filter finds once', () => {
  show('a', 'b', 'c', 'd')
  useSelection.getState().selectAll(filter)
  departures.push(startLeaving({ filter, except: [] }))
  expect(targetNow()).toBeNull()
  setListRows(rows, { view: 'archived' })
  useSelection.getState().clear()
  useNavigation.setState({ openId: 'b' })
  expect(targetNow()).toEqual({ ids: ['b'] })
})

it('passes over what is on its way out, for neighbours and for steps', () => {
  show('a', 'b', 'c', 'd')
  leave('b', 'c')
  expect(neighbourOf('a', { ids: ['a'] }, 'next')?.id).toBe('d')
  expect(neighbourOf('d', { ids: ['d'] }, 'next')?.id).toBe('a')
  useNavigation.setState({ cursorId: 'd' })
  moveCursor(-1)
  expect(useNavigation.getState().cursorId).toBe('a')
  moveCursor(1)
  expect(useNavigation.getState().cursorId).toBe('d')
})

it('forgets what has left once the list was read anew', () => {
  show('a', 'b', 'c', 'd')
  leave('b').answered()
  expect(neighbourOf('a', { ids: ['a'] }, 'next')?.id).toBe('c')
  show('a', 'c', 'd')
  show('a', 'b', 'c', 'd')
  expect(neighbourOf('a', { ids: ['a'] }, 'next')?.id).toBe('b')
})
