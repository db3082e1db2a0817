import { decodeBytes } from '#engine/mail/mime/charset.ts'
import { htmlToText } from '#engine/mail/mime/html-text.ts'
import { unknownType } from '#shared/attachment-kind.ts'
import { safeText } from '#shared/safe-text.ts'
import type { RawContents, RawEntry } from './content.ts'
import { attachmentLimits } from './limits.ts'
import { type MapiValue, mapiIds, mapiProperties, untilNul } from './mapi-properties.ts'
import { decompressRtf } from './rtf-compressed.ts'
import { rtfToText } from './rtf-text.ts'
import { type TnefAttribute, tnefAttributes, tnefIds } from './tnef-attributes.ts'

type OpenFile = {
  title: string
  data: Buffer | null
  properties: ReadonlyMap<number, MapiValue>
}

/**
 * Reads winmail.dat (MS-OXTNEF): its files, and its body as text and as the file it was.
 *
 * Everything is bounded by the bytes that are there; lengths that lie end the reading, not the program.
 */
export function readTnef(bytes: Uint8Array): RawContents {
  const attributes = tnefAttributes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (attributes === null) return { kind: 'unreadable' }
  const decode = decoderOf(attributes)
  const files = filesOf(attributes, decode)
  const body = bodyOf(attributes, decode)
  return {
    kind: 'entries',
    entries: [...files, ...body.files],
    text: body.text === null ? null : safeText(body.text).slice(0, attachmentLimits.shownTextLength),
  }
}

/** Strings are in the sender's code page (attOemCodepage), else in what they look like. */
function decoderOf(attributes: readonly TnefAttribute[]): (bytes: Buffer) => string {
  const page = attributes.find(({ id, data }) => id === tnefIds.codepage && data.length >= 4)
  const number = page?.data.readUInt32LE(0)
  return bytes => decodeBytes(bytes, number === undefined || number === 0 ? null : `windows-${number}`)
}

function filesOf(
  attributes: readonly TnefAttribute[],
  decode: (bytes: Buffer) => string,
): readonly RawEntry[] {
  const open: OpenFile[] = []
  /** Data may come before the title, and both without the attribute that should begin them. */
  const current = (): OpenFile => {
    const last = open.at(-1)
    if (last !== undefined) return last
    return begin()
  }
  const begin = (): OpenFile => {
    const file = { title: '', data: null, properties: new Map<number, MapiValue>() }
    open.push(file)
    return file
  }
  for (const { id, data } of attributes) {
    if (open.length > attachmentLimits.entries * 2) break
    if (id === tnefIds.attachmentStart) begin()
    else if (id === tnefIds.attachmentTitle) current().title = decode(untilNul(data))
    else if (id === tnefIds.attachmentData) current().data = data
    else if (id === tnefIds.attachmentProperties) current().properties = mapiProperties(data, decode)
  }
  return open.flatMap(file => toEntry(file) ?? [])
}

/** The first of an interface's 16 bytes stands before an embedded message (MS-OXTNEF §2.1.3.4.1). */
const interfaceBytes = 16

function toEntry(file: OpenFile): RawEntry | null {
  const text = (id: number) => file.properties.get(id)?.text?.trim() ?? ''
  const object = file.properties.get(mapiIds.attachData)?.bytes
  const data = file.data !== null && file.data.length > 0 ? file.data : object
  const embedded = data?.subarray(interfaceBytes)
  const isMessage = embedded !== undefined && data === object && tnefAttributes(embedded) !== null
  const name =
    text(mapiIds.attachLongFileName) ||
    text(mapiIds.attachFileName) ||
    file.title.trim() ||
    text(mapiIds.displayName)
  if (data === undefined && name === '') return null
  return {
    name: name === '' ? 'Untitled attachment' : name,
    type: isMessage ? 'application/ms-tnef' : text(mapiIds.attachMimeTag).toLowerCase() || unknownType,
    bytes: (isMessage ? embedded : data) ?? new Uint8Array(),
  }
}

type Body = { readonly text: string | null; readonly files: readonly RawEntry[] }

function bodyOf(attributes: readonly TnefAttribute[], decode: (bytes: Buffer) => string): Body {
  const data = attributes.find(({ id }) => id === tnefIds.messageProperties)?.data
  const properties = data === undefined ? new Map<number, MapiValue>() : mapiProperties(data, decode)
  const plain = attributes.find(({ id }) => id === tnefIds.body)?.data
  const html = properties.get(mapiIds.bodyHtml)
  const compressed = properties.get(mapiIds.rtfCompressed)
  const rtf = compressed === undefined ? null : decompressRtf(compressed.bytes)
  const files: RawEntry[] = []
  let text = plain === undefined ? (properties.get(mapiIds.body)?.text ?? null) : decode(untilNul(plain))
  if (html !== undefined) {
    const words = html.text ?? decode(untilNul(html.bytes))
    files.push({ name: 'body.html', type: 'text/html', bytes: Buffer.from(words) })
    text ??= htmlToText(words)
  }
  if (rtf !== null) {
    files.push({ name: 'body.rtf', type: 'application/rtf', bytes: rtf })
    text ??= rtfToText(rtf)
  }
  return { text: text?.trim() === '' ? null : text, files }
}
