const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** RFC 822 names and a few that mailers add (RFC 5322 §4.3); others count as UTC. Minutes east. */
const zones: ReadonlyMap<string, number> = new Map([
  ['ut', 0],
  ['utc', 0],
  ['gmt', 0],
  ['z', 0],
  ['est', -300],
  ['edt', -240],
  ['cst', -360],
  ['cdt', -300],
  ['mst', -420],
  ['mdt', -360],
  ['pst', -480],
  ['pdt', -420],
  ['bst', 60],
  ['cet', 60],
  ['cest', 120],
  ['met', 60],
  ['mest', 120],
  ['mesz', 120],
  ['mez', 60],
  ['eet', 120],
  ['eest', 180],
  ['msk', 180],
  ['jst', 540],
  ['ist', 330],
])

const usual =
  /(\d{1,2})[\s-]{1,5}([a-z]{3})[a-z]{0,7}\.?[\s,-]{1,5}(\d{2,4})[\s,]{1,5}(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:\.\d{1,9})?\s{0,5}([ap]m)?\s{0,5}([+-]\s?\d{1,2}:?\d{2}|[a-z]{1,5})?/i
const asctime =
  /([a-z]{3})[a-z]{0,7}\s{1,5}(\d{1,2}),?\s{1,5}(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?\s{0,5}(?:([a-z]{3,4})\s{1,5})?(\d{4})(?:\s{1,3}([+-]\d{4}))?/i
const american =
  /([a-z]{3})[a-z]{0,7}\.?\s{1,5}(\d{1,2}),?\s{1,5}(\d{4}),?\s{1,5}(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?\s{0,5}([ap]m)?\s{0,5}([+-]\d{4}|[a-z]{1,5})?/i
const iso =
  /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s{0,2}(Z|[+-]\d{2}:?\d{2})?/

const earliest = Date.UTC(1980, 0, 1)
const latest = Date.UTC(2100, 0, 1)

/**
 * A Date header as epoch ms UTC, or null where it says nothing believable (before 1980, after 2099, no such day).
 *
 * Reads RFC 5322 §3.3 and §4.3, asctime and ISO 8601. Whether it fits the time of arrival is for the caller to judge.
 */
export function parseDate(raw: string | undefined): number | null {
  if (raw === undefined) return null
  const text = raw.slice(0, 120).replace(/\([^()]{0,60}\)/g, ' ')
  const time = fromUsual(text) ?? fromIso(text) ?? fromAsctime(text) ?? fromAmerican(text)
  return time !== null && time >= earliest && time < latest ? time : null
}

function fromUsual(text: string): number | null {
  const match = usual.exec(text)
  if (match === null) return null
  const [, day, month, year, hour, minute, second, half, zone] = match
  const hours = fullHour(Number(hour), half)
  return build(
    fullYear(year ?? ''),
    months.indexOf((month ?? '').toLowerCase()),
    Number(day),
    hours,
    Number(minute),
    Number(second ?? 0),
    zone,
  )
}

function fromIso(text: string): number | null {
  const match = iso.exec(text)
  if (match === null) return null
  const [, year, month, day, hour, minute, second, zone] = match
  return build(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
    zone,
  )
}

function fromAsctime(text: string): number | null {
  const match = asctime.exec(text)
  if (match === null) return null
  const [, month, day, hour, minute, second, zone, year, zoneBehind] = match
  return build(
    Number(year),
    months.indexOf((month ?? '').toLowerCase()),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
    zone ?? zoneBehind,
  )
}

function fromAmerican(text: string): number | null {
  const match = american.exec(text)
  if (match === null) return null
  const [, month, day, year, hour, minute, second, half, zone] = match
  const hours = fullHour(Number(hour), half)
  return build(
    Number(year),
    months.indexOf((month ?? '').toLowerCase()),
    Number(day),
    hours,
    Number(minute),
    Number(second ?? 0),
    zone,
  )
}

function fullHour(hour: number, half: string | undefined): number {
  if (half?.toLowerCase() === 'pm' && hour < 12) return hour + 12
  return half?.toLowerCase() === 'am' && hour === 12 ? 0 : hour
}

/** RFC 5322 §4.3: two digits below 50 mean 20xx, other two and three digits count from 1900. */
function fullYear(text: string): number {
  const year = Number(text)
  if (text.length === 2) return year < 50 ? 2000 + year : 1900 + year
  return text.length === 3 ? 1900 + year : year
}

function build(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  zone: string | undefined,
): number | null {
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null
  const time = Date.UTC(year, month, day, hour, minute, second)
  return time - zoneMinutes(zone) * 60_000
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined) return 0
  const digits = /^([+-])\s?(\d{1,2}):?(\d{2})$/.exec(zone)
  if (digits === null) return zones.get(zone.toLowerCase()) ?? 0
  const minutes = Number(digits[2]) * 60 + Number(digits[3])
  // Beyond ±14 hours no place on earth keeps that time: the hour is believed, the zone is not.
  return minutes > 14 * 60 ? 0 : digits[1] === '-' ? -minutes : minutes
}
