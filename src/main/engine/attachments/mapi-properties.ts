/** Properties of MAPI that are read, by id (MS-OXPROPS). */
export const mapiIds = {
  body: 0x1000,
  rtfCompressed: 0x1009,
  bodyHtml: 0x1013,
  displayName: 0x3001,
  attachData: 0x3701,
  attachFileName: 0x3704,
  attachLongFileName: 0x3707,
  attachMimeTag: 0x370e,
} as const

/** A property's first value: text where its type is a string, else bytes. */
export type MapiValue = { readonly text: string | null; readonly bytes: Buffer }

const string8 = 0x1e
const unicode = 0x1f
const binary = 0x102
const object = 0x0d
const propertiesAtMost = 10_000
const valuesAtMost = 10_000

/** Bytes of a value of a fixed type, padded (MS-OXTNEF §2.1.3.4.1); absent for types that nobody has heard of. */
const fixedBytes: Readonly<Record<number, number>> = {
  1: 4,
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
}

/**
 * Reads a list of MAPI properties out of a TNEF attribute; the first of each id.
 *
 * Stops at the first length that leads outside: what came before stands.
 */
export function mapiProperties(
  data: Buffer,
  decode: (bytes: Buffer) => string,
): ReadonlyMap<number, MapiValue> {
  const found = new Map<number, MapiValue>()
  if (data.length < 4) return found
  const count = Math.min(data.readUInt32LE(0), propertiesAtMost)
  let at = 4
  for (let index = 0; index < count && at + 4 <= data.length; index += 1) {
    const type = data.readUInt16LE(at)
    const id = data.readUInt16LE(at + 2)
    const named = id >= 0x8000 ? skipName(data, at + 4) : at + 4
    const read = named < 0 ? null : readValues(data, named, type)
    if (read === null) return found
    const { first } = read
    if (first !== null && !found.has(id)) found.set(id, toValue(first, type & 0xfff, decode))
    at = read.end
  }
  return found
}

/** A named property: GUID, kind, and a number or a name of UTF-16. Answers the offset after it, -1 where it lies. */
function skipName(data: Buffer, at: number): number {
  if (at + 24 > data.length) return -1
  const isText = data.readUInt32LE(at + 16) === 1
  const length = isText ? data.readUInt32LE(at + 20) : 0
  const end = at + 24 + padded(length)
  return end <= data.length ? end : -1
}

function readValues(
  data: Buffer,
  start: number,
  fullType: number,
): { readonly first: Buffer | null; readonly end: number } | null {
  const type = fullType & 0xfff
  const several = (fullType & 0x1000) !== 0
  const isVariable = type === string8 || type === unicode || type === binary || type === object
  let at = start
  let count = 1
  if (several || isVariable) {
    if (at + 4 > data.length) return null
    count = data.readUInt32LE(at)
    at += 4
  }
  if (count > valuesAtMost) return null
  let first: Buffer | null = null
  for (let index = 0; index < count; index += 1) {
    let length = fixedBytes[type]
    if (isVariable) {
      if (at + 4 > data.length) return null
      length = data.readUInt32LE(at)
      at += 4
    }
    if (length === undefined || at + length > data.length) return null
    first ??= data.subarray(at, at + length)
    at += isVariable ? padded(length) : length
  }
  return { first, end: at }
}

function toValue(bytes: Buffer, type: number, decode: (bytes: Buffer) => string): MapiValue {
  if (type === unicode) return { text: bytes.toString('utf16le').split('\0')[0] ?? '', bytes }
  if (type === string8) return { text: decode(untilNul(bytes)), bytes }
  return { text: null, bytes }
}

/** The bytes of a C string. */
export function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}

const padded = (length: number) => (length + 3) & ~3
