import { beforeEach, expect, it, vi } from 'vitest'
import { startLeaving } from '#renderer/stores/leaving.ts'
import { targetNow, useListWalk } from '#renderer/stores/list-walk.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import type { ConversationRow } from '#shared/conversation.ts'
import { leavesList, moveOn } from './auto-advance.ts'

vi.stubGlobal('requestAnimationFrame', () => 0)

const row = (id: string) => ({ id }) as ConversationRow
const archive = { kind: 'archive' } as const
const at = () => {
  const { openId, cursorId } = useNavigation.getState()
  return { openId, cursorId }
}

beforeEach(() => {
  useListWalk.setState({ rows: ['a', 'b', 'c', 'd'].map(row), filter: { view: 'active' } })
  useNavigation.setState({ openId: 'b', cursorId: 'b' })
})

it('opens the next conversation after the open one was archived', () => {
  moveOn({ ids: ['b'] }, archive, 'next')
  expect(at()).toEqual({ openId: 'c', cursorId: 'c' })
})

it('opens the previous one, or goes back to the list, where that was chosen', () => {
  moveOn({ ids: ['b'] }, archive, 'previous')
  expect(at()).toEqual({ openId: 'a', cursorId: 'a' })
  moveOn({ ids: ['a'] }, archive, 'list')
  expect(at()).toEqual({ openId: null, cursorId: 'b' })
})

it('leaves the open conversation alone when another one goes', () => {
  useNavigation.setState({ openId: 'a', cursorId: 'c' })
  moveOn({ ids: ['c'] }, archive, 'next')
  expect(at()).toEqual({ openId: 'a', cursorId: 'd' })
})

it('skips everything that goes with it, and stays at the end of the list', () => {
  useNavigation.setState({ openId: 'c', cursorId: 'c' })
  moveOn({ ids: ['c', 'd'] }, archive, 'next')
  expect(at()).toEqual({ openId: 'b', cursorId: 'b' })
})

it('goes on from what is on its way out, without waiting for the list', () => {
  useNavigation.setState({ openId: 'a', cursorId: 'a' })
  const departures = ['a', 'b', 'c', 'd'].map(id => {
    expect(targetNow()).toEqual({ ids: [id] })
    const departure = startLeaving({ ids: [id] })
    moveOn({ ids: [id] }, archive, 'next')
    return departure
  })
  expect(at()).toEqual({ openId: null, cursorId: null })
  for (const departure of departures) departure.stay()
})

it('stays where the list keeps the conversation', () => {
  useListWalk.setState({ filter: { view: 'all' } })
  moveOn({ ids: ['b'] }, archive, 'next')
  expect(at().openId).toBe('b')
  expect(leavesList({ kind: 'untag', keyword: 'x' }, { view: 'all', tag: 'x' })).toBe(true)
  expect(leavesList({ kind: 'delete' }, { view: 'all' })).toBe(true)
})

it('closes a conversation that was marked as unread', () => {
  moveOn({ ids: ['b'] }, { kind: 'mark-unread' }, 'next')
  expect(at()).toEqual({ openId: null, cursorId: 'b' })
})

it('leads back to the conversation that was open, unless the person has moved on', () => {
  const goBack = moveOn({ ids: ['b'] }, archive, 'next')
  goBack()
  expect(at()).toEqual({ openId: 'b', cursorId: 'b' })
  useNavigation.setState({ openId: 'd', cursorId: 'd' })
  goBack()
  expect(at()).toEqual({ openId: 'd', cursorId: 'd' })
})
