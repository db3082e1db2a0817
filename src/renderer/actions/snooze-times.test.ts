import { expect, it } from 'vitest'
import { fromLocalInput, snoozeTimes, toLocalInput } from './snooze-times.ts'

const at = (text: string) => new Date(text).getTime()
const offered = (now: string) =>
  Object.fromEntries(snoozeTimes(at(now)).map(time => [time.id, toLocalInput(time.at)]))

it('offers later today, tomorrow morning and Monday morning by the clock on the wall', () => {
  expect(offered('2026-11-18T10:12')).toEqual({
    later: '2026-11-18T13:30',
    tomorrow: '2026-11-19T08:00',
    nextWeek: '2026-11-23T08:00',
  })
})

it('offers no later today in the evening', () => {
  expect(offered('2026-11-18T18:00')).toHaveProperty('later', '2026-11-18T21:00')
  expect(offered('2026-11-18T18:01')).not.toHaveProperty('later')
  expect(offered('2026-11-18T23:59')).toHaveProperty('tomorrow', '2026-11-19T08:00')
})

it('means the Monday after on a Monday, and offers Monday once on a Sunday', () => {
  expect(offered('2026-11-23T09:00')['nextWeek']).toBe('2026-11-30T08:00')
  expect(offered('2026-11-22T09:00')).toMatchObject({ tomorrow: '2026-11-23T08:00' })
  expect(offered('2026-11-22T09:00')).not.toHaveProperty('nextWeek')
})

it('keeps the hour over a change of the clocks', () => {
  expect(offered('2026-10-24T10:00')['tomorrow']).toBe('2026-10-25T08:00')
  expect(offered('2026-03-28T10:00')['tomorrow']).toBe('2026-03-29T08:00')
})

it('reads the field for date and time', () => {
  expect(fromLocalInput('2026-11-23T08:00')).toBe(at('2026-11-23T08:00'))
  expect(fromLocalInput('')).toBeNull()
  expect(fromLocalInput('soon')).toBeNull()
})
