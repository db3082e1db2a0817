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
