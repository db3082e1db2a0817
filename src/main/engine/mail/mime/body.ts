import { joinHtmlDocuments } from '#shared/html-documents.ts'
import { htmlToText } from './html-text.ts'
import type { BodyBlock, TextPartInfo } from './layout.ts'

/** A body as it is kept: plain text, or HTML documents (see `splitHtmlDocuments`), or both. Null means: the mail has none. */
export type MailBody = {
  readonly text: string | null
  readonly html: string | null
}

/**
 * Puts decoded parts together in reading order.
 *
 * Where any part is HTML, plain parts beside it become documents of their own, so that the HTML side shows everything
 * too. An empty plain form of an HTML mail counts as none.
 */
export function assembleBody(blocks: readonly BodyBlock[], read: (part: TextPartInfo) => string): MailBody {
  const hasHtml = blocks.some(block => block.rich?.some(part => part.type === 'text/html'))
  const hasPlain = blocks.some(block => block.plain !== null && block.plain.length > 0)
  const text =
    hasPlain || !hasHtml
      ? blocks
          .map(block => plainSide(block, read))
          .filter(piece => piece.trim() !== '')
          .join('\n\n')
      : null
  if (!hasHtml) return { text: blocks.length === 0 ? null : (text ?? null), html: null }
  const documents = blocks.flatMap(block =>
    (block.rich ?? block.plain ?? []).map(part =>
      part.type === 'text/html' ? read(part) : textToHtml(read(part)),
    ),
  )
  const filled = documents.filter(document => document.trim() !== '')
  if (filled.length === 0) return { text: text ?? '', html: null }
  return { text: text === null || text.trim() === '' ? null : text, html: joinHtmlDocuments(filled) }
}

/** Plain text as a small HTML document: escaped, line breaks and runs of spaces kept. */
function textToHtml(text: string): string {
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  return text.trim() === '' ? '' : `<div style="white-space:pre-wrap">${escaped}</div>`
}

function plainSide(block: BodyBlock, read: (part: TextPartInfo) => string): string {
  const parts = block.plain !== null && block.plain.length > 0 ? block.plain : (block.rich ?? [])
  return parts.map(part => (part.type === 'text/html' ? htmlToText(read(part)) : read(part))).join('\n')
}
