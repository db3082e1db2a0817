import { assembleBody, type MailBody } from './body.ts'
import { type EnclosedFile, enclosedAttachment } from './enclosed-files.ts'
import { layOutStructure, type MessageStructure, structureTree } from './from-structure.ts'
import { visibleText } from './fts-text.ts'
import { asBuffer, type EmailHeaders, readHeaders } from './headers.ts'
import { htmlToText } from './html-text.ts'
import { identityHash } from './identity-hash.ts'
import { type AttachmentInfo, type BodyBlock, layOut, type TextPartInfo } from './layout.ts'
import { mimeLimits } from './limits.ts'
import { distinctParts, nodesById } from './parts.ts'
import { type MailReport, readReport, reportParts } from './report.ts'
import { signedContent } from './signed-data.ts'
import { type WalkedMessage, walkMessage } from './structure.ts'
import { decodeTextPart, readTextPart } from './text-part.ts'
import { decodeTransfer } from './transfer.ts'

/** A text part of the body, and whether all of it was in the bytes. */
export type ReadTextPart = TextPartInfo & { readonly complete: boolean }

/** A message as read from its bytes, or from their beginning. */
export type ParsedEmail = {
  readonly headers: EmailHeaders
  /** See `identityHash`. */
  readonly dedupeKey: string
  /** The header block as it came, without the blank line. */
  readonly headerBlock: Uint8Array
  readonly text: string | null
  /** HTML documents: see `splitHtmlDocuments`. */
  readonly html: string | null
  /** Text of attached messages, for search only. */
  readonly embeddedText: string
  readonly attachments: readonly AttachmentInfo[]
  readonly textParts: readonly ReadTextPart[]
  /** How the text parts form the body. */
  readonly blocks: readonly BodyBlock[]
  /** False when the bytes ended inside a text part, or before all parts were known. */
  readonly complete: boolean
  /** Parts beyond the bytes at hand that are needed besides the text: what a report says (RFC 3464). */
  readonly missingParts: readonly string[]
  readonly hasCalendar: boolean
  readonly encrypted: boolean
  readonly report: MailReport | null
  /** Short codes of what was wrong; `unreadable` means: shown as source. */
  readonly problems: readonly string[]
}

/** What is known besides the bytes. */
export type ParseOptions = {
  /** The server's RFC822.SIZE: `raw` is a prefix when it is shorter. */
  readonly sizeBytes: number
  /** The server's BODYSTRUCTURE, for a message of which `raw` is only the beginning. */
  readonly structure?: MessageStructure
  /** Encoded bytes of parts that `raw` doesn't hold to their end. */
  readonly parts?: readonly FetchedPart[]
}

/** A part's body as fetched by its number, still encoded. */
export type FetchedPart = { readonly partId: string; readonly bytes: Uint8Array }

/**
 * Reads a message (RFC 5322, RFC 2045 ff.) by walking its structure and decoding only its text parts.
 *
 * Never throws: what can't be read comes back with headers, `text` as source, and the problem `unreadable`.
 */
export function parseMessage(raw: Uint8Array, options: ParseOptions): ParsedEmail {
  return parseLevel(raw, options, 0)
}

/** `depth` counts the opaque signatures around these bytes. */
function parseLevel(raw: Uint8Array, options: ParseOptions, depth: number): ParsedEmail {
  const bytes = withLineFeeds(asBuffer(raw))
  const walked = walkMessage(bytes, raw.length < options.sizeBytes)
  const dedupeKey = identityHash(walked.fields, options.sizeBytes, raw)
  try {
    return readWalked(bytes, walked, dedupeKey, options, depth)
  } catch {
    // Whatever a mail does to the code above, its reader still gets its words.
    return readAsSource(bytes, walked, dedupeKey)
  }
}

/**
 * What is left of a message when nothing else works, with bounded effort: its headers, and its source as text.
 */
export function parseAsSource(raw: Uint8Array, options: ParseOptions): ParsedEmail {
  const bytes = asBuffer(raw).subarray(0, sourceBytes)
  const walked = walkMessage(Buffer.concat([bytes.subarray(0, headerBytes), Buffer.from('\r\n\r\n')]), true)
  return readAsSource(bytes, walked, identityHash(walked.fields, options.sizeBytes, raw))
}

const empty = Buffer.alloc(0)
const sourceBytes = 256 * 1024
const headerBytes = 64 * 1024
const sourceCoding = {
  type: 'text/plain',
  charset: null,
  encoding: '8bit',
  flowed: false,
  delSp: false,
} as const

function readAsSource(bytes: Buffer, walked: WalkedMessage, dedupeKey: string): ParsedEmail {
  return {
    headers: readHeaders(walked.fields),
    dedupeKey,
    headerBlock: bytes.subarray(0, walked.headerEnd),
    text: decodeTextPart(bytes.subarray(0, sourceBytes), sourceCoding),
    html: null,
    embeddedText: '',
    attachments: [],
    textParts: [],
    blocks: [],
    complete: true,
    missingParts: [],
    hasCalendar: false,
    encrypted: false,
    report: null,
    problems: [...walked.problems, 'unreadable'],
  }
}

