/** One attribute of a TNEF stream (MS-OXTNEF §2.1.3): its id without the type, and its data. */
export type TnefAttribute = { readonly id: number; readonly data: Buffer }

/** Attributes that are read; the low half of their ids (MS-OXTNEF §2.1.3.1). */
export const tnefIds = {
  subject: 0x8004,
  body: 0x800c,
  messageProperties: 0x9003,
  codepage: 0x9007,
  attachmentStart: 0x9002,
  attachmentTitle: 0x8010,
  attachmentData: 0x800f,
  attachmentProperties: 0x9005,
} as const

const signature = 0x223e9f78
const attributesAtMost = 20_000

/**
 * The attributes of a TNEF stream, as far as they can be told apart; null where it is none.
 *
 * A length that lies ends the stream there: what came before stands. Checksums are not believed either way.
 */
export function tnefAttributes(bytes: Buffer): readonly TnefAttribute[] | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null
  const found: TnefAttribute[] = []
  let at = 6
  while (at + 9 <= bytes.length && found.length < attributesAtMost) {
    const level = bytes[at]
    if (level !== 1 && level !== 2) break
    const id = bytes.readUInt16LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const start = at + 9
    // The last attachment of a stream that was cut keeps what there is of it.
    found.push({ id, data: bytes.subarray(start, Math.min(bytes.length, start + length)) })
    at = start + length + 2
  }
  return found
}
