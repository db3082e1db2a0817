import { formatLocale, type MessageId, t } from '#renderer/i18n/messages.ts'
import type { CalendarEvent } from '#shared/attachment.ts'
import { dayMs } from '#shared/time.ts'

const day = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const moment = new Intl.DateTimeFormat(formatLocale, { ...day, ...time })
const clock = new Intl.DateTimeFormat(formatLocale, time)
/** Dates without a time are UTC midnights (see `CalendarEvent`): the same day everywhere. */
const wholeDay = new Intl.DateTimeFormat(formatLocale, { ...day, timeZone: 'UTC' })
const short = { day: 'numeric', month: 'short' } as const
const shortDay = new Intl.DateTimeFormat(formatLocale, short)
const shortWholeDay = new Intl.DateTimeFormat(formatLocale, { ...short, timeZone: 'UTC' })
const longDay = new Intl.DateTimeFormat(formatLocale, { day: 'numeric', month: 'long', year: 'numeric' })

/** When an event is, in the reader's own time. */
export function eventWhen({ startsAt, endsAt, allDay }: CalendarEvent): string {
  if (startsAt === null) return t('event.unknownTime')
  if (allDay) {
    const last = endsAt === null ? startsAt : endsAt - dayMs
    const from = wholeDay.format(startsAt)
    return last > startsAt ? `${from} – ${wholeDay.format(last)}` : `${from}, ${t('event.allDay')}`
  }
  const from = moment.format(startsAt)
  if (endsAt === null || endsAt <= startsAt) return from
  const sameDay = new Date(startsAt).toDateString() === new Date(endsAt).toDateString()
  return `${from} – ${sameDay ? clock.format(endsAt) : moment.format(endsAt)}`
}

/** The next dates of a repeating event, short. */
export function eventDates({ next, allDay }: CalendarEvent): string {
  return next.map(at => (allDay ? shortWholeDay : shortDay).format(at)).join(', ')
}

const rules: Readonly<Record<string, MessageId>> = {
  DAILY: 'event.every.DAILY',
  WEEKLY: 'event.every.WEEKLY',
  MONTHLY: 'event.every.MONTHLY',
  YEARLY: 'event.every.YEARLY',
}

/** Every two weeks, until 3 March 2027; null for a single event. */
export function eventRepeats({ repeats }: CalendarEvent): string | null {
  if (repeats === null) return null
  const rule = t(rules[repeats.frequency] ?? 'event.every.other', { interval: repeats.interval })
  return repeats.until === null
    ? rule
    : `${rule}, ${t('event.until', { date: longDay.format(repeats.until) })}`
}

const methods: Readonly<Record<string, MessageId>> = {
  REQUEST: 'event.method.REQUEST',
  REPLY: 'event.method.REPLY',
  CANCEL: 'event.method.CANCEL',
  COUNTER: 'event.method.COUNTER',
}

/** What a calendar message is about (RFC 5546 §1.4). */
export function eventMethod(method: string): string {
  return t(methods[method] ?? 'event.method.other')
}
