import { beforeEach, expect, it } from 'vitest'
import { fromRequest, isNarrowed, noFilter, toRequest, useListFilter } from './list-filter.ts'

beforeEach(() => useListFilter.setState(noFilter))

it('asks for the active list when nothing is narrowed', () => {
  expect(toRequest(noFilter)).toEqual({ view: 'active' })
  expect(isNarrowed(noFilter)).toBe(false)
})

it('asks only for what was chosen', () => {
  const filter = { ...noFilter, source: 'form', read: 'unread', waiting: true, search: '  invoice ' } as const
  expect(toRequest(filter)).toEqual({
    view: 'active',
    source: 'form',
    read: 'unread',
    waiting: true,
    search: 'invoice',
  })
  expect(isNarrowed({ ...noFilter, search: '   ' })).toBe(false)
})

it('starts anew when a figure leads to its list', () => {
  useListFilter.getState().change({ search: 'x', read: 'unread' })
  useListFilter.getState().show({ view: 'archived' })
  expect(toRequest(useListFilter.getState())).toEqual({ view: 'archived' })
})

it('stays in the archive when filters are cleared there', () => {
  useListFilter.getState().show({ view: 'archived', source: 'email', search: 'x' })
  useListFilter.getState().clear()
  expect(toRequest(useListFilter.getState())).toEqual({ view: 'archived' })
})

it('comes back from what was asked as it was chosen', () => {
  const filter = {
    ...noFilter,
    view: 'snoozed',
    hasAttachment: true,
    mailbox: '7',
    tag: '$label1',
    search: 'x',
  } as const
  expect(fromRequest(toRequest(filter))).toEqual(filter)
  expect(isNarrowed({ ...noFilter, tag: '$label1' })).toBe(true)
  expect(isNarrowed({ ...noFilter, view: 'snoozed' })).toBe(false)
})
