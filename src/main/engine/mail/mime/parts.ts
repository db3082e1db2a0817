import type { BodyBlock, TextPartInfo } from './layout.ts'
import type { MimeNode } from './structure.ts'

/** Every text part of a body once, in reading order. */
export function distinctParts(blocks: readonly BodyBlock[]): readonly TextPartInfo[] {
  const parts = new Map<string, TextPartInfo>()
  for (const block of blocks)
    for (const part of [...(block.plain ?? []), ...(block.rich ?? [])]) parts.set(part.partId, part)
  return [...parts.values()]
}

/** The nodes of a tree by part number. */
export function nodesById(root: MimeNode): ReadonlyMap<string, MimeNode> {
  const nodes = new Map<string, MimeNode>()
  const add = (node: MimeNode) => {
    // The multipart inside a message/rfc822 shares its number (RFC 9051 §6.4.5.1); the outer one is meant.
    if (!nodes.has(node.partId)) nodes.set(node.partId, node)
    for (const child of node.children) add(child)
  }
  add(root)
  return nodes
}
