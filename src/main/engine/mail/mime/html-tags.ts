/** A start or end tag, or a stretch of text, of an HTML document. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string }

/** Elements whose content is not words for a reader. */
const rawContent = new Set([
  'script',
  'style',
  'title',
  'template',
  'textarea',
  'select',
  'iframe',
  'noembed',
  'noframes',
  'object',
  'audio',
  'video',
  'canvas',
  'xml',
])

/**
 * Cuts HTML into tags and text in one pass, as a reader needs it: no tree, no correction, no scripts or styles.
 *
 * Attributes come as written. Text still holds character references. Linear for any input: what was found to have no
 * end is not searched for again.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  const seeker = createSeeker(html)
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) break
    if (open > at) yield { kind: 'text', text: html.slice(at, open) }
    const code = html.charCodeAt(open + 1)
    if (code === 33 || code === 63) {
      at = afterMarkup(html, open, seeker)
      continue
    }
    const closing = code === 47
    const nameStart = closing ? open + 2 : open + 1
    const nameEnd = endOfName(html, nameStart)
    if (nameEnd === nameStart) {
      yield { kind: 'text', text: '<' }
      at = open + 1
      continue
    }
    const name = html.slice(nameStart, nameEnd).toLowerCase()
    const end = endOfTag(html, nameEnd, seeker)
    at = Math.min(html.length, end + 1)
    if (closing) {
      yield { kind: 'close', name }
      continue
    }
    if (rawContent.has(name) && html.charCodeAt(end - 1) !== 47) at = seeker.afterClosing(name, at)
    else yield { kind: 'open', name, attributes: html.slice(nameEnd, end) }
  }
  if (at < html.length) yield { kind: 'text', text: html.slice(at) }
}

type Seeker = {
  /** Like indexOf, but -1 at once for what has been missed before. */
  readonly find: (needle: string, from: number) => number
  /** The offset after `</name>`, or the end. */
  readonly afterClosing: (name: string, from: number) => number
}

function createSeeker(html: string): Seeker {
  const missing = new Set<string>()
  return {
    find(needle, from) {
      if (missing.has(needle)) return -1
      const at = html.indexOf(needle, from)
      if (at < 0) missing.add(needle)
      return at
    },
    afterClosing(name, from) {
      // Without its end the element is ignored, not the rest of the mail: a cut prefix often ends inside a style.
      if (missing.has(`</${name}`)) return from
      const pattern = new RegExp(`</${name}[\\s/>]`, 'gi')
      pattern.lastIndex = from
      const match = pattern.exec(html)
      if (match === null) {
        missing.add(`</${name}`)
        return name === 'style' || name === 'script' ? html.length : from
      }
      const end = html.indexOf('>', match.index)
      return end < 0 ? html.length : end + 1
    },
  }
}

function afterMarkup(html: string, open: number, seeker: Seeker): number {
  if (html.startsWith('<!--', open)) {
    if (html.startsWith('<!-->', open)) return open + 5
    const end = seeker.find('-->', open + 4)
    if (end >= 0) return end + 3
  }
  const end = seeker.find('>', open)
  return end < 0 ? html.length : end + 1
}

function endOfName(html: string, from: number): number {
  let at = from
  for (; at < html.length && at - from < 64; at++) {
    const code = html.charCodeAt(at)
    const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
    if (letter || (at > from && ((code >= 48 && code <= 58) || code === 45))) continue
    break
  }
  return at
}

/** The offset of the `>` that ends a tag; quoted attribute values may hold one. */
function endOfTag(html: string, from: number, seeker: Seeker): number {
  let at = from
  while (at < html.length) {
    const code = html.charCodeAt(at)
    if (code === 62) return at
    if ((code === 34 || code === 39) && html.charCodeAt(at - 1) === 61) {
      const end = seeker.find(code === 34 ? '"' : "'", at + 1)
      if (end >= 0) at = end
    }
    at++
  }
  return html.length
}
