import ICAL from 'ical.js'

/** Turns written times into moments. */
export type Zones = {
  /** Epoch ms; a date alone is its UTC midnight, a time without a zone is this computer's. Null where it is no time. */
  readonly toEpoch: (time: ICAL.Time, zone: string) => number | null
}

/**
 * Zones of a calendar: those that the computer knows by name are taken from it, because rules in a file may be old or
 * made to mislead; others are read from the file's own VTIMEZONE.
 */
export function createZones(timezones: readonly (readonly string[])[]): Zones {
  const written = new Map<string, ICAL.Timezone>()
  for (const lines of timezones.slice(0, 20)) {
    const zone = parseZone(lines)
    if (zone !== null) written.set(zone.tzid, zone)
  }
  return {
    toEpoch: (time, zone) => {
      const utc = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
      if (Number.isNaN(utc)) return null
      if (time.isDate || time.zone === ICAL.Timezone.utcTimezone) return utc
      if (zone === '') return localMoment(time)
      const offsetMs = knownOffsetMs(zone, utc)
      if (offsetMs !== null) return utc - (knownOffsetMs(zone, utc - offsetMs) ?? offsetMs)
      const own = written.get(zone)
      return own === undefined ? localMoment(time) : utc - writtenOffsetMs(own, time)
    },
  }
}

function localMoment(time: ICAL.Time): number {
  return new Date(time.year, time.month - 1, time.day, time.hour, time.minute, time.second).getTime()
}

const formats = new Map<string, Intl.DateTimeFormat | null>()

/** How far a zone of the IANA database is ahead of UTC at a moment; null where the name is none of them. */
function knownOffsetMs(zone: string, atMs: number): number | null {
  const format = formatOf(zone.replace(/^\/[^/]+\/[^/]+\//, ''))
  if (format === null) return null
  const at = new Map(format.formatToParts(atMs).map(part => [part.type, Number(part.value)]))
  const part = (name: Intl.DateTimeFormatPartTypes) => at.get(name) ?? 0
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour') % 24,
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(atMs / 1_000) * 1_000
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone)
  if (known !== undefined) return known
  let format: Intl.DateTimeFormat | null = null
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    // Not a zone that this computer knows.
  }
  formats.set(zone, format)
  return format
}

function parseZone(lines: readonly string[]): ICAL.Timezone | null {
  try {
    return new ICAL.Timezone(new ICAL.Component(ICAL.parse(lines.join('\r\n'))))
  } catch {
    return null
  }
}

function writtenOffsetMs(zone: ICAL.Timezone, time: ICAL.Time): number {
  try {
    return zone.utcOffset(time) * 1_000
  } catch {
    return 0
  }
}
