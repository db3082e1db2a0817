import { dayMs, hourMs, minuteMs } from '#shared/time.ts'
import { formatLocale, t } from './messages.ts'

const clock = new Intl.DateTimeFormat(formatLocale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const weekday = new Intl.DateTimeFormat(formatLocale, { weekday: 'short' })
const dayOfYear = new Intl.DateTimeFormat(formatLocale, { day: 'numeric', month: 'short' })
const date = new Intl.DateTimeFormat(formatLocale, { day: '2-digit', month: '2-digit', year: 'numeric' })
const long = new Intl.DateTimeFormat(formatLocale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const dayName = new Intl.DateTimeFormat(formatLocale, { weekday: 'long', day: 'numeric', month: 'long' })
const dayAndYear = new Intl.DateTimeFormat(formatLocale, { day: 'numeric', month: 'long', year: 'numeric' })
const month = new Intl.DateTimeFormat(formatLocale, { month: 'long', year: 'numeric' })

/** Local calendar days from `at` to `now`: 0 is today, 1 yesterday; negative lies ahead. Both epoch ms. */
function daysBetween(at: number, now: number): number {
  const from = new Date(at)
  const to = new Date(now)
  const noon = (day: Date) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate())
  return Math.round((noon(to) - noon(from)) / dayMs)
}

const sameYear = (at: number, now: number) => new Date(at).getFullYear() === new Date(now).getFullYear()

/** As rows tell it: 09:42, Yesterday, Fri, 12 Mar, 12/03/2024. */
export function formatRowTime(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days === 0) return clock.format(at)
  if (days === 1) return t('time.yesterday')
  if (days > 1 && days < 7) return weekday.format(at)
  return sameYear(at, now) ? dayOfYear.format(at) : date.format(at)
}

/** As emails tell it: Today 09:42, Yesterday 16:05, Thu 16:05, 12 Mar 16:05, 12/03/2024 16:05. */
export function formatEmailTime(at: number, now: number): string {
  const days = daysBetween(at, now)
  const time = clock.format(at)
  if (days === 0) return t('time.todayAt', { time })
  if (days === 1) return t('time.yesterdayAt', { time })
  if (days > 1 && days < 7) return t('time.dayAt', { day: weekday.format(at), time })
  return t('time.dayAt', { day: sameYear(at, now) ? dayOfYear.format(at) : date.format(at), time })
}

/** Thursday 12 March 2026 at 16:05 */
export function formatLongTime(at: number): string {
  return long.format(at)
}

/** Today, Yesterday, Thursday 12 March, 12 March 2024: a day as a heading. */
export function formatDay(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days === 0) return t('time.today')
  if (days === 1) return t('time.yesterday')
  return sameYear(at, now) ? dayName.format(at) : dayAndYear.format(at)
}

/** 16:05 */
export function formatClock(at: number): string {
  return clock.format(at)
}

/** November 2026 */
export function formatMonth(at: number): string {
  return month.format(at)
}

/** The two largest units of a length of time: 26 min, 1 h 52 m, 2 d 4 h. */
export function formatDuration(lengthMs: number): string {
  const minutes = Math.floor(lengthMs / minuteMs)
  if (minutes < 1) return t('time.underMinute')
  if (minutes < 60) return t('time.minutes', { minutes })
  const hours = Math.floor(lengthMs / hourMs)
  if (hours < 24) {
    const rest = minutes - hours * 60
    return rest === 0 ? t('time.hours', { hours }) : t('time.hoursMinutes', { hours, minutes: rest })
  }
  const days = Math.floor(hours / 24)
  const rest = hours - days * 24
  return rest === 0 || days >= 30 ? t('time.days', { days }) : t('time.daysHours', { days, hours: rest })
}

/** just now, 5 min ago, 3 h ago, on 12 Mar. */
export function formatAgo(at: number, now: number): string {
  const passedMs = now - at
  if (passedMs < minuteMs) return t('time.justNow')
  if (passedMs < hourMs) return t('time.minutesAgo', { count: Math.floor(passedMs / minuteMs) })
  if (passedMs < dayMs) return t('time.hoursAgo', { count: Math.floor(passedMs / hourMs) })
  return t('time.on', { date: sameYear(at, now) ? dayOfYear.format(at) : date.format(at) })
}

/** 09:12 today, 12 Mar 09:12 otherwise: since when something holds. */
export function formatSince(at: number, now: number): string {
  const time = clock.format(at)
  return daysBetween(at, now) === 0 ? time : t('time.dayAt', { day: dayOfYear.format(at), time })
}

/** A time that lies ahead, in short: 16:30 today, Tue 08:00 within a week, 12 Mar 08:00, 12/03/2027 08:00. */
export function formatComingTime(at: number, now: number): string {
  const time = clock.format(at)
  const days = -daysBetween(at, now)
  if (days === 0) return time
  if (days < 7) return t('time.dayAt', { day: weekday.format(at), time })
  return t('time.dayAt', { day: sameYear(at, now) ? dayOfYear.format(at) : date.format(at), time })
}
