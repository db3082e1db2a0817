/** What one FETCH response says of one message. Absent items were not asked for or not sent. */
export type FetchedItems = {
  uid?: number
  flags?: readonly string[]
  /** INTERNALDATE, epoch ms UTC; absent where the server sent no date. */
  receivedAt?: number
  sizeBytes?: number
  /** MODSEQ as decimal digits: up to 2^63 (RFC 7162). */
  modseq?: string
  /** Bodies by their section, upper case, without a partial: `''`, `HEADER`, `2.1`. NIL is null. */
  sections?: Map<string, Buffer | null>
  /** Raw text of BODYSTRUCTURE, where its literals are quoted already. */
  bodyStructure?: string
}

const space = 0x20
const quote = 0x22
const open = 0x28
const close = 0x29
const backslash = 0x5c
const openBrace = 0x7b
const tilde = 0x7e

/** A place in a response line; literals come apart from it, in order. */
type Cursor = {
  readonly line: Buffer
  readonly literals: readonly Buffer[]
  at: number
  literal: number
}

/**
 * Reads `* n FETCH (…)` (RFC 9051 §7.5.2) without building a tree.
 *
 * imapflow's tokenizer makes an object per token and its logger writes every response out again; both cost more than
 * the rest of a sync. Returns null for anything that is not a well-formed FETCH: then imapflow's own parser decides.
 */
export function readFetchLine(line: Buffer, literals: readonly Buffer[]): FetchedItems | null {
  const start = startOfItems(line)
  if (start === 0) return null
  const cursor: Cursor = { line, literals, at: start, literal: 0 }
  const items: FetchedItems = {}
  for (;;) {
    while (line[cursor.at] === space) cursor.at += 1
    if (cursor.at >= line.length) return null
    if (line[cursor.at] === close) return items
    const nameAt = cursor.at
    if (!skipName(cursor) || cursor.at === nameAt) return null
    if (!readItem(cursor, line.toString('latin1', nameAt, cursor.at - 1).toUpperCase(), items)) return null
  }
}

/** After `* 12 FETCH (`; 0 when the line is something else. */
function startOfItems(line: Buffer): number {
  if (line[0] !== 0x2a || line[1] !== space) return 0
  let at = 2
  while (isDigit(line[at])) at += 1
  if (at === 2 || at > 12) return 0
  const word = line.toString('latin1', at, at + 8)
  return word === ' FETCH (' || word.toUpperCase() === ' FETCH (' ? at + 8 : 0
}

/** An item's name may hold blanks in brackets: `BODY[HEADER.FIELDS (DATE)]<0>`. */
function skipName(cursor: Cursor): boolean {
  const { line } = cursor
  let inBrackets = false
  for (; cursor.at < line.length; cursor.at += 1) {
    const byte = line[cursor.at]
    if (byte === 0x5b) inBrackets = true
    else if (byte === 0x5d) inBrackets = false
    else if (!inBrackets && byte === space) {
      cursor.at += 1
      return true
    } else if (!inBrackets && (byte === open || byte === close || byte === quote)) return false
  }
  return false
}

function readItem(cursor: Cursor, name: string, items: FetchedItems): boolean {
  switch (name) {
    case 'UID': {
      const uid = readNumber(cursor)
      if (uid === null || uid < 1 || uid > 4_294_967_295) return false
      items.uid = uid
      return true
    }
    case 'RFC822.SIZE': {
      const size = readNumber(cursor)
      if (size === null) return false
      items.sizeBytes = size
      return true
    }
    case 'FLAGS': {
      const from = cursor.at
      if (!skipValue(cursor) || cursor.line[from] !== open) return false
      const inner = cursor.line.toString('latin1', from + 1, cursor.at - 1)
      items.flags = inner === '' ? [] : inner.split(' ').filter(flag => flag !== '')
      return true
    }
    case 'INTERNALDATE': {
      const from = cursor.at
      if (!skipValue(cursor)) return false
      const at = readDate(cursor.line.toString('latin1', from, cursor.at))
      if (at !== null) items.receivedAt = at
      return true
    }
    case 'MODSEQ': {
      const from = cursor.at
      if (!skipValue(cursor)) return false
      const digits = /^\(?(\d{1,19})\)?$/.exec(cursor.line.toString('latin1', from, cursor.at))?.[1]
      if (digits !== undefined) items.modseq = digits
      return true
    }
    case 'BODYSTRUCTURE': {
      const text = readRaw(cursor)
      if (text === null) return false
      items.bodyStructure = text
      return true
    }
  }
  const section = /^(?:BODY|BINARY)\[([^\]]*)\](?:<\d+>)?$/.exec(name)?.[1]
  if (section === undefined) return skipValue(cursor)
  const value = readString(cursor)
  if (value === undefined) return false
  items.sections ??= new Map()
  items.sections.set(section, value)
  return true
}

