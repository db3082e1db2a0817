import ICAL from 'ical.js'
import type { CalendarEvent, EventAttendee } from '#shared/attachment.ts'
import { safeText } from '#shared/safe-text.ts'
import { createZones, type Zones } from './calendar-zones.ts'
import type { RawContents } from './content.ts'
import { contentLines, splitComponents } from './content-lines.ts'
import { attachmentLimits } from './limits.ts'
import { nextDates } from './recurrence.ts'
import { decodeFile, oneLine } from './text.ts'

/**
 * Reads invitations and other calendar files (RFC 5545, RFC 5546).
 *
 * Alarms, attachments and addresses in it are passed over: nothing is fetched, run or answered. With
 * `withDates` false nothing repeating is worked out, and only zones that the computer knows are used: a file made to
 * keep it busy can still be read.
 */
export function readCalendar(
  bytes: Uint8Array,
  options: { readonly nowMs: number; readonly withDates: boolean },
): RawContents {
  const lines = contentLines(decodeFile(bytes))
  const events = splitComponents(lines, 'VEVENT')
  const zones = createZones(options.withDates ? splitComponents(events.rest, 'VTIMEZONE').components : [])
  const method = /^METHOD:\s*([A-Za-z-]{1,30})/im.exec(events.rest.slice(0, 200).join('\n'))?.[1] ?? ''
  const read: CalendarEvent[] = []
  let tried = 0
  for (const component of events.components) {
    if (read.length >= attachmentLimits.events || tried >= attachmentLimits.events * 5) break
    tried += 1
    const event = readEvent(component, { ...options, zones, method: method.toUpperCase() })
    if (event !== null) read.push(event)
  }
  if (read.length === 0) return { kind: 'unreadable' }
  return { kind: 'events', events: read, omitted: events.components.length - tried }
}

type EventContext = {
  readonly nowMs: number
  readonly withDates: boolean
  readonly zones: Zones
  readonly method: string
}

/** What is passed over: alarms, files to fetch, and whatever a maker added for itself. */
const skipped = /^(?:ATTACH|X-|IMAGE|CONFERENCE)/i

function readEvent(lines: readonly string[], context: EventContext): CalendarEvent | null {
  const own = splitComponents(lines, 'VALARM').rest.filter(line => !skipped.test(line))
  const component = parseComponent(own)
  if (component === null) return null
  const { zones } = context
  const start = timeOf(component, 'dtstart')
  const startsAt = start === null ? null : zones.toEpoch(start.time, start.zone)
  const attendees = component.getAllProperties('attendee')
  const organizer = component.getFirstProperty('organizer')
  return {
    method: context.method,
    summary: oneLine(textOf(component, 'summary')),
    location: oneLine(textOf(component, 'location')),
    description: safeText(textOf(component, 'description').slice(0, attachmentLimits.descriptionLength)),
    startsAt,
    endsAt: endOf(component, start, startsAt, zones),
    allDay: start?.time.isDate ?? false,
    zone: start === null || start.time.isDate ? '' : oneLine(start.zone),
    organizer: organizer === null ? null : personOf(organizer),
    attendees: attendees.slice(0, attachmentLimits.attendees).map(personOf),
    attendeesOmitted: Math.max(0, attendees.length - attachmentLimits.attendees),
    repeats: repeatsOf(component, zones),
    next:
      context.withDates && start !== null
        ? nextDates(component, { nowMs: context.nowMs, toEpoch: time => zones.toEpoch(time, start.zone) })
        : [],
  }
}

function parseComponent(lines: readonly string[]): ICAL.Component | null {
  try {
    return new ICAL.Component(ICAL.parse(lines.join('\r\n')))
  } catch {
    return parseWithoutOddLines(lines)
  }
}

/** One line that nobody can read must not cost the event: each is tried alone. */
function parseWithoutOddLines(lines: readonly string[]): ICAL.Component | null {
  const good = lines.slice(1, 400).filter(line => {
    if (/^(?:BEGIN|END):/i.test(line)) return false
    try {
      ICAL.parse(`BEGIN:VEVENT\r\n${line}\r\nEND:VEVENT`)
      return true
    } catch {
      return false
    }
  })
  try {
    return new ICAL.Component(ICAL.parse(['BEGIN:VEVENT', ...good, 'END:VEVENT'].join('\r\n')))
  } catch {
    return null
  }
}

type WrittenTime = { readonly time: ICAL.Time; readonly zone: string }

/** A time as written, and the zone it was written in; empty for UTC and floating times. */
function timeOf(component: ICAL.Component, name: string): WrittenTime | null {
  const property = component.getFirstProperty(name)
  const time = readValue(property)
  if (!(time instanceof ICAL.Time) || Number.isNaN(time.year)) return null
  const zone = property?.getFirstParameter('tzid')
  return { time, zone: time.zone === ICAL.Timezone.utcTimezone ? '' : (zone ?? '') }
}

function readValue(property: ICAL.Property | null): unknown {
  try {
    return property?.getFirstValue()
  } catch {
    return null
  }
}

function endOf(
  component: ICAL.Component,
  start: WrittenTime | null,
  startsAt: number | null,
  zones: Zones,
): number | null {
  const end = timeOf(component, 'dtend')
  if (end !== null) return zones.toEpoch(end.time, end.zone)
  const duration = readValue(component.getFirstProperty('duration'))
  if (startsAt === null) return null
  if (duration instanceof ICAL.Duration) return startsAt + duration.toSeconds() * 1_000
  return start?.time.isDate ? startsAt + 86_400_000 : null
}

function textOf(component: ICAL.Component, name: string): string {
  const value = readValue(component.getFirstProperty(name))
  return typeof value === 'string' ? value : ''
}

function personOf(property: ICAL.Property): EventAttendee {
  const value = readValue(property)
  const address = typeof value === 'string' ? value.replace(/^mailto:/i, '') : ''
  const parameter = (name: string) => oneLine(property.getFirstParameter(name) ?? '')
  return {
    name: parameter('cn'),
    address: oneLine(address.includes('@') ? address : parameter('email')),
    status: parameter('partstat').toUpperCase(),
  }
}

function repeatsOf(component: ICAL.Component, zones: Zones): CalendarEvent['repeats'] {
  const rule = readValue(component.getFirstProperty('rrule'))
  if (!(rule instanceof ICAL.Recur)) return null
  return {
    frequency: oneLine(String(rule.freq)).toUpperCase(),
    interval: Math.max(1, Math.min(10_000, Number(rule.interval) || 1)),
    until: rule.until === null || rule.until === undefined ? null : zones.toEpoch(rule.until, ''),
  }
}
