import { newestText } from '#shared/quoted-text.ts'
import { safeLine } from '#shared/safe-text.ts'
import { htmlToText } from './html-text.ts'
import { mimeLimits } from './limits.ts'

/** A body as text or as HTML. */
export type ReadableBody = { readonly text: string } | { readonly html: string }

/**
 * The newest words of a body, without quotes and signature; of HTML only what a reader sees.
 *
 * Looks at the beginning of long bodies only.
 */
export function ownText(body: ReadableBody): string {
  const text =
    'text' in body
      ? body.text.slice(0, mimeLimits.ownTextLength)
      : htmlToText(body.html, mimeLimits.ownTextLength)
  return newestText(text)
}

/** The first 200 characters of a body's own text, on one line, without half a character at the end. */
export function preview(own: string): string {
  const line = safeLine(own.slice(0, 4_000))
    .replace(/\s+/g, ' ')
    .replace(/[-_=*~#.•·]{4,}/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  if (line.length <= mimeLimits.previewLength) return line
  const cut = line.slice(0, mimeLimits.previewLength)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}
