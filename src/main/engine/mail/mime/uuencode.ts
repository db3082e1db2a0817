import { lineEndAt, startsLine } from './line-bytes.ts'

/** A uuencoded file inside a text (POSIX uuencode): where it stands and what it is. */
export type UuBlock = {
  /** Offset of its `begin` line. */
  readonly start: number
  /** Offset after its `end` line, or after its last good line where that is missing. */
  readonly end: number
  readonly dataStart: number
  /** As written, one byte per character. */
  readonly name: string
  /** Decoded. */
  readonly sizeBytes: number
  /** False where the bytes ended before the block did. */
  readonly complete: boolean
}

const beginMark = Buffer.from('begin ', 'latin1')
const beginLine = /^begin [0-7]{3,4} (\S.{0,254}?)\r?$/

/**
 * The uuencoded blocks of a text in order, at most `limit`.
 *
 * A line of prose that begins with "begin" is none: the line after it must be a data line or the end. Linear.
 */
export function findUuBlocks(bytes: Buffer, limit: number): readonly UuBlock[] {
  const blocks: UuBlock[] = []
  let at = bytes.indexOf(beginMark)
  while (at >= 0 && blocks.length < limit) {
    const block = startsLine(bytes, at) ? readBlock(bytes, at) : null
    if (block !== null) blocks.push(block)
    at = bytes.indexOf(beginMark, block?.end ?? at + 1)
  }
  return blocks
}

function readBlock(bytes: Buffer, start: number): UuBlock | null {
  const first = lineEndAt(bytes, start)
  const name = beginLine.exec(bytes.toString('latin1', start, Math.min(first.end, start + 300)))?.[1]
  if (name === undefined || first.next >= bytes.length) return null
  let sizeBytes = 0
  let at = first.next
  let lines = 0
  while (at < bytes.length) {
    const line = lineEndAt(bytes, at)
    if (isEnd(bytes, at, line.end))
      return { start, end: line.next, dataStart: first.next, name, sizeBytes, complete: true }
    const count = dataBytes(bytes, at, line.end, lines === 0)
    if (count < 0) break
    sizeBytes += count
    lines++
    at = line.next
  }
  // A line that the end of a prefix cut is no data line: the block goes on in bytes that aren't here.
  const cut = at >= bytes.length || lineEndAt(bytes, at).next >= bytes.length
  return sizeBytes === 0
    ? null
    : { start, end: cut ? bytes.length : at, dataStart: first.next, name, sizeBytes, complete: !cut }
}

/** How many bytes a data line stands for: 0 for a blank or closing one, -1 where it is none. */
function dataBytes(bytes: Buffer, at: number, end: number, strict: boolean): number {
  const coded = bytes[end - 1] === 13 ? end - 1 : end
  if (coded === at) return 0
  const length = (bytes[at] ?? 0) - 32
  if (length < 0 || length > 64) return -1
  const count = length & 63
  const letters = coded - at - 1
  if (letters > Math.ceil(count / 3) * 4 + 2) return -1
  // Relays strip spaces, which are zeros; but a first line that is too short is prose.
  if (strict && (count === 0 || letters * 3 < count * 2)) return -1
  for (let i = at + 1; i < coded; i++) {
    const code = bytes[i] ?? 0
    if (code < 32 || code > 96) return -1
  }
  return count
}

function isEnd(bytes: Buffer, at: number, end: number): boolean {
  const length = (bytes[end - 1] === 13 ? end - 1 : end) - at
  return length === 3 && bytes[at] === 101 && bytes[at + 1] === 110 && bytes[at + 2] === 100
}

/**
 * The file in the `ordinal`-th uuencoded block (counted from 1) of a text part, decoded; null where there is none.
 *
 * `bytes` are those of the part after its transfer encoding. At most `maxBytes` come back.
 */
export function decodeUuBlock(bytes: Buffer, ordinal: number, maxBytes: number): Buffer | null {
  const block = findUuBlocks(bytes, ordinal)[ordinal - 1]
  if (block === undefined) return null
  const out = Buffer.alloc(Math.min(block.sizeBytes, maxBytes))
  let length = 0
  for (let at = block.dataStart; at < block.end && length < out.length; ) {
    const line = lineEndAt(bytes, at)
    if (isEnd(bytes, at, line.end)) break
    const coded = bytes[line.end - 1] === 13 ? line.end - 1 : line.end
    let left = coded === at ? 0 : ((bytes[at] ?? 0) - 32) & 63
    for (let i = at + 1; left > 0; i += 4, left -= 3) {
      const [a, b, c, d] = [
        sextet(bytes, i, coded),
        sextet(bytes, i + 1, coded),
        sextet(bytes, i + 2, coded),
        sextet(bytes, i + 3, coded),
      ]
      for (const byte of [(a << 2) | (b >> 4), (b << 4) | (c >> 2), (c << 6) | d].slice(0, left))
        if (length < out.length) out[length++] = byte & 255
    }
    at = line.next
  }
  return out.subarray(0, length)
}

/** Six bits of a letter; what a relay stripped off the end of a line was zero. */
function sextet(bytes: Buffer, at: number, end: number): number {
  return at < end ? ((bytes[at] ?? 32) - 32) & 63 : 0
}
