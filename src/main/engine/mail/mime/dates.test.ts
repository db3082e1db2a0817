import { describe, expect, it } from 'vitest'
import { parseDate } from './dates.ts'

const iso = (raw: string) => {
  const time = parseDate(raw)
  return time === null ? null : new Date(time).toISOString()
}

describe('parseDate', () => {
  it.each([
    ['Mon, 2 Feb 2026 10:11:12 +0100', '2026-02-02T09:11:12.000Z'],
    ['2 Feb 26 10:11 EST', '2026-02-02T15:11:00.000Z'],
    ['Fri, 02-Feb-1996 10:11:12 GMT', '1996-02-02T10:11:12.000Z'],
    ['Wed, 20 Sep 1995 00:19:00 (EDT) -0400', '1995-09-20T04:19:00.000Z'],
    ['Fri, Dec 14 2001 16:05:48 -0800', '2001-12-15T00:05:48.000Z'],
    ['Thursday, April 09, 2003 9:00 AM', '2003-04-09T09:00:00.000Z'],
    ['Mon Feb  2 10:11:12 2026', '2026-02-02T10:11:12.000Z'],
    ['Mon Feb 02 10:11:12 2026 -0800', '2026-02-02T18:11:12.000Z'],
    ['Mon Feb  2 10:11:12 EST 2026', '2026-02-02T15:11:12.000Z'],
    ['2026-02-02T10:11:12.5+01:00', '2026-02-02T09:11:12.000Z'],
    ['Mon, 2 Feb 2026 10:11:12 +9900', '2026-02-02T10:11:12.000Z'],
    ['Mon, 2 Feb 2026 10:11:12 nonsense', '2026-02-02T10:11:12.000Z'],
  ])('reads %s', (raw, expected) => {
    expect(iso(raw)).toBe(expected)
  })
  it.each([
    '',
    'yesterday',
    'Mon, 32 Feb 2026 10:00:00 +0000',
    'Mon, 30 Jun 3609 15:33:50 +0600',
    'Fri, 21 Nov 1969 09:55:06 -0600',
    'Mon, 2 Xyz 2026 10:00:00',
    `${' '.repeat(1e6)}x`,
  ])('believes nothing in %j', raw => {
    expect(iso(raw)).toBeNull()
  })
})
