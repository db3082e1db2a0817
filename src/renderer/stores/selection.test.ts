import { beforeEach, expect, it } from 'vitest'
import { hasTicked, isTicked, tickedTarget, useSelection } from './selection.ts'

const state = () => useSelection.getState()
beforeEach(() => state().clear())

it('ticks and unticks one by one, and remembers where a range would start', () => {
  state().toggle('a')
  state().toggle('b')
  state().toggle('a')
  expect(tickedTarget(state())).toEqual({ ids: ['b'] })
  expect(state().anchorId).toBe('a')
  expect(isTicked(state(), 'b')).toBe(true)
})

it('takes single conversations out of everything that a filter finds', () => {
  state().selectAll({ view: 'active', read: 'unread' })
  expect(isTicked(state(), 'any')).toBe(true)
  state().toggle('a')
  expect(isTicked(state(), 'a')).toBe(false)
  expect(tickedTarget(state())).toEqual({ filter: { view: 'active', read: 'unread' }, except: ['a'] })
})

it('keeps what was ticked besides a range', () => {
  state().toggle('z')
  state().toggle('b')
  state().range(['b', 'c', 'd'], new Set(['z']))
  expect([...state().ids]).toEqual(['z', 'b', 'c', 'd'])
  expect(state().anchorId).toBe('b')
})

it('means nothing once cleared', () => {
  state().selectAll({ view: 'all' })
  state().clear()
  expect(hasTicked(state())).toBe(false)
  expect(tickedTarget(state())).toBeNull()
})

it('lets go of what an action was done to, and of nothing else', () => {
  state().selectMany(['a', 'b'])
  state().untick({ ids: ['b', 'c'] })
  expect(tickedTarget(state())).toEqual({ ids: ['a'] })
  state().selectAll({ view: 'all' })
  state().untick({ ids: ['a'] })
  expect(isTicked(state(), 'a')).toBe(false)
  state().untick({ filter: { view: 'all' }, except: ['a'] })
  expect(hasTicked(state())).toBe(false)
})