function readNumber(cursor: Cursor): number | null {
  const { line } = cursor
  let value = 0
  let digits = 0
  for (let byte = line[cursor.at]; isDigit(byte); byte = line[cursor.at]) {
    value = value * 10 + (byte - 0x30)
    cursor.at += 1
    digits += 1
  }
  return digits === 0 || digits > 15 ? null : value
}

/** A quoted string, a literal, or NIL; undefined for anything else. */
function readString(cursor: Cursor): Buffer | null | undefined {
  const { line } = cursor
  const first = line[cursor.at]
  if (first === openBrace || first === tilde) {
    const index = cursor.literal
    return skipValue(cursor) && cursor.literal > index ? cursor.literals[index] : undefined
  }
  const from = cursor.at
  if (!skipValue(cursor)) return undefined
  if (first === quote) {
    const inner = line.subarray(from + 1, cursor.at - 1)
    if (!inner.includes(backslash)) return inner
    return Buffer.from(inner.toString('latin1').replace(/\\(.)/gs, '$1'), 'latin1')
  }
  return line.toString('latin1', from, cursor.at).toUpperCase() === 'NIL' ? null : undefined
}

/** Any value as the server wrote it, with literals turned into quoted strings. */
function readRaw(cursor: Cursor): string | null {
  const { line, literals } = cursor
  const from = cursor.at
  const firstLiteral = cursor.literal
  if (!skipValue(cursor)) return null
  let index = firstLiteral
  if (cursor.literal === firstLiteral) return line.toString('utf8', from, cursor.at)
  return line
    .toString('utf8', from, cursor.at)
    .replace(/("(?:[^"\\]|\\.)*")|~?\{\d+\+?\}\r?\n/gs, (_, quoted: string | undefined) => {
      if (quoted !== undefined) return quoted
      const text = literals[index]?.toString('utf8') ?? ''
      index += 1
      return `"${text.replace(/[\r\n\0]+/g, ' ').replace(/["\\]/g, '\\$&')}"`
    })
}

/** Moves behind one value: list, quoted string, literal, or atom. */
function skipValue(cursor: Cursor): boolean {
  const { line } = cursor
  let depth = 0
  for (;;) {
    const byte = line[cursor.at]
    if (byte === undefined) return false
    if (byte === open) {
      depth += 1
      cursor.at += 1
    } else if (byte === close) {
      if (depth === 0) return false
      depth -= 1
      cursor.at += 1
    } else if (byte === quote) {
      if (!skipQuoted(cursor)) return false
    } else if ((byte === openBrace || byte === tilde) && skipLiteral(cursor)) {
      // counted in skipLiteral
    } else if (byte === space) {
      if (depth === 0) return false
      cursor.at += 1
      continue
    } else {
      skipAtom(cursor)
    }
    if (depth === 0) return true
  }
}

function skipQuoted(cursor: Cursor): boolean {
  const { line } = cursor
  for (let at = cursor.at + 1; at < line.length; at += 1) {
    const byte = line[at]
    if (byte === backslash) at += 1
    else if (byte === quote) {
      cursor.at = at + 1
      return true
    }
  }
  return false
}

/** `{12}` CRLF, `{12+}` CRLF or `~{12}` CRLF: the bytes themselves were taken out of the line already. */
function skipLiteral(cursor: Cursor): boolean {
  const { line } = cursor
  let at = cursor.at + (line[cursor.at] === tilde ? 1 : 0)
  if (line[at] !== openBrace) return false
  at += 1
  while (isDigit(line[at])) at += 1
  if (line[at] === 0x2b) at += 1
  if (line[at] !== 0x7d) return false
  at += 1
  if (line[at] === 0x0d) at += 1
  if (line[at] !== 0x0a || cursor.literals[cursor.literal] === undefined) return false
  cursor.literal += 1
  cursor.at = at + 1
  return true
}

function skipAtom(cursor: Cursor): void {
  const { line } = cursor
  const from = cursor.at
  for (; cursor.at < line.length; cursor.at += 1) {
    const byte = line[cursor.at]
    if (byte === space || byte === open || byte === close) break
  }
  if (cursor.at === from) cursor.at += 1
}

const isDigit = (byte: number | undefined): byte is number =>
  byte !== undefined && byte >= 0x30 && byte <= 0x39

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `" 7-Feb-1994 22:43:04 -0800"` (RFC 9051 §9, date-time) as epoch ms; null for anything else. */
function readDate(text: string): number | null {
  const match = /^"\s?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})"$/.exec(
    text,
  )
  if (match === null) return null
  const month = months.indexOf((match[2] ?? '').toLowerCase())
  if (month < 0) return null
  const number = (index: number) => Number(match[index])
  const offsetMinutes = (number(8) * 60 + number(9)) * (match[7] === '-' ? -1 : 1)
  return Date.UTC(number(3), month, number(1), number(4), number(5), number(6)) - offsetMinutes * 60_000
}
