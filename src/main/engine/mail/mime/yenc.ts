import { lineEndAt, startsLine } from './line-bytes.ts'

/** A yEnc block inside a text (yEnc draft 1.3): where it stands and what it is. */
export type YencBlock = {
  /** Offset of its `=ybegin` line. */
  readonly start: number
  /** Offset after its `=yend` line. */
  readonly end: number
  readonly dataStart: number
  readonly dataEnd: number
  /** As written, one byte per character. */
  readonly name: string
  /** Decoded. */
  readonly sizeBytes: number
  /** False where the bytes ended before the block did. */
  readonly complete: boolean
}

const beginMark = Buffer.from('=ybegin ', 'latin1')
const partMark = Buffer.from('=ypart ', 'latin1')
const endMark = Buffer.from('\n=yend', 'latin1')
const beginLine =
  /^=ybegin (?=.{0,200}\bline=\d{1,5}\b)(?=.{0,200}\bsize=\d{1,15}\b).{1,250}?\bname=(\S.{0,254}?)\s*$/

/** The yEnc blocks of a text in order, at most `limit`. Linear. */
export function findYencBlocks(bytes: Buffer, limit: number): readonly YencBlock[] {
  const blocks: YencBlock[] = []
  let at = bytes.indexOf(beginMark)
  while (at >= 0 && blocks.length < limit) {
    const block = startsLine(bytes, at) ? readBlock(bytes, at) : null
    if (block !== null) blocks.push(block)
    at = bytes.indexOf(beginMark, block?.end ?? at + 1)
  }
  return blocks
}

function readBlock(bytes: Buffer, start: number): YencBlock | null {
  const first = lineEndAt(bytes, start)
  const name = beginLine.exec(bytes.toString('latin1', start, Math.min(first.end, start + 512)))?.[1]
  if (name === undefined) return null
  const isPart = bytes.subarray(first.next, first.next + partMark.length).equals(partMark)
  const dataStart = isPart ? lineEndAt(bytes, first.next).next : first.next
  const last = bytes.indexOf(endMark, Math.max(0, dataStart - 1))
  const complete = last >= 0
  const dataEnd = complete ? last + 1 : bytes.length
  const end = complete ? lineEndAt(bytes, last + 1).next : bytes.length
  return { start, end, dataStart, dataEnd, name, sizeBytes: decodedSize(bytes, dataStart, dataEnd), complete }
}

function decodedSize(bytes: Buffer, from: number, to: number): number {
  let size = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (byte === 13 || byte === 10) continue
    if (byte === 61) at++
    size++
  }
  return size
}

/**
 * The file in the `ordinal`-th yEnc block (counted from 1) of a text part, decoded; null where there is none.
 *
 * `bytes` are those of the part after its transfer encoding. At most `maxBytes` come back. Of a file that was sent in
 * several messages this is the piece in this one.
 */
export function decodeYencBlock(bytes: Buffer, ordinal: number, maxBytes: number): Buffer | null {
  const block = findYencBlocks(bytes, ordinal)[ordinal - 1]
  if (block === undefined) return null
  const out = Buffer.alloc(Math.min(block.sizeBytes, maxBytes))
  let length = 0
  for (let at = block.dataStart; at < block.dataEnd && length < out.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === 13 || byte === 10) continue
    if (byte === 61) at++
    out[length++] = byte === 61 ? ((bytes[at] ?? 0) - 106) & 255 : (byte - 42) & 255
  }
  return out.subarray(0, length)
}
