import { safeLine } from '#shared/safe-text.ts'
import { decodeWords } from './encoded-words.ts'
import { type HeaderFields, splitHeader } from './header-fields.ts'
import { mimeLimits } from './limits.ts'
import { type Parametrised, parseParameters } from './parameters.ts'
import { normalEncoding } from './transfer.ts'

/**
 * One entity of a MIME tree (RFC 2046), from walked bytes or from an IMAP BODYSTRUCTURE alike.
 *
 * `partId` is the IMAP part number (RFC 9051 §6.4.5); a multipart at the root has none.
 */
export type MimeNode = {
  readonly partId: string
  /** Lower case; `text/plain` where missing or unreadable. */
  readonly type: string
  readonly params: ReadonlyMap<string, string>
  /** Lower case, without parameters. */
  readonly disposition: string | null
  readonly fileName: string | null
  /** Without angle brackets. */
  readonly contentId: string | null
  /** By what address other parts may name it (RFC 2557). */
  readonly contentLocation: string | null
  readonly encoding: string
  /** Encoded size; null where the bytes at hand end before the part does. */
  readonly encodedBytes: number | null
  /** Parts of a multipart, or the one message inside a message/rfc822. */
  readonly children: readonly MimeNode[]
  /** Where the body is; null when the tree came from the server. */
  readonly range: PartRange | null
}

/** A part's body as offsets into the walked bytes. `complete` is false when the bytes ended first. */
export type PartRange = {
  readonly start: number
  readonly end: number
  readonly complete: boolean
}

/** A walked message. `complete` tells that every part is known: no more can follow in bytes not yet here. */
export type WalkedMessage = {
  readonly root: MimeNode
  readonly fields: HeaderFields
  readonly headerEnd: number
  readonly complete: boolean
  readonly problems: readonly string[]
}

type Walk = {
  readonly bytes: Buffer
  readonly truncated: boolean
  readonly problems: Set<string>
  parts: number
  structureKnown: boolean
}

type Entity = {
  readonly start: number
  readonly end: number
  readonly closed: boolean
  readonly partId: string
  readonly depth: number
  readonly fallbackType: string
}

/**
 * Finds the parts of a message without decoding any.
 *
 * `truncated` says that `bytes` is only the beginning. Never throws; over the limits of nesting and parts the rest
 * stays inside the part that was open.
 */
export function walkMessage(bytes: Buffer, truncated: boolean): WalkedMessage {
  const walk: Walk = { bytes, truncated, problems: new Set(), parts: 0, structureKnown: true }
  const header = splitHeader(bytes)
  if (truncated && header.bodyStart >= bytes.length) walk.structureKnown = false
  const root = readEntity(walk, header.fields, {
    start: header.bodyStart,
    end: bytes.length,
    closed: !truncated,
    partId: '',
    depth: 0,
    fallbackType: 'text/plain',
  })
  for (const problem of header.fields.problems) walk.problems.add(problem)
  return {
    root: root.partId === '' && !isMultipart(root) ? { ...root, partId: '1' } : root,
    fields: header.fields,
    headerEnd: header.end,
    complete: walk.structureKnown,
    problems: [...walk.problems],
  }
}

function readEntity(walk: Walk, fields: HeaderFields, at: Entity): MimeNode {
  walk.parts++
  const content = contentType(fields.get('content-type'), at.fallbackType)
  const disposition = parseParameters(fields.get('content-disposition') ?? '')
  const encoding = normalEncoding(fields.get('content-transfer-encoding'))
  const leaf: MimeNode = {
    partId: at.partId,
    type: content.value,
    params: content.params,
    disposition: disposition.value.toLowerCase() || null,
    fileName: disposition.params.get('filename') ?? content.params.get('name') ?? null,
    contentId: fields.get('content-id')?.replace(/^<|>$/g, '').trim() || null,
    contentLocation: fields.get('content-location')?.trim() || null,
    encoding,
    encodedBytes: at.closed ? at.end - at.start : null,
    children: [],
    range: { start: at.start, end: at.end, complete: at.closed },
  }
  if (content.value.startsWith('multipart/')) return readMultipart(walk, leaf, at)
  if (content.value === 'message/rfc822' || content.value === 'message/global')
    return readEmbedded(walk, leaf, at)
  return leaf
}

function readMultipart(walk: Walk, node: MimeNode, at: Entity): MimeNode {
  if (at.depth >= mimeLimits.nesting) {
    walk.problems.add('nested-too-deep')
    return { ...node, type: 'text/plain', params: new Map() }
  }
  const declared = node.params.get('boundary')?.trimEnd() ?? ''
  let boundary = declared
  let found = boundary === '' ? noParts : findParts(walk, at, boundary)
  if (found.parts.length === 0) {
    boundary = guessBoundary(walk.bytes, at)
    if (boundary !== '') {
      found = findParts(walk, at, boundary)
      walk.problems.add('boundary-guessed')
    }
  }
  if (!found.closed && walk.truncated && !at.closed) walk.structureKnown = false
  if (found.parts.length === 0) {
    // Nothing inside can be told apart: show what there is rather than nothing.
    if (at.closed) walk.problems.add('multipart-without-parts')
    return { ...node, partId: at.partId, type: 'text/plain', params: new Map(), encoding: node.encoding }
  }
  const fallbackType = node.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const children: MimeNode[] = []
  for (const [index, part] of found.parts.entries()) {
    if (walk.parts >= mimeLimits.parts) {
      walk.problems.add('too-many-parts')
      break
    }
    const header = splitHeader(walk.bytes.subarray(part.start, part.end))
    const partId = at.partId === '' ? `${index + 1}` : `${at.partId}.${index + 1}`
    if (walk.truncated && !part.closed && part.start + header.bodyStart >= part.end)
      walk.structureKnown = false
    children.push(
      readEntity(walk, header.fields, {
        start: part.start + header.bodyStart,
        end: part.end,
        closed: part.closed,
        partId,
        depth: at.depth + 1,
        fallbackType,
      }),
    )
  }
  return { ...node, children }
}

