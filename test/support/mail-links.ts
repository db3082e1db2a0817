import { decodeEntities } from '#engine/mail/mime/html-entities.ts'

/** A link as it stands in HTML: address and visible text, near enough without a DOM. */
export type FoundLink = { readonly href: string; readonly text: string }

/** The links of a piece of HTML, as a reader sees them; only absolute addresses. */
export function linksOfHtml(html: string): readonly FoundLink[] {
  const links: FoundLink[] = []
  for (const [, attributes = '', inside = ''] of html.matchAll(
    /<a\s([^>]{1,4000})>([\s\S]{0,4000}?)<\/a\s*>/gi,
  )) {
    const found = /href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes)
    const href = decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
    if (!URL.canParse(href)) continue
    const words = inside.replace(/<img\s[^>]*?alt\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>/gi, ' $1$2 ')
    links.push({ href: new URL(href).href, text: decodeEntities(words.replace(/<[^>]*>/g, '')) })
  }
  return links
}
