/** One BER element (X.690 §8.1): where its content is. */
type Element = {
  readonly tag: number
  readonly constructed: boolean
  readonly start: number
  readonly end: number
  /** After the element, its end mark included. */
  readonly next: number
}

/** 1.2.840.113549.1.7.2, as BER writes it. */
const signedDataId = Buffer.from('2a864886f70d010702', 'hex')

const octetString = 4
const objectId = 6
const contextZero = 0xa0

/** Real ones nest eight deep. */
const nestingAtMost = 24

/**
 * What stands inside an opaque signature (CMS SignedData, RFC 5652 §5), not verified; null where there is nothing.
 *
 * Such mail isn't encrypted: without this its reader sees a file and no word. Takes what is there of a cut one. Linear.
 */
export function signedContent(bytes: Buffer): Buffer | null {
  try {
    const info = inside(bytes, element(bytes, 0, bytes.length, 0))
    if (info[0]?.tag !== objectId || !content(bytes, info[0]).equals(signedDataId)) return null
    const signed = info[1]?.tag === contextZero ? inside(bytes, info[1])[0] : undefined
    if (signed === undefined) return null
    const [id, wrapped] = inside(bytes, inside(bytes, signed)[2])
    if (id?.tag !== objectId || wrapped?.tag !== contextZero) return null
    const pieces = octets(bytes, inside(bytes, wrapped)[0], 0)
    return pieces.length === 0 ? null : Buffer.concat(pieces)
  } catch {
    return null
  }
}

const content = (bytes: Buffer, one: Element): Buffer => bytes.subarray(one.start, one.end)

/** The first elements inside another: no more than what the search goes by. */
function inside(bytes: Buffer, outer: Element | undefined): readonly Element[] {
  const found: Element[] = []
  if (outer === undefined || !outer.constructed) return found
  for (let at = outer.start; at < outer.end && found.length < 3; ) {
    const one = element(bytes, at, outer.end, 1)
    found.push(one)
    at = one.next
  }
  return found
}

/** An octet string's bytes; programs that stream cut it in pieces (X.690 §8.7). */
function octets(bytes: Buffer, outer: Element | undefined, depth: number): readonly Buffer[] {
  if (outer === undefined || depth > nestingAtMost) return []
  if (!outer.constructed) return outer.tag === octetString ? [content(bytes, outer)] : []
  const pieces: Buffer[] = []
  for (let at = outer.start; at < outer.end; ) {
    const one = element(bytes, at, outer.end, depth + 1)
    for (const piece of octets(bytes, one, depth + 1)) pieces.push(piece)
    at = one.next
  }
  return pieces
}

/** Reads one element's head, and for one of indefinite length also where it ends. Throws on what is no BER. */
function element(bytes: Buffer, at: number, limit: number, depth: number): Element {
  const tag = bytes[at] ?? 0
  if (at + 2 > limit || (tag & 31) === 31 || depth > nestingAtMost) throw new RangeError('no BER')
  const constructed = (tag & 32) !== 0
  const first = bytes[at + 1] ?? 0
  let start = at + 2
  if (first === 128) {
    let end = start
    while (end + 1 < limit && (bytes[end] !== 0 || bytes[end + 1] !== 0))
      end = element(bytes, end, limit, depth + 1).next
    return {
      tag,
      constructed,
      start,
      end: Math.min(end, limit),
      next: Math.min(end + 2, limit),
    }
  }
  let length = first
  if (first > 128) {
    length = 0
    for (const stop = start + (first & 127); start < stop; start++)
      length = length * 256 + (bytes[start] ?? 0)
  }
  const end = Math.min(start + length, limit)
  return { tag, constructed, start, end, next: end }
}
