/** What a compressed RTF may refer back to before it has written anything (MS-OXRTFCP §2.1.3.1). */
const dictionaryStart =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor ' +
  'MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'
const dictionarySize = 4_096
const compressedMark = 0x75465a4c
const plainMark = 0x414c454d
const longestBytes = 8 * 1024 * 1024

/** RTF as MAPI packs it (MS-OXRTFCP), unpacked to at most 8 MB; null where it is something else. Sizes in it are not believed. */
export function decompressRtf(bytes: Buffer): Buffer | null {
  if (bytes.length < 16) return null
  const mark = bytes.readUInt32LE(8)
  if (mark === plainMark) return bytes.subarray(16, 16 + Math.min(longestBytes, bytes.readUInt32LE(4)))
  return mark === compressedMark ? expand(bytes) : null
}

function expand(bytes: Buffer): Buffer {
  const dictionary = Buffer.alloc(dictionarySize, ' ')
  let write = dictionary.write(dictionaryStart, 'latin1')
  const out = Buffer.alloc(Math.min(longestBytes, Math.max(bytes.readUInt32LE(4), 16), bytes.length * 20))
  let length = 0
  const emit = (byte: number): boolean => {
    if (length >= out.length) return false
    out[length++] = byte
    dictionary[write] = byte
    write = (write + 1) % dictionarySize
    return true
  }
  let at = 16
  while (at < bytes.length) {
    const control = bytes[at++] ?? 0
    for (let bit = 0; bit < 8 && at < bytes.length; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        if (!emit(bytes[at++] ?? 0)) return out.subarray(0, length)
        continue
      }
      if (at + 1 >= bytes.length) return out.subarray(0, length)
      const reference = bytes.readUInt16BE(at)
      at += 2
      const offset = reference >> 4
      if (offset === write) return out.subarray(0, length)
      for (let step = 0; step < (reference & 15) + 2; step += 1) {
        if (!emit(dictionary[(offset + step) % dictionarySize] ?? 0)) return out.subarray(0, length)
      }
    }
  }
  return out.subarray(0, length)
}
