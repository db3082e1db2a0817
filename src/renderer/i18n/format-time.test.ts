import { describe, expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs } from '#shared/time.ts'
import {
  formatAgo,
  formatDuration,
  formatEmailTime,
  formatLongTime,
  formatMonth,
  formatRowTime,
  formatSince,
} from './format-time.ts'

const local = (year: number, month: number, day: number, hour = 12, minute = 0) =>
  new Date(year, month - 1, day, hour, minute).getTime()
const now = local(2026, 11, 22, 10, 0)

describe('times of rows', () => {
  it.each([
    ['the clock today', local(2026, 11, 22, 9, 42), '09:42'],
    ['midnight today', local(2026, 11, 22, 0, 0), '00:00'],
    ['Yesterday for the day before, even minutes ago', local(2026, 11, 21, 23, 59), 'Yesterday'],
    ['the weekday within a week', local(2026, 11, 20), 'Fri'],
    ['the weekday six days back', local(2026, 11, 16), 'Mon'],
    ['the date a week back: the weekday would be ambiguous', local(2026, 11, 15), '15 Nov'],
    ['the date within the year', local(2026, 3, 12), '12 Mar'],
    ['the whole date of another year', local(2024, 3, 12), '12/03/2024'],
    ['the date of a mail from the future', local(2026, 11, 24), '24 Nov'],
  ])('shows %s', (_, at, text) => {
    expect(formatRowTime(at, now)).toBe(text)
  })

  it('counts calendar days, also in a week with 23 or 25 hours', () => {
    const sunday = local(2026, 3, 29, 1)
    expect(formatRowTime(sunday, local(2026, 3, 30, 0, 30))).toBe('Yesterday')
    expect(formatRowTime(local(2026, 10, 25, 0, 30), local(2026, 10, 26, 23, 30))).toBe('Yesterday')
  })
})

describe('times of emails', () => {
  it.each([
    [local(2026, 11, 22, 9, 42), 'Today 09:42'],
    [local(2026, 11, 21, 16, 5), 'Yesterday 16:05'],
    [local(2026, 11, 19, 16, 5), 'Thu 16:05'],
    [local(2026, 3, 12, 16, 5), '12 Mar 16:05'],
    [local(2024, 3, 12, 16, 5), '12/03/2024 16:05'],
  ])('tell day and time', (at, text) => {
    expect(formatEmailTime(at, now)).toBe(text)
  })

  it('are whole on hover', () => {
    expect(formatLongTime(local(2026, 3, 12, 16, 5))).toMatch(/^Thursday,? 12 March 2026 at 16:05$/)
    expect(formatMonth(now)).toBe('November 2026')
  })
})

describe('lengths of time', () => {
  it.each([
    [20_000, '< 1 min'],
    [26 * minuteMs, '26 min'],
    [hourMs, '1 h'],
    [hourMs + 52 * minuteMs, '1 h 52 m'],
    [23 * hourMs + 59 * minuteMs, '23 h 59 m'],
    [2 * dayMs + 4 * hourMs, '2 d 4 h'],
    [3 * dayMs, '3 d'],
    [45 * dayMs + 5 * hourMs, '45 d'],
  ])('show their two largest units', (lengthMs, text) => {
    expect(formatDuration(lengthMs)).toBe(text)
  })

  it('tell how long ago something was', () => {
    expect(formatAgo(now - 10_000, now)).toBe('just now')
    expect(formatAgo(now - 5 * minuteMs, now)).toBe('5 min ago')
    expect(formatAgo(now - 3 * hourMs, now)).toBe('3 h ago')
    expect(formatAgo(local(2026, 3, 12), now)).toBe('on 12 Mar')
  })

  it('tell since when: the clock today, the day as well before', () => {
    expect(formatSince(local(2026, 11, 22, 9, 12), now)).toBe('09:12')
    expect(formatSince(local(2026, 11, 20, 9, 12), now)).toBe('20 Nov 09:12')
  })
})