function readWalked(
  bytes: Buffer,
  walked: WalkedMessage,
  dedupeKey: string,
  options: ParseOptions,
  depth: number,
): ParsedEmail {
  const structure = usedStructure(bytes, options)
  const layout = structure === undefined ? layOut(walked.root) : layOutStructure(structure)
  const nodes = nodesById(walked.root)
  const fetched = new Map(options.parts?.map(part => [part.partId, part.bytes]))
  const bytesOf = (part: { readonly partId: string }): Uint8Array => {
    const range = nodes.get(part.partId)?.range
    return fetched.get(part.partId) ?? (range ? bytes.subarray(range.start, range.end) : empty)
  }
  const enclosed = new Map<string, readonly EnclosedFile[]>()
  const whole = layout.blocks.length === 1 ? layout.blocks[0]?.plain?.[0] : undefined
  const read = (part: TextPartInfo): string => {
    if (isSigned(part)) return asText(readSigned(bytesOf(part), part, depth))
    const { text, files } = readTextPart(bytesOf(part), part)
    if (files.length > 0) enclosed.set(part.partId, files)
    return text
  }
  // Alone it is the mail, in the forms that its sender gave it; beside other text it is a piece of that.
  const signed = whole !== undefined && isSigned(whole) ? readSigned(bytesOf(whole), whole, depth) : null
  const body = signed ?? assembleBody(layout.blocks, read)
  // Never blank: a mail whose parts nobody can tell apart is shown as it came.
  const asSource =
    isBlank(body) && layout.attachments.length === 0 && walked.problems.includes('multipart-without-parts')
  const textParts = distinctParts(layout.blocks).map(part => ({
    ...part,
    complete: fetched.has(part.partId) || (nodes.get(part.partId)?.range?.complete ?? false),
  }))
  const headers = readHeaders(walked.fields, textParts[0]?.charset ?? null)
  const tree = structure === undefined ? walked.root : structureTree(structure)
  const missingParts = reportParts(tree)
    .map(node => node.partId)
    .filter(partId => !fetched.has(partId) && nodes.get(partId)?.range?.complete !== true)
  const report = readReport({
    headers,
    failedRecipients: walked.fields.all('x-failed-recipients'),
    root: tree,
    bytesOf: node => asBuffer(bytesOf(node)),
    // Only what may be a report is read for its words: the others are most.
    get text() {
      return visibleText(body, mimeLimits.ftsBytes)
    },
  })
  return {
    headers,
    dedupeKey,
    headerBlock: bytes.subarray(0, walked.headerEnd),
    text: asSource ? decodeTextPart(bytes.subarray(walked.headerEnd), sourceCoding) : body.text,
    html: body.html,
    embeddedText: layout.embeddedText
      .slice(0, 20)
      .map(part => {
        const text = decodeTextPart(bytesOf(part), part)
        return part.type === 'text/html' ? htmlToText(text) : text
      })
      .join('\n'),
    attachments: [
      ...layout.attachments,
      ...textParts.flatMap(part =>
        (enclosed.get(part.partId) ?? []).map(file => enclosedAttachment(part.partId, part.encoding, file)),
      ),
    ],
    textParts,
    blocks: layout.blocks,
    complete:
      (walked.complete || structure !== undefined) &&
      textParts.every(part => part.complete) &&
      missingParts.length === 0,
    missingParts,
    hasCalendar: layout.hasCalendar,
    encrypted: layout.encrypted || signed?.encrypted === true,
    report,
    problems: walked.problems,
  }
}

/** Signatures around signatures are made by gateways, once or twice. */
const signaturesAtMost = 4

function isSigned(part: TextPartInfo): boolean {
  return part.type === 'application/pkcs7-mime'
}

/** The mail inside an opaque signature. */
function readSigned(
  bytes: Uint8Array,
  part: TextPartInfo,
  depth: number,
): MailBody & { readonly encrypted: boolean } {
  const coded = decodeTransfer(asBuffer(bytes), part.encoding, mimeLimits.textPartBytes)
  const inner = depth < signaturesAtMost ? signedContent(coded) : null
  if (inner === null) return { text: null, html: null, encrypted: false }
  return parseLevel(inner, { sizeBytes: inner.length }, depth + 1)
}

function asText({ text, html }: MailBody): string {
  return text ?? (html === null ? '' : htmlToText(html))
}

/** The server's structure where it is needed: bytes that are all here say more, above all where they are broken. */
export function usedStructure(
  raw: Uint8Array,
  { structure, sizeBytes }: ParseOptions,
): MessageStructure | undefined {
  return raw.length < sizeBytes ? structure : undefined
}

function isBlank(body: MailBody): boolean {
  return (body.text ?? '').trim() === '' && (body.html ?? '').trim() === ''
}

/** Files of old Macs end lines with CR alone; no server sends that, but imports and damaged stores do. */
function withLineFeeds(bytes: Buffer): Buffer {
  const head = bytes.subarray(0, 4_096)
  if (head.includes(10) || !head.includes(13)) return bytes
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf(13); at >= 0; at = copy.indexOf(13, at + 1)) copy[at] = 10
  return copy
}
