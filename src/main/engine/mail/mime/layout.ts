import { displayFileName } from './file-name.ts'
import type { MimeNode } from './structure.ts'
import { isMultipart } from './structure.ts'
import { estimateDecodedSize } from './transfer.ts'

/** An attachment as the tree tells it; its bytes are read only when asked for. */
export type AttachmentInfo = {
  /** IMAP part number, for FETCH BODY[…]. */
  readonly partId: string
  /** Clean, without a path, never empty. */
  readonly name: string
  readonly type: string
  /** Decoded size, estimated from the encoded one; null while unknown. */
  readonly sizeBytes: number | null
  readonly disposition: 'attachment' | 'inline'
  /** For `cid:` links, without angle brackets. */
  readonly contentId: string | null
  readonly encoding: string
  readonly charset: string | null
}

/** How a text part is read: a signed one holds a message of its own; everything that is none of the others is plain. */
export type TextType = 'text/plain' | 'text/html' | 'text/enriched' | 'application/pkcs7-mime'

/** A text part that belongs to what the reader sees. */
export type TextPartInfo = {
  readonly partId: string
  readonly type: TextType
  readonly charset: string | null
  readonly encoding: string
  /** format=flowed (RFC 3676). */
  readonly flowed: boolean
  readonly delSp: boolean
  /** Encoded size; null while unknown. */
  readonly sizeBytes: number | null
}

/**
 * A piece of the body, in reading order: as plain text, as HTML, or as both (the forms of one multipart/alternative).
 *
 * A side that consists of several parts lists them all: Apple Mail puts pictures between pieces of one text.
 */
export type BodyBlock = {
  readonly plain: readonly TextPartInfo[] | null
  readonly rich: readonly TextPartInfo[] | null
}

/** What a MIME tree means to a reader. */
export type MailLayout = {
  readonly blocks: readonly BodyBlock[]
  readonly attachments: readonly AttachmentInfo[]
  /** Text of messages that are attached: searched, not shown. */
  readonly embeddedText: readonly TextPartInfo[]
  readonly hasCalendar: boolean
  readonly encrypted: boolean
  /** The `report-type` of a multipart/report (RFC 6522), lower case. */
  readonly reportType: string | null
}

type Draft = {
  attachments: AttachmentInfo[]
  embedded: TextPartInfo[]
  hasCalendar: boolean
  encrypted: boolean
  reportType: string | null
}

/** Decides which parts are body and which are attachments: one rule for walked bytes and for BODYSTRUCTURE. */
export function layOut(root: MimeNode): MailLayout {
  const draft: Draft = {
    attachments: [],
    embedded: [],
    hasCalendar: false,
    encrypted: false,
    reportType: null,
  }
  let blocks = blocksOf(root, draft)
  if (blocks.length === 0 && !isMultipart(root) && root.type.startsWith('text/')) blocks = [blockOf(root)]
  return {
    blocks,
    attachments: draft.attachments,
    embeddedText: draft.embedded,
    hasCalendar: draft.hasCalendar,
    encrypted: draft.encrypted,
    reportType: draft.reportType,
  }
}

function blocksOf(node: MimeNode, draft: Draft): readonly BodyBlock[] {
  if (!isMultipart(node)) return leafBlocks(node, draft)
  if (node.type === 'multipart/alternative') return alternativeBlocks(node, draft)
  if (node.type === 'multipart/related') return relatedBlocks(node, draft)
  if (node.type === 'multipart/encrypted') draft.encrypted = true
  if (node.type === 'multipart/report')
    draft.reportType ??= node.params.get('report-type')?.toLowerCase() ?? ''
  const blocks: BodyBlock[] = []
  for (const child of node.children)
    blocks.push(
      ...(blocks.length > 0 && isTextFile(child) ? fileBlocks(child, draft) : blocksOf(child, draft)),
    )
  return blocks
}

function leafBlocks(node: MimeNode, draft: Draft): readonly BodyBlock[] {
  if (node.type === 'text/calendar') draft.hasCalendar = true
  const isOpaque = signedType.test(node.type)
  const isSigned = isOpaque && node.params.get('smime-type')?.toLowerCase() === 'signed-data'
  if (isOpaque && !isSigned) draft.encrypted = true
  if (isBodyText(node)) {
    // A text file that is shown in place can still be saved under its name.
    if (node.fileName !== null && node.disposition === 'inline')
      draft.attachments.push(attachmentOf(node, 'inline'))
    return [blockOf(node)]
  }
  draft.attachments.push(attachmentOf(node, isDrawn(node) ? 'inline' : 'attachment'))
  for (const inner of node.children) collectEmbedded(inner, draft.embedded)
  // An opaque signature holds all of the mail (RFC 8551 §3.5.2); its file stays for whoever can check it.
  return isSigned ? [blockOf(node)] : []
}

const signedType = /^application\/(?:x-)?pkcs7-mime$/

