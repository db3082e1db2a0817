import { describe, expect, it } from 'vitest'
import { effortMs } from '#test/support/effort.ts'
import { readCalendar } from './calendar.ts'

const nowMs = Date.UTC(2026, 10, 22)
const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', 'SUMMARY:Workshop', ...lines, 'END:VEVENT']
const calendar = (...lines: readonly string[]) =>
  Buffer.from(['BEGIN:VCALENDAR', 'METHOD:REQUEST', ...lines, 'END:VCALENDAR', ''].join('\r\n'))
const read = (...lines: readonly string[]) => readCalendar(calendar(...lines), { nowMs, withDates: true })
const first = (...lines: readonly string[]) => {
  const contents = read(...lines)
  if (contents.kind !== 'events') throw new Error(contents.kind)
  return contents.events[0]
}

describe('when', () => {
  it('takes zones of the world from the computer, summer time included', () => {
    expect(first(...event('DTSTART;TZID=Europe/Berlin:20260701T140000'))).toMatchObject({
      startsAt: Date.UTC(2026, 6, 1, 12),
      zone: 'Europe/Berlin',
    })
    expect(first(...event('DTSTART;TZID=America/New_York:20261203T090000'))?.startsAt).toBe(
      Date.UTC(2026, 11, 3, 14),
    )
    expect(first(...event('DTSTART:20261203T090000Z'))).toMatchObject({
      startsAt: Date.UTC(2026, 11, 3, 9),
      zone: '',
    })
  })

  it('reads zones that only the file knows', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Office',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0300',
      'END:STANDARD',
      'END:VTIMEZONE',
    ]
    expect(first(...zone, ...event('DTSTART;TZID=Office:20261203T090000'))?.startsAt).toBe(
      Date.UTC(2026, 11, 3, 6),
    )
  })

  it('keeps whole days the same day everywhere', () => {
    expect(first(...event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'))).toMatchObject({
      allDay: true,
      startsAt: Date.UTC(2026, 11, 24),
      endsAt: Date.UTC(2026, 11, 27),
    })
    expect(first(...event('DTSTART;VALUE=DATE:20261224'))?.endsAt).toBe(Date.UTC(2026, 11, 25))
  })

  it('counts a duration', () => {
    expect(first(...event('DTSTART:20261203T090000Z', 'DURATION:PT90M'))?.endsAt).toBe(
      Date.UTC(2026, 11, 3, 10, 30),
    )
  })

  it('leaves a time open that is none', () => {
    expect(first(...event('DTSTART:soon'))).toMatchObject({
      summary: 'Workshop',
      startsAt: null,
      endsAt: null,
    })
  })
})

describe('R-53: repeating', () => {
  it('tells the rule and the next ten dates, exceptions left out', () => {
    const found = first(
      ...event(
        'DTSTART:20261130T090000Z',
        'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=20',
        'EXDATE:20261214T090000Z',
      ),
    )
    expect(found?.repeats).toEqual({ frequency: 'WEEKLY', interval: 2, until: null })
    expect(found?.next).toHaveLength(10)
    expect(found?.next.slice(0, 2)).toEqual([Date.UTC(2026, 10, 30, 9), Date.UTC(2026, 11, 28, 9)])
  })

  it('works out no more than a thousand occurrences', async () => {
    const work = () => {
      const found = first(...event('DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY;INTERVAL=1'))
      expect(found?.next).toEqual([])
    }
    expect(await effortMs(work, 1_500)).toBeLessThan(1_500)
  })

  it('works out nothing where it is told not to', () => {
    const lines = event('DTSTART:20261130T090000Z', 'RRULE:FREQ=DAILY')
    expect(readCalendar(calendar(...lines), { nowMs, withDates: false })).toMatchObject({
      events: [{ next: [], repeats: { frequency: 'DAILY' } }],
    })
  })
})

describe('R-53: what is in it stays in it', () => {
  it('passes over alarms and files to fetch', () => {
    const found = first(
      ...event(
        'DTSTART:20261203T090000Z',
        'ATTACH;FMTTYPE=text/html:http://evil.example/x',
        'BEGIN:VALARM',
        'ACTION:PROCEDURE',
        'ATTACH:file:///bin/sh',
        'SUMMARY:Not this one',
        'END:VALARM',
      ),
    )
    expect(JSON.stringify(found)).not.toMatch(/evil|bin\/sh|Not this/)
    expect(found?.summary).toBe('Workshop')
  })

  it('tells who takes part, without controls in their names', () => {
    const found = first(
      ...event(
        'DTSTART:20261203T090000Z',
        'ORGANIZER;CN="Ada \u202eL":MAILTO:ada@x.example',
        'ATTENDEE;CN=Bo;PARTSTAT=ACCEPTED:mailto:bo@x.example',
        'ATTENDEE;EMAIL=cy@x.example:urn:uuid:7',
      ),
    )
    expect(found?.organizer).toEqual({ name: 'Ada L', address: 'ada@x.example', status: '' })
    expect(found?.attendees).toEqual([
      { name: 'Bo', address: 'bo@x.example', status: 'ACCEPTED' },
      { name: '', address: 'cy@x.example', status: '' },
    ])
  })
})

describe('hostile and broken files', () => {
  it('shows the first of 100,000 events and counts the others', async () => {
    const many = Buffer.from(
      `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20261203T090000Z\r\nEND:VEVENT\r\n'.repeat(100_000)}`,
    ).subarray(0, 4 * 1024 * 1024)
    const work = () => {
      const contents = readCalendar(many, { nowMs, withDates: true })
      expect(contents).toMatchObject({ kind: 'events', events: { length: 20 } })
      expect(contents.kind === 'events' && contents.omitted).toBeGreaterThan(50_000)
    }
    expect(await effortMs(work, 2_000)).toBeLessThan(2_000)
  })

  it('reads an event in which a line is no property', () => {
    expect(first(...event('DTSTART:20261203T090000Z', 'this is no property', ';;;:'))).toMatchObject({
      summary: 'Workshop',
      startsAt: Date.UTC(2026, 11, 3, 9),
    })
  })

  it('counts ten thousand guests', () => {
    const guests = Array.from({ length: 10_000 }, (_, index) => `ATTENDEE:mailto:g${index}@x.example`)
    expect(first(...event('DTSTART:20261203T090000Z', ...guests))).toMatchObject({
      attendees: { length: 50 },
      attendeesOmitted: 9_950,
    })
  })

  it.each([
    ['nothing', ''],
    ['words', 'Hello'],
    ['a task', 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\nEND:VCALENDAR\r\n'],
    ['begins without end', 'BEGIN:VEVENT\r\n'.repeat(10_000)],
    ['one endless line', `BEGIN:VEVENT\r\nSUMMARY:${'x'.repeat(3_000_000)}`],
    ['folds only', `BEGIN:VEVENT\r\nSUMMARY:x${'\r\n '.repeat(500_000)}`],
  ])('does not break on %s', async (_name, text) => {
    const work = () =>
      expect(['events', 'unreadable']).toContain(
        readCalendar(Buffer.from(text), { nowMs, withDates: true }).kind,
      )
    expect(await effortMs(work, 2_000)).toBeLessThan(2_000)
  })
})
