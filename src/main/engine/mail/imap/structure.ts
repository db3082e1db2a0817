import { parser } from 'imapflow/lib/handler/imap-handler.js'
import { parseBodystructure } from 'imapflow/lib/tools.js'

/** A BODYSTRUCTURE as imapflow returns it: plain data, so it can go to another thread. */
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
}

/**
 * Reads the text of a BODYSTRUCTURE (RFC 9051 §7.5.2) with imapflow's own parser. Null where the server wrote nonsense:
 * the message is then read from its bytes alone.
 */
export async function parseStructure(text: string): Promise<MessageStructure | null> {
  try {
    const parsed = await parser(`* 1 FETCH (BODYSTRUCTURE ${text})`)
    const list = parsed.attributes?.[1]
    const tree = Array.isArray(list) ? list[1] : undefined
    if (!Array.isArray(tree)) return null
    return plain(parseBodystructure(tree) as MessageStructure, 0) // imapflow types its fields as optional loosely
  } catch {
    return null
  }
}

/** Only what is used, and no deeper than anyone reads. */
function plain(node: MessageStructure, depth: number): MessageStructure {
  return {
    part: node.part,
    type: String(node.type),
    parameters: node.parameters,
    id: node.id,
    location: node.location,
    encoding: node.encoding,
    size: node.size,
    disposition: node.disposition,
    dispositionParameters: node.dispositionParameters,
    childNodes: depth > 100 ? undefined : node.childNodes?.map(child => plain(child, depth + 1)),
  }
}
