/** A parameter list in the order in which it was written. */
type Parameters = readonly (readonly [name: string, value: string])[]

/** One part of a message, as places in its source; one character is one byte. */
export type Part = {
  readonly headerStart: number
  /** Where the body begins, behind the empty line. */
  readonly bodyStart: number
  readonly end: number
  readonly type: string
  readonly subtype: string
  readonly parameters: Parameters
  readonly header: (name: string) => string | null
  readonly children: readonly Part[]
  /** The message inside of a message/rfc822 part. */
  readonly message: Part | null
}

const deepest = 20

const unfold = (text: string): string => text.replace(/\r?\n(?=[ \t])/g, '')

const readHeader = (source: string, start: number, bodyStart: number): ((name: string) => string | null) => {
  const lines = unfold(source.slice(start, bodyStart)).split(/\r?\n/)
  return name => {
    const prefix = `${name.toLowerCase()}:`
    const line = lines.find(candidate => candidate.toLowerCase().startsWith(prefix))
    return line === undefined ? null : line.slice(prefix.length).trim()
  }
}

/** A value and its parameters, quotes taken off (RFC 2045 section 5.1). */
const readParameters = (value: string): readonly [value: string, parameters: Parameters] => {
  const [first = ''] = value.split(';', 1)
  const parameters = [
    ...value.slice(first.length).matchAll(/;\s*([^=;\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g),
  ]
  return [
    first.trim(),
    parameters.map(([, name = '', quoted, bare = '']) => [
      name,
      quoted?.replace(/\\(.)/g, '$1') ?? bare.trim(),
    ]),
  ]
}

const bodyStartOf = (source: string, start: number, end: number): number => {
  if (source.startsWith('\r\n', start)) return start + 2
  const gap = source.indexOf('\r\n\r\n', start)
  return gap === -1 || gap + 4 > end ? end : gap + 4
}

const readChildren = (
  source: string,
  from: number,
  end: number,
  boundary: string,
  depth: number,
): readonly Part[] => {
  const children: Part[] = []
  const delimiter = `--${boundary}`
  let childStart: number | null = null
  for (
    let at = source.indexOf(delimiter, from);
    at !== -1 && at < end;
    at = source.indexOf(delimiter, at + 2)
  ) {
    if (at !== from && source[at - 1] !== '\n') continue
    const after = source.slice(at + delimiter.length, at + delimiter.length + 2)
    if (after !== '\r\n' && after !== '--' && after !== '') continue
    if (childStart !== null) {
      const childEnd = Math.max(childStart, at - (source[at - 2] === '\r' ? 2 : 1))
      children.push(readPart(source, childStart, childEnd, depth + 1))
    }
    childStart = after === '\r\n' ? at + delimiter.length + 2 : null
    if (after === '--') break
  }
  if (childStart !== null && childStart < end) children.push(readPart(source, childStart, end, depth + 1))
  return children
}

function readPart(source: string, start: number, end: number, depth: number): Part {
  const bodyStart = bodyStartOf(source, start, end)
  const header = readHeader(source, start, bodyStart)
  const [full, parameters] = readParameters(header('content-type') ?? 'text/plain; charset=us-ascii')
  const [type = 'text', subtype = 'plain'] = full.toLowerCase().split('/')
  const boundary = parameters.find(([name]) => name.toLowerCase() === 'boundary')?.[1]
  const nests = depth < deepest
  return {
    headerStart: start,
    bodyStart,
    end,
    type,
    subtype,
    parameters,
    header,
    children:
      type === 'multipart' && boundary !== undefined && nests
        ? readChildren(source, bodyStart, end, boundary, depth)
        : [],
    message:
      type === 'message' && subtype === 'rfc822' && nests
        ? readPart(source, bodyStart, end, depth + 1)
        : null,
  }
}

/** The parts of a message (RFC 2046); the source holds one byte per character and ends lines with CRLF. */
export const readStructure = (source: string): Part => readPart(source, 0, source.length, 0)

/**
 * The part at a path such as `2.1`; an empty path is the message itself.
 *
 * RFC 3501 section 6.4.5: a message that is not multipart has one part, 1, its body.
 */
export const partAt = (root: Part, path: readonly number[]): Part | null => {
  let part = root
  for (const [depth, number] of path.entries()) {
    const inside = part.message ?? part
    if (inside.children.length > 0) {
      const child = inside.children[number - 1]
      if (!child) return null
      part = child
    } else if (number !== 1 || depth !== path.length - 1) return null
    else part = inside
  }
  return part
}

const flat = (parameters: Parameters): readonly string[] | null =>
  parameters.length === 0 ? null : parameters.flatMap(([name, value]) => [name.toUpperCase(), value])

const dispositionOf = (part: Part): unknown => {
  const value = part.header('content-disposition')
  if (value === null) return null
  const [kind, parameters] = readParameters(value)
  return [kind.toUpperCase(), flat(parameters)]
}

const lineCount = (source: string, part: Part): number => {
  let count = 0
  for (
    let at = source.indexOf('\n', part.bodyStart);
    at !== -1 && at < part.end;
    at = source.indexOf('\n', at + 1)
  ) {
    count += 1
  }
  return count
}

/**
 * BODYSTRUCTURE of a part, or BODY where `extended` is false (RFC 3501 section 7.4.2).
 *
 * `envelopeOf` gives the envelope of a message inside of a message.
 */
export const bodyStructure = (
  source: string,
  part: Part,
  extended: boolean,
  envelopeOf: (part: Part) => unknown,
): unknown => {
  const extension = extended ? [dispositionOf(part), null, null] : []
  if (part.children.length > 0) {
    return [
      ...part.children.map(child => bodyStructure(source, child, extended, envelopeOf)),
      part.subtype.toUpperCase(),
      ...(extended ? [flat(part.parameters), ...extension] : []),
    ]
  }
  const basic = [
    part.type.toUpperCase(),
    part.subtype.toUpperCase(),
    flat(part.parameters),
    part.header('content-id'),
    part.header('content-description'),
    (part.header('content-transfer-encoding') ?? '7bit').toUpperCase(),
    part.end - part.bodyStart,
  ]
  const special =
    part.message !== null
      ? [
          envelopeOf(part.message),
          bodyStructure(source, part.message, extended, envelopeOf),
          lineCount(source, part),
        ]
      : part.type === 'text'
        ? [lineCount(source, part)]
        : []
  return [...basic, ...special, ...(extended ? [null, ...extension] : [])]
}
