import type { Language } from './conversation.ts'
import { wordsOf } from './languages.ts'

const minuteMs = 60_000
const opensAtMinutes = 7 * 60 + 40

/** Turns the content's own times into instants. */
export type Calendar = {
  /**
   * The instant of `12 09:42` (twelfth working day before today, local time) or `today 0.4` (that share of
   * today's working time so far), in epoch ms.
   *
   * @throws Error on anything else
   */
  at(when: string): number
}

/**
 * A calendar of working days that ends at `startedAt`.
 *
 * Nothing lies in the future: today's times are shares of what has passed of the day, and early in the
 * morning they share the last forty minutes.
 */
export const createCalendar = (startedAt: number): Calendar => {
  const now = new Date(startedAt)
  const dayBefore = (days: number, minutes = 0): Date =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, 0, minutes)

  const workingDays: number[] = [0]
  const daysBack = (workingDay: number): number => {
    for (let day = (workingDays.at(-1) ?? 0) + 1; workingDays.length <= workingDay; day += 1) {
      const weekday = dayBefore(day).getDay()
      if (weekday !== 0 && weekday !== 6) workingDays.push(day)
    }
    return workingDays[workingDay] ?? 0
  }

  const dayStart = Math.min(
    Math.max(dayBefore(0, opensAtMinutes).getTime(), startedAt - 10 * 60 * minuteMs),
    startedAt - 40 * minuteMs,
  )

  return {
    at(when) {
      const today = /^today (0(?:\.\d+)?)$/.exec(when)
      if (today) return Math.floor(dayStart + Number(today[1]) * (startedAt - minuteMs - dayStart))
      const past = /^(\d+) (\d\d):(\d\d)$/.exec(when)
      if (!past || Number(past[1]) === 0) throw new Error(`Not a time of the sample mail: ${when}`)
      const [, days = '1', hours, minutes] = past
      return dayBefore(daysBack(Number(days)), Number(hours) * 60 + Number(minutes)).getTime()
    },
  }
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')

/** The zone of this computer at an instant, in minutes east of UTC. */
export const localZone = (at: number): number => -new Date(at).getTimezoneOffset()

/** Header date of an instant in a zone given in minutes east of UTC (RFC 5322 section 3.3). */
export const headerDate = (at: number, zoneMinutes: number): string => {
  const local = new Date(at + zoneMinutes * minuteMs)
  const sign = zoneMinutes < 0 ? '-' : '+'
  const zone = Math.abs(zoneMinutes)
  return (
    `${weekdays[local.getUTCDay()]}, ${local.getUTCDate()} ${months[local.getUTCMonth()]} ` +
    `${local.getUTCFullYear()} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:` +
    `${two(local.getUTCSeconds())} ${sign}${two(Math.floor(zone / 60))}${two(zone % 60)}`
  )
}

const workingDaysAfter = (at: number, days: number): Date => {
  const day = new Date(at)
  for (let left = Math.abs(days); left > 0; ) {
    day.setDate(day.getDate() + Math.sign(days))
    if (day.getDay() !== 0 && day.getDay() !== 6) left -= 1
  }
  return day
}

/**
 * Fills in the days that a text names: `{d+5}` becomes date and weekday of the fifth working day after `at`,
 * `{w+5}` its weekday, `{m+1}` the next month, in the words of a language.
 */
export const fillDates = (text: string, at: number, language: Language): string =>
  text.replace(/\{([dwm])([+-]\d+)\}/g, (_, kind: string, amount: string) => {
    const { locale } = wordsOf(language)
    if (kind === 'm') {
      const now = new Date(at)
      const month = new Date(now.getFullYear(), now.getMonth() + Number(amount), 1)
      return month.toLocaleDateString(locale, { month: 'long' })
    }
    const day = workingDaysAfter(at, Number(amount))
    return kind === 'w'
      ? day.toLocaleDateString(locale, { weekday: 'long' })
      : day.toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  })
