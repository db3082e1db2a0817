import { splitHtmlDocuments } from '#shared/html-documents.ts'
import { htmlToText } from './html-text.ts'
import { mimeLimits } from './limits.ts'

/** What plain forms say that say nothing: the HTML holds the words. */
const placeholder = /(?:html|browser|online|web|display|view|plain.text|viewer|navigateur|anzeigen|darstell)/i

/**
 * The words that a reader sees: the plain text, or the HTML's where there is no plain text worth the name.
 *
 * Lines are kept; quoted HTML is marked with `> `. At most `maxLength` characters.
 */
export function visibleText(
  body: { readonly text: string | null; readonly html: string | null },
  maxLength: number,
): string {
  const { text, html } = body
  if (html === null) return (text ?? '').slice(0, maxLength)
  if (text !== null && !saysNothing(text)) return text.slice(0, maxLength)
  const seen = seenText(html, maxLength)
  return seen.trim() === '' ? (text ?? '').slice(0, maxLength) : seen
}

/**
 * What full-text search stores of a body and of the messages attached to it, within the limit.
 *
 * Of a message with two forms both are searched: one is shown, the other's words come last. They differ in addresses of
 * links, in captions, and where a plain form only points to the HTML.
 */
export function ftsText(
  visible: string,
  body: { readonly text: string | null; readonly html: string | null; readonly embeddedText: string },
): string {
  const all = [visible, body.embeddedText, otherForm(visible, body)].filter(part => part !== '').join('\n')
  return all.length > mimeLimits.ftsBytes ? all.slice(0, mimeLimits.ftsBytes) : all
}

function otherForm(
  visible: string,
  { text, html }: { readonly text: string | null; readonly html: string | null },
): string {
  if (text === null || html === null) return ''
  return saysNothing(text) && !visible.startsWith(text.slice(0, 50))
    ? text
    : seenText(html, mimeLimits.ftsBytes)
}

function seenText(html: string, maxLength: number): string {
  return splitHtmlDocuments(html)
    .map(document => htmlToText(document, maxLength))
    .join('\n\n')
    .slice(0, maxLength)
}

function saysNothing(text: string): boolean {
  const trimmed = text.trim()
  return (
    trimmed === '' ||
    (trimmed.length < 300 && placeholder.test(trimmed) && /https?:|html|mime/i.test(trimmed))
  )
}
