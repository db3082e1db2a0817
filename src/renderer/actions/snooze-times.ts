import { hourMs } from '#shared/time.ts'

/** When a conversation may come back; `at` in epoch ms UTC, chosen by the clock on the wall. */
type SnoozeTime = { readonly id: 'later' | 'tomorrow' | 'nextWeek'; readonly at: number }

const morningHour = 8
const eveningHour = 21
const monday = 1

/** The times on offer, each once. `Later today` ends in the evening: after that it would be no help. */
export function snoozeTimes(now: number): readonly SnoozeTime[] {
  const later = nextHalfHour(now + 3 * hourMs)
  const evening = dayAt(now, 0, eveningHour)
  const tomorrow = dayAt(now, 1, morningHour)
  const nextWeek = dayAt(now, daysToMonday(now), morningHour)
  return [
    ...(later <= evening ? [{ id: 'later', at: later } as const] : []),
    { id: 'tomorrow', at: tomorrow },
    ...(nextWeek === tomorrow ? [] : [{ id: 'nextWeek', at: nextWeek } as const]),
  ]
}

/** As `<input type="datetime-local">` writes a time: `2026-11-23T08:00`, by the clock on the wall. */
export function toLocalInput(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The moment that such a field means; null where it is empty or no time. */
export function fromLocalInput(text: string): number | null {
  const at = new Date(text).getTime()
  return text === '' || Number.isNaN(at) ? null : at
}

function nextHalfHour(at: number): number {
  const date = new Date(at)
  date.setMinutes(Math.ceil(date.getMinutes() / 30) * 30, 0, 0)
  return date.getTime()
}

/** A day from today on at this hour, also where a clock change lies between. */
function dayAt(now: number, days: number, hour: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime()
}

function daysToMonday(now: number): number {
  return (monday - new Date(now).getDay() + 7) % 7 || 7
}
