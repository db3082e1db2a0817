import { expect, it } from 'vitest'
import { fuzzyMatch } from './fuzzy.ts'

const titles = [
  'Archive, or unarchive',
  'Archived conversations',
  'Mark as read',
  'Mark as unread',
  'Search conversations',
]
const best = (query: string) =>
  titles
    .map(title => ({ title, match: fuzzyMatch(title, query) }))
    .filter(({ match }) => match !== null)
    .sort((a, b) => (b.match?.score ?? 0) - (a.match?.score ?? 0))
    .map(({ title }) => title)

it('puts beginnings of words first', () => {
  expect(best('mar')[0]).toBe('Mark as read')
  expect(best('mau')[0]).toBe('Mark as unread')
  expect(best('sc')[0]).toBe('Search conversations')
  expect(best('unread')).toEqual(['Mark as unread'])
})

it('drops what only has the letters somewhere', () => {
  expect(fuzzyMatch('Search conversations', 'hen')).toBeNull()
  expect(fuzzyMatch('Expand all emails, or collapse them', 'arch')).toBeNull()
  expect(fuzzyMatch('Search conversations', 'arch')).not.toBeNull()
  expect(fuzzyMatch('Mark as read', 'mrkrd')).not.toBeNull()
  expect(fuzzyMatch('Mark as read', 'zzz')).toBeNull()
})

it('marks the letters that were typed, without case and accents', () => {
  expect([...(fuzzyMatch('Léa Fournier', 'leaf')?.places ?? [])].sort((a, b) => a - b)).toEqual([0, 1, 2, 4])
  expect([...(fuzzyMatch('😀 To do', 'td')?.places ?? [])].sort((a, b) => a - b)).toEqual([3, 6])
})

it('fits everything while nothing is typed', () => {
  expect(fuzzyMatch('Settings', '  ')?.score).toBe(0)
})
