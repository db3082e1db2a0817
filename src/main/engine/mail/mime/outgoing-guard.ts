import { AppError } from '#shared/errors.ts'

/** RFC 5322 §2.1.1, without the line break. */
const longestLine = 998

/**
 * Passes a message on as it is, and fails where it is not fit for the wire: a line break that is not CRLF, a NUL,
 * a line over 998 bytes, an end within a line.
 *
 * Whoever builds a message keeps to this; here it is proven for every one, so that what SMTP sends is what was kept.
 *
 * @throws AppError `internal`
 */
export async function* fitForWire(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const line = createLineRule()
  for await (const chunk of bytes) {
    line.add(chunk)
    if (chunk.length > 0) yield chunk
  }
  line.end()
}

/** Whether all of this is 7-bit lines that no server changes (RFC 2045 §2.7): what a message inside a message must be. */
export async function isSevenBit(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  const line = createLineRule()
  try {
    for await (const chunk of bytes) {
      if (chunk.some(byte => byte > 0x7f)) return false
      line.add(chunk)
    }
    line.end()
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

function createLineRule(): { readonly add: (chunk: Uint8Array) => void; readonly end: () => void } {
  let length = 0
  let last = 0x0a
  const fail = (what: string) => {
    throw new AppError('internal', `outgoing mail: ${what}`)
  }
  const measure = (more: number) => {
    length += more
    if (length > longestLine + 1) fail('line too long')
  }
  return {
    add(chunk) {
      if (chunk.includes(0)) fail('NUL')
      let at = 0
      while (at < chunk.length) {
        const before = at === 0 ? last : (chunk[at - 1] ?? 0)
        if (before === 0x0d && chunk[at] !== 0x0a) fail('bare CR')
        const end = chunk.indexOf(0x0a, at)
        const stop = end < 0 ? chunk.length : end
        const cr = chunk.subarray(at, stop).indexOf(0x0d)
        if (cr >= 0 && at + cr < stop - 1) fail('bare CR')
        measure(stop - at)
        if (end < 0) break
        if ((end === 0 ? last : chunk[end - 1]) !== 0x0d) fail('bare LF')
        length = 0
        at = end + 1
      }
      last = chunk.at(-1) ?? last
    },
    end() {
      if (last !== 0x0a) fail('no line break at the end')
    },
  }
}
