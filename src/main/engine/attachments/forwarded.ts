import { htmlToText } from '#engine/mail/mime/html-text.ts'
import { parseMessage } from '#engine/mail/mime/parse.ts'
import { nodesById } from '#engine/mail/mime/parts.ts'
import { walkMessage } from '#engine/mail/mime/structure.ts'
import type { EmailAddress } from '#shared/address.ts'
import { splitHtmlDocuments } from '#shared/html-documents.ts'
import type { RawContents } from './content.ts'
import { attachmentLimits } from './limits.ts'
import { decodePart } from './part-bytes.ts'

/** Reads a forwarded email (RFC 2046 §5.2.1) as text: its HTML is turned into words, its attachments become entries. */
export function readForwarded(bytes: Uint8Array, sizeBytes: number): RawContents {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const email = parseMessage(raw, { sizeBytes })
  const { headers } = email
  const text =
    email.text ??
    splitHtmlDocuments(email.html ?? '')
      .map(htmlToText)
      .join('\n\n')
  const isBlank = headers.from.length === 0 && headers.sentAt === null && headers.subject === ''
  if (isBlank && text.trim() === '' && email.attachments.length === 0) return { kind: 'unreadable' }
  const shown = text.slice(0, attachmentLimits.shownTextLength)
  const nodes = nodesById(walkMessage(raw, raw.length < sizeBytes).root)
  const entries = email.attachments.flatMap(part => {
    const range = nodes.get(part.partId)?.range
    if (range === null || range === undefined || part.disposition === 'inline') return []
    const bytes = decodePart(raw.subarray(range.start, range.end), part.encoding)
    return bytes === null ? [] : [{ name: part.name, type: part.type, bytes }]
  })
  return {
    kind: 'email',
    from: listed(headers.from),
    to: listed(headers.to),
    subject: headers.subject,
    sentAt: headers.sentAt,
    text: shown,
    truncated: shown.length < text.length || raw.length < sizeBytes,
    entries,
  }
}

/** Name and address both: who is meant must not depend on what somebody calls himself. */
function listed(people: readonly EmailAddress[]): string {
  const shown = people
    .slice(0, 20)
    .map(({ name, address }) => (name === '' ? address : `${name} <${address}>`))
  return people.length > 20 ? `${shown.join(', ')} …` : shown.join(', ')
}