function readEmbedded(walk: Walk, node: MimeNode, at: Entity): MimeNode {
  if (
    at.depth >= mimeLimits.nesting ||
    walk.parts >= mimeLimits.parts ||
    node.encoding === 'base64' ||
    node.encoding === 'quoted-printable'
  )
    return node
  const header = splitHeader(walk.bytes.subarray(at.start, at.end))
  const partId = at.partId || '1'
  const inner = readEntity(walk, header.fields, {
    start: at.start + header.bodyStart,
    end: at.end,
    closed: at.closed,
    partId,
    depth: at.depth + 1,
    fallbackType: 'text/plain',
  })
  return {
    ...node,
    fileName: node.fileName ?? embeddedName(decodeWords(header.fields.get('subject') ?? '')),
    children: [isMultipart(inner) ? inner : { ...inner, partId: `${partId}.1` }],
  }
}

/** A message that is attached without a name goes by its subject. */
export function embeddedName(subject: string): string | null {
  const words = safeLine(subject)
    .replace(/[/\\:]/g, '_')
    .trim()
    .slice(0, 120)
  return words === '' ? null : `${words}.eml`
}

/** Whether this node has parts of its own (as opposed to a message inside it). */
export function isMultipart(node: MimeNode): boolean {
  return node.type.startsWith('multipart/')
}

type FoundPart = { readonly start: number; readonly end: number; readonly closed: boolean }
type FoundParts = { readonly parts: readonly FoundPart[]; readonly closed: boolean }

const noParts: FoundParts = { parts: [], closed: false }

/** Finds the delimiter lines of one boundary (RFC 2046 §5.1.1): at a line's start, only blanks after it. */
function findParts(walk: Walk, at: Entity, boundary: string): FoundParts {
  const region = walk.bytes.subarray(at.start, at.end)
  const needle = Buffer.from(`--${boundary}`, 'latin1')
  const parts: FoundPart[] = []
  let open = -1
  let from = region.indexOf(needle)
  while (from >= 0) {
    const after = from + needle.length
    const before = from === 0 ? 10 : region[from - 1]
    const closing = region[after] === 45 && region[after + 1] === 45
    const lineEnd = before === 10 || before === 13 ? endOfDelimiter(region, closing ? after + 2 : after) : -1
    if (lineEnd >= 0) {
      if (open >= 0)
        parts.push({
          start: at.start + open,
          end: at.start + Math.max(open, beforeNewline(region, from)),
          closed: true,
        })
      open = lineEnd
      if (closing) return { parts, closed: true }
      if (parts.length >= mimeLimits.parts) {
        walk.problems.add('too-many-parts')
        return { parts, closed: true }
      }
    }
    from = region.indexOf(needle, lineEnd >= 0 ? lineEnd : after)
  }
  if (open >= 0 && (open < region.length || parts.length === 0))
    parts.push({ start: at.start + open, end: at.end, closed: at.closed })
  return { parts, closed: false }
}

/** The offset after the delimiter line, or -1 when other characters follow the boundary. */
function endOfDelimiter(region: Buffer, at: number): number {
  let i = at
  while (region[i] === 32 || region[i] === 9) i++
  if (i >= region.length) return region.length
  if (region[i] === 13) return region[i + 1] === 10 ? i + 2 : i + 1
  return region[i] === 10 ? i + 1 : -1
}

/** The line break before a delimiter belongs to the delimiter. */
function beforeNewline(region: Buffer, at: number): number {
  if (region[at - 1] === 10) return region[at - 2] === 13 ? at - 2 : at - 1
  return region[at - 1] === 13 ? at - 1 : at
}

/** A boundary that the header lost or got wrong: the first `--word` line that a header field follows. */
function guessBoundary(bytes: Buffer, at: Entity): string {
  const text = bytes.toString('latin1', at.start, Math.min(at.end, at.start + 8_192))
  const match = /(?:^|\n)--([^\r\n]{1,200}?)[ \t]*\r?\n(?=[Cc]ontent-[A-Za-z-]{2,30}:|\r?\n)/.exec(text)
  return match?.[1] ?? ''
}

function contentType(raw: string | undefined, fallback: string): Parametrised {
  if (raw === undefined || raw === '') return { value: fallback, params: new Map() }
  const parsed = parseParameters(raw)
  const value = parsed.value.toLowerCase().replace(/\s+/g, '')
  if (/^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(value)) return { value, params: parsed.params }
  return { value: meantType(value), params: parsed.params }
}

/** `text`, `html`, `<html>`, `text/html charset=…`: what was meant is clear enough. */
function meantType(value: string): string {
  const known = /^(text\/(?:plain|html)|multipart\/[a-z]+|message\/rfc822)/.exec(value)?.[1]
  if (known !== undefined) return known
  // What names a kind of file may be one; what names nothing is text (RFC 2045 §5.2).
  if (/^[a-z].*\//.test(value)) return 'application/octet-stream'
  return value.includes('html') ? 'text/html' : 'text/plain'
}
