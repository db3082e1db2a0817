import { describe, expect, it } from 'vitest'
import { createCalendar, fillDates, headerDate } from './calendar.ts'

const monday = new Date(2026, 10, 23, 10, 0).getTime()

describe('the calendar of the sample mail', () => {
  it('counts working days only', () => {
    const calendar = createCalendar(monday)
    expect(new Date(calendar.at('1 09:15')).toString()).toContain('Fri Nov 20 2026 09:15')
    expect(new Date(calendar.at('6 09:15')).toString()).toContain('Fri Nov 13 2026 09:15')
  })

  it('keeps today’s mail between the morning and now', () => {
    const calendar = createCalendar(monday)
    expect(new Date(calendar.at('today 0')).toString()).toContain('Mon Nov 23 2026 07:40')
    expect(calendar.at('today 0.99')).toBeLessThan(monday)
  })

  it('puts today’s mail into the last forty minutes at night', () => {
    const night = new Date(2026, 10, 23, 3, 0).getTime()
    const at = createCalendar(night).at('today 0')
    expect(night - at).toBe(40 * 60_000)
  })

  it('refuses a time that it does not know', () => {
    expect(() => createCalendar(monday).at('0 09:00')).toThrow('Not a time')
    expect(() => createCalendar(monday).at('tomorrow')).toThrow('Not a time')
  })

  it('writes header dates in the zone of the sender', () => {
    const at = Date.UTC(2026, 10, 22, 23, 30)
    expect(headerDate(at, 540)).toBe('Mon, 23 Nov 2026 08:30:00 +0900')
    expect(headerDate(at, -210)).toBe('Sun, 22 Nov 2026 20:00:00 -0330')
  })

  it('names days and months in the language of the text', () => {
    expect(fillDates('{d+5}', monday, 'en')).toBe('Monday 30 November')
    expect(fillDates('ab {w+3} im {m+1}', monday, 'de')).toBe('ab Donnerstag im Dezember')
  })
})
