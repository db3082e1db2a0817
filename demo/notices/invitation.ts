import { digits } from '../headers.ts'
import type { FileContent, Party } from '../letter.ts'
import { type MimePart, textPart } from '../mime.ts'
import { shop } from '../own.ts'

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '')

const escapeText = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n')

const fold = (line: string): string => line.replace(/(.{70})(?=.)/gu, '$1\r\n ')

/** A meeting as it is proposed by mail: the calendar part and the same as a file. */
export type Invitation = { readonly part: MimePart; readonly file: FileContent }

/**
 * Reads `days HH:MM minutes Title | Place` and writes an iCalendar request (RFC 5545, RFC 6047).
 *
 * Days are working days counted from the day of the mail, in the time of this computer.
 *
 * @throws Error where the text cannot be read
 */
export const writeInvitation = (text: string, organizer: Party, at: number, seed: string): Invitation => {
  const match = /^(\d+) (\d\d):(\d\d) (\d+) ([^|]+?) \| (.+)$/.exec(text)
  if (!match) throw new Error(`Not an invitation: ${text}`)
  const [, days = '', hours = '', minutes = '', length = '', title = '', place = ''] = match
  const day = new Date(at)
  for (let left = Number(days); left > 0; ) {
    day.setDate(day.getDate() + 1)
    if (day.getDay() !== 0 && day.getDay() !== 6) left -= 1
  }
  const start = new Date(day.getFullYear(), day.getMonth(), day.getDate(), Number(hours), Number(minutes))
  const end = new Date(start.getTime() + Number(length) * 60_000)
  const calendar = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Calendar//EN',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${digits('event', seed).slice(0, 32)}@${organizer.address.split('@')[1]}`,
    `DTSTAMP:${stamp(new Date(at))}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    `SUMMARY:${escapeText(title)}`,
    `LOCATION:${escapeText(place)}`,
    `ORGANIZER;CN="${organizer.name}":mailto:${organizer.address}`,
    `ATTENDEE;CN="${shop.name}";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${shop.address}`,
    'SEQUENCE:0',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n')
  return {
    part: textPart('text/calendar', calendar, 'UTF-8', 'quoted-printable', '; method=REQUEST'),
    file: { name: 'invite.ics', type: 'application/ics', bytes: Buffer.from(calendar) },
  }
}
