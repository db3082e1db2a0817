import { type AttachmentInfo, type BodyBlock, layOut, type MailLayout, type TextPartInfo } from './layout.ts'
import { mimeLimits } from './limits.ts'
import { distinctParts } from './parts.ts'
import { embeddedName, type MimeNode } from './structure.ts'
import { normalEncoding } from './transfer.ts'

/** A BODYSTRUCTURE as imapflow returns it (RFC 9051 §7.5.2); plain data, so it can go to the worker. */
export type MessageStructure = {
  readonly part?: string | undefined
  readonly type: string
  readonly parameters?: Readonly<Record<string, string>> | undefined
  readonly id?: string | undefined
  readonly location?: string | undefined
  readonly encoding?: string | undefined
  readonly size?: number | undefined
  readonly disposition?: string | undefined
  readonly dispositionParameters?: Readonly<Record<string, string>> | undefined
  readonly childNodes?: readonly MessageStructure[] | undefined
  /** Of the message inside a message/rfc822. */
  readonly envelope?: { readonly subject?: string | undefined } | undefined
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
  return layOut(structureTree(structure))
}

/** A server's structure as the walker's tree; no part has a range. */
export function structureTree(structure: MessageStructure): MimeNode {
  return toNode(structure, structure.type.toLowerCase().startsWith('multipart/') ? '' : '1', 0, { parts: 0 })
}

/** Part numbers are counted here (RFC 9051 §6.4.5), as the walker counts them, so that both always agree. */
function toNode(
  structure: MessageStructure,
  partId: string,
  depth: number,
  count: { parts: number },
): MimeNode {
  count.parts++
  const type = structure.type.toLowerCase()
  const params = lowerNames(structure.parameters)
  const embedded = type === 'message/rfc822' || type === 'message/global'
  const children: MimeNode[] = []
  if (depth < mimeLimits.nesting) {
    for (const [index, child] of (structure.childNodes ?? []).entries()) {
      if (count.parts >= mimeLimits.parts) break
      const inPlace = embedded && child.type.toLowerCase().startsWith('multipart/')
      const number = embedded ? 1 : index + 1
      children.push(
        toNode(
          child,
          inPlace ? partId : partId === '' ? `${number}` : `${partId}.${number}`,
          depth + 1,
          count,
        ),
      )
    }
  }
  const named = lowerNames(structure.dispositionParameters).get('filename') ?? params.get('name') ?? null
  return {
    partId,
    type: /^[^/]+\/[^/]+$/.test(type) ? type : 'text/plain',
    params,
    disposition: structure.disposition?.toLowerCase() || null,
    fileName: named ?? (embedded ? embeddedName(structure.envelope?.subject ?? '') : null),
    contentId: structure.id?.replace(/^<|>$/g, '').trim() || null,
    contentLocation: structure.location?.trim() || null,
    encoding: normalEncoding(structure.encoding),
    encodedBytes: structure.size ?? null,
    children,
    range: null,
  }
}

function lowerNames(params: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(params ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
}