/**
 * Whether a text may draw it in its place. Outlook gives every file a Content-ID, and Apple Mail sends every PDF inline:
 * both are files all the same.
 */
function isDrawn(node: MimeNode): boolean {
  return node.type.startsWith('image/') && (node.contentId !== null || node.disposition === 'inline')
}

/** RFC 8621 §4.1.4: behind other text a text with a name is a file, unless its sender wants it shown (RFC 2183 §2.1). */
function isTextFile(node: MimeNode): boolean {
  return node.fileName !== null && node.disposition === null && isBodyText(node)
}

function fileBlocks(node: MimeNode, draft: Draft): readonly BodyBlock[] {
  draft.attachments.push(attachmentOf(node, 'attachment'))
  return []
}

/** RFC 2046 §5.1.4: the forms say the same, the last is the richest. */
function alternativeBlocks(node: MimeNode, draft: Draft): readonly BodyBlock[] {
  const all = node.children.map(child => blocksOf(child, draft)).filter(form => form.length > 0)
  const known = all.filter(form => !form.every(isEnriched))
  const forms = known.length > 0 ? known : all
  const rich = forms.filter(form => form.some(block => block.rich !== null)).at(-1)
  const plain = forms.filter(form => form.every(block => block.rich === null))
  if (rich === undefined) return plain.flat()
  const chosen = plain[0] ?? (rich.every(block => block.plain !== null) ? rich : undefined)
  return [
    {
      plain: chosen?.flatMap(block => block.plain ?? []) ?? null,
      rich: rich.flatMap(block => block.rich ?? block.plain ?? []),
    },
  ]
}

/** Hardly anybody wrote it and nobody draws it: the form beside it says the same. */
function isEnriched(block: BodyBlock): boolean {
  return block.plain?.every(part => part.type === 'text/enriched') ?? false
}

/** RFC 2387: the root is named by `start`, else it is the first part; the others belong to it. */
function relatedBlocks(node: MimeNode, draft: Draft): readonly BodyBlock[] {
  const start = node.params.get('start')?.replace(/^<|>$/g, '')
  const root =
    node.children.find(child => start !== undefined && child.contentId === start) ?? node.children[0]
  const blocks: BodyBlock[] = []
  for (const child of node.children) {
    if (
      child === root ||
      isMultipart(child) ||
      (isBodyText(child) && child.contentId === null && child.fileName === null)
    )
      blocks.push(...blocksOf(child, draft))
    else {
      if (child.type === 'text/calendar') draft.hasCalendar = true
      draft.attachments.push(
        attachmentOf(child, child.disposition === 'attachment' && !isDrawn(child) ? 'attachment' : 'inline'),
      )
      for (const inner of child.children) collectEmbedded(inner, draft.embedded)
    }
  }
  return blocks
}

function collectEmbedded(node: MimeNode, into: TextPartInfo[]): void {
  if (isBodyText(node)) into.push(textPartOf(node))
  for (const child of node.children) collectEmbedded(child, into)
}

/** Text types that are data rather than words for a reader. */
const dataText = new Set([
  'text/calendar',
  'text/vcard',
  'text/x-vcard',
  'text/directory',
  'text/rfc822-headers',
  'text/csv',
  'text/xml',
  'text/x-amp-html',
  'text/x-watch-html',
  'text/css',
  'text/javascript',
])

function isBodyText(node: MimeNode): boolean {
  if (node.disposition === 'attachment' || !node.type.startsWith('text/')) return false
  if (node.type === 'text/plain' || node.type === 'text/html') return true
  return node.fileName === null && !dataText.has(node.type)
}

function blockOf(node: MimeNode): BodyBlock {
  const part = textPartOf(node)
  return part.type === 'text/html' ? { plain: null, rich: [part] } : { plain: [part], rich: null }
}

function textPartOf(node: MimeNode): TextPartInfo {
  return {
    partId: node.partId,
    type: textType(node.type),
    charset: node.params.get('charset') ?? null,
    encoding: node.encoding,
    flowed: node.params.get('format')?.toLowerCase() === 'flowed',
    delSp: node.params.get('delsp')?.toLowerCase() === 'yes',
    sizeBytes: node.encodedBytes,
  }
}

function textType(type: string): TextType {
  if (type === 'text/html') return type
  if (signedType.test(type)) return 'application/pkcs7-mime'
  return type === 'text/enriched' || type === 'text/richtext' ? 'text/enriched' : 'text/plain'
}

function attachmentOf(node: MimeNode, disposition: 'attachment' | 'inline'): AttachmentInfo {
  return {
    partId: node.partId,
    name: displayFileName(node.fileName, node.type),
    type: node.type,
    sizeBytes: node.encodedBytes === null ? null : estimateDecodedSize(node.encodedBytes, node.encoding),
    disposition,
    contentId: node.contentId ?? node.contentLocation,
    encoding: node.encoding,
    charset: node.params.get('charset') ?? null,
  }
}
