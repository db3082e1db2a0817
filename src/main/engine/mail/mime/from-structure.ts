import { type AttachmentInfo, type BodyBlock, layOut, type MailLayout, type TextPartInfo } from './layout.ts'
import { mimeLimits } from './limits.ts'
import { distinctParts } from './parts.ts'
import type { MimeNode } from './structure.ts'
import { normalEncoding } from './transfer.ts'

/** A BODYSTRUCTURE as imapflow returns it (RFC 9051 §7.5.2); plain data, so it can go to the worker. */
export type MessageStructure = {
  readonly part?: string | undefined
  readonly type: string
  readonly parameters?: Readonly<Record<string, string>> | undefined
  readonly id?: string | undefined
  readonly encoding?: string | undefined
  readonly size?: number | undefined
  readonly disposition?: string | undefined
  readonly dispositionParameters?: Readonly<Record<string, string>> | undefined
  readonly childNodes?: readonly MessageStructure[] | undefined
}

/** What a server's structure says about a message, by the same rules as walking its bytes. */
export type StructurePlan = {
  readonly textParts: readonly TextPartInfo[]
  readonly attachments: readonly AttachmentInfo[]
  readonly blocks: readonly BodyBlock[]
  readonly hasCalendar: boolean
}

/** Which parts are text to fetch and which are attachments to leave, from BODYSTRUCTURE. */
export function readStructure(structure: MessageStructure): StructurePlan {
  const layout = layOutStructure(structure)
  return {
    textParts: distinctParts(layout.blocks),
    attachments: layout.attachments,
    blocks: layout.blocks,
    hasCalendar: layout.hasCalendar,
  }
}

/** The layout of a server's structure; see {@link layOut}. */
export function layOutStructure(structure: MessageStructure): MailLayout {
  const count = { parts: 0 }
  const root = toNode(structure, 0, count)
  return layOut(root.partId === '' && root.children.length === 0 ? { ...root, partId: '1' } : root)
}

function toNode(structure: MessageStructure, depth: number, count: { parts: number }): MimeNode {
  count.parts++
  const type = structure.type.toLowerCase()
  const params = new Map(
    Object.entries(structure.parameters ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const children: MimeNode[] = []
  if (depth < mimeLimits.nesting) {
    for (const child of structure.childNodes ?? []) {
      if (count.parts >= mimeLimits.parts) break
      children.push(toNode(child, depth + 1, count))
    }
  }
  const partId = structure.part ?? ''
  const embedded = type === 'message/rfc822' || type === 'message/global'
  return {
    partId: embedded && partId === '' ? '1' : partId,
    type: /^[^/]+\/[^/]+$/.test(type) ? type : 'text/plain',
    params,
    disposition: structure.disposition?.toLowerCase() || null,
    fileName: lower(structure.dispositionParameters).get('filename') ?? params.get('name') ?? null,
    contentId: structure.id?.replace(/^<|>$/g, '').trim() || null,
    encoding: normalEncoding(structure.encoding),
    encodedBytes: structure.size ?? null,
    children: embedded
      ? children.map(child =>
          child.type.startsWith('multipart/') ? child : { ...child, partId: `${partId || '1'}.1` },
        )
      : children,
    range: null,
  }
}

function lower(params: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(params ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
}
