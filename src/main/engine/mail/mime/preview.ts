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
  const line = oneLine(own.slice(0, 600))
  // A start full of white space, rules or invisible fillers holds fewer words: look further.
  const enough =
    line.length >= mimeLimits.previewLength || own.length <= 600 ? line : oneLine(own.slice(0, 8_000))
  if (enough.length <= mimeLimits.previewLength) return enough
  const cut = enough.slice(0, mimeLimits.previewLength)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}

function oneLine(text: string): string {
  const collapsed = text.replace(/\s+/g, ' ')
  return safeLine(collapsed)
    .replace(/[-_=*~#.•·]{4,}/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}
