import { decodeEntities } from './html-entities.ts'
import { type HtmlToken, htmlTokens } from './html-tags.ts'
import { htmlToText } from './html-text.ts'

/** All that the editor writes; whatever else comes is not from it. */
const containers = new Set(
  'p div blockquote ul ol li pre code strong b em i u s del a h1 h2 h3 span'.split(' '),
)
const voids = new Set(['br', 'hr', 'img'])
/** How far a stray end tag is looked for; the editor nests a handful of quotes and lists. */
const deepest = 100

/** What a writer's text may link to. */
const linkAddress = /^(?:https?:\/\/|mailto:|tel:)/i
const contentIdAddress = /^cid:([A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.@]{1,200})$/

type Open = { readonly name: string; readonly href: string; items: number }

/**
 * The HTML of a mail, reduced to the editor's own elements and attributes (R-36, R-59).
 *
 * Whatever else comes loses its tags and keeps its words; scripts, styles and comments go. Images stay only where they
 * are parts of the mail: none is fetched by its reader. Every element is closed.
 */
export function cleanOutgoingHtml(html: string): string {
  return rewrite(html, false)
}

/** The words of an outgoing mail's HTML for its plain part: quotes as `> `, links as `text <url>`, lists with their numbers. */
export function outgoingText(html: string): string {
  return htmlToText(rewrite(html, true))
}

/** The content ids that the HTML draws, without angle brackets. */
export function drawnContentIds(html: string): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const token of htmlTokens(html)) {
    if (token.kind !== 'open' || token.name !== 'img') continue
    const id = contentIdAddress.exec(attributesOf(token.attributes).get('src') ?? '')?.[1]
    if (id !== undefined) ids.add(id)
  }
  return ids
}

function rewrite(html: string, forText: boolean): string {
  const stack: Open[] = []
  let out = ''
  let words = ''
  const closeTop = () => {
    const open = stack.pop()
    if (open === undefined) return
    if (forText && open.name === 'a' && isWorthNaming(open.href, words)) out += escapeText(` <${open.href}>`)
    if (open.name !== 'a' || open.href !== '') out += `</${tagFor(open.name, forText, stack)}>`
  }
  const start = (token: Extract<HtmlToken, { kind: 'open' }>) => {
    const { name } = token
    const attributes = attributesOf(token.attributes)
    if (voids.has(name)) {
      out += voidElement(name, attributes, forText)
      return
    }
    if (!containers.has(name) || stack.length >= deepest) return
    if (name === 'li' && stack.at(-1)?.name === 'li') closeTop()
    const href = name === 'a' ? linkOf(attributes) : ''
    const list = stack.at(-1)
    stack.push({ name, href, items: Number.parseInt(attributes.get('start') ?? '1', 10) || 1 })
    if (name === 'a') {
      words = ''
      if (href !== '') out += `<a href="${escapeAttribute(href)}">`
      return
    }
    out += `<${tagFor(name, forText, stack.slice(0, -1))}${keptAttributes(name, attributes)}>`
    if (forText && name === 'li' && list?.name === 'ol') out += `${list.items++}. `
  }
  for (const token of htmlTokens(html)) {
    if (token.kind === 'open') start(token)
    else if (token.kind === 'text') {
      const text = cleanText(decodeEntities(token.text))
      if (stack.some(open => open.name === 'a')) words += text
      out += escapeText(text)
    } else if (stack.some(open => open.name === token.name)) {
      while (stack.length > 0 && stack.at(-1)?.name !== token.name) closeTop()
      closeTop()
    }
  }
  while (stack.length > 0) closeTop()
  return out
}

/** Numbered items are lines of their own in plain text, where a list would draw bullets. */
function tagFor(name: string, forText: boolean, above: readonly Open[]): string {
  return forText && name === 'li' && above.at(-1)?.name === 'ol' ? 'div' : name
}

function keptAttributes(name: string, attributes: ReadonlyMap<string, string>): string {
  const start = attributes.get('start') ?? ''
  const direction = attributes.get('dir') ?? ''
  return `${name === 'ol' && /^\d{1,6}$/.test(start) ? ` start="${start}"` : ''}${
    /^(?:ltr|rtl|auto)$/.test(direction) ? ` dir="${direction}"` : ''
  }`
}

function voidElement(name: string, attributes: ReadonlyMap<string, string>, forText: boolean): string {
  if (name !== 'img') return `<${name}>`
  const alt = cleanText(attributes.get('alt') ?? '')
  if (forText) return alt === '' ? '' : escapeText(`[${alt}]`)
  const source = attributes.get('src') ?? ''
  if (!contentIdAddress.test(source)) return escapeText(alt)
  const sizes = ['width', 'height']
    .map(side => [side, attributes.get(side) ?? ''] as const)
    .filter(([, size]) => /^\d{1,5}$/.test(size))
    .map(([side, size]) => ` ${side}="${size}"`)
  return `<img src="${escapeAttribute(source)}" alt="${escapeAttribute(alt)}"${sizes.join('')}>`
}

function linkOf(attributes: ReadonlyMap<string, string>): string {
  const address = (attributes.get('href') ?? '').replace(/[\x00-\x20\x7f-\x9f]/g, '')
  return linkAddress.test(address) ? address : ''
}

/** An address that the words spell out needs no second telling. */
function isWorthNaming(href: string, words: string): boolean {
  const said = words.trim()
  return href !== '' && said !== href && `mailto:${said}` !== href && `tel:${said}` !== href
}

function attributesOf(raw: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (raw === '') return found
  for (const match of raw.matchAll(
    /([^\s"'<>/=]{1,40})\s{0,4}=\s{0,4}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g,
  )) {
    const name = (match[1] ?? '').toLowerCase()
    if (!found.has(name)) found.set(name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? ''))
  }
  return found
}

/** Text as it may stand in a mail: line feeds only, no control characters, well-formed Unicode. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '')
    .toWellFormed()
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function escapeAttribute(text: string): string {
  return escapeText(cleanText(text)).replaceAll('"', '&quot;')
}
