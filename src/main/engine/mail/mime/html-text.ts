import { decodeEntities } from './html-entities.ts'
import { type HtmlToken, htmlTokens } from './html-tags.ts'

const voids = new Set([
  'br',
  'hr',
  'img',
  'input',
  'meta',
  'link',
  'area',
  'base',
  'col',
  'embed',
  'source',
  'track',
  'wbr',
  'param',
])
const blocks = new Set([
  'address',
  'article',
  'aside',
  'body',
  'blockquote',
  'caption',
  'center',
  'dd',
  'details',
  'dialog',
  'dir',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'html',
  'li',
  'main',
  'menu',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'ul',
])
const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'blockquote', 'pre', 'dl'])
/** Elements that an opening of the same name closes (HTML §13.1.2.4). */
const selfClosing = new Set(['p', 'li', 'td', 'th', 'tr', 'dt', 'dd', 'option'])

const hiddenStyle =
  /display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden|opacity\s{0,4}:\s{0,4}0(?![.\d])|max-height\s{0,4}:\s{0,4}0(?![.\d])/i
/** Layouts set size 0 on table cells to kill gaps; on a run of words it only hides. */
const zeroFont = /font-size\s{0,4}:\s{0,4}0(?![.\d])/i
const hiddenAttribute = /(?:^|\s)hidden(?:\s|=|\/|$)/i
const inlineRuns = new Set(['span', 'font', 'b', 'i', 'em', 'strong', 'u', 's', 'small'])

/** Containers in which mail programs put what they quote. */
const quoteContainer =
  /(?:class|id|data-marker|name)\s{0,3}=\s{0,3}["']?[^"'>]{0,200}?(?:gmail_quote|yahoo_quoted|yahooQuoted|protonmail_quote|tutanota_quote|zmail_extra|quoted-?reply|mail_?quote|__QUOTED_TEXT__|OLK_SRC_BODY_SECTION|isReplyContent|mail-editor-reference-message|ms-outlook-mobile-reference-message)/i
/** From here to the end everything is an earlier mail. */
const quotedRest =
  /id\s{0,3}=\s{0,3}["']?(?:x_){0,5}(?:divRplyFwdMsg|appendonsend|stopSpelling|OutlookMessageHeader)|class\s{0,3}=\s{0,3}["']?OutlookMessageHeader/i

/** How deep quoting is marked; deeper says nothing to a reader. */
const maxQuoteMarks = 5

type Open = { readonly name: string; readonly hidden: boolean; readonly quoted: boolean }

/**
 * What a reader sees of an HTML mail, as lines of plain text; quoted mail is marked with `> `.
 *
 * Hidden text is left out (R-32, R-57) unless there is nothing else. One pass, no tree; stops at `maxLength`
 * characters of result.
 */
export function htmlToText(html: string, maxLength = 1_000_000): string {
  const seen = render(html, maxLength, true)
  const text = seen.text !== '' || !seen.hidSomething ? seen.text : render(html, maxLength, false).text
  return text.length > maxLength ? text.slice(0, maxLength) : text
}

function render(
  html: string,
  maxLength: number,
  hide: boolean,
): { readonly text: string; readonly hidSomething: boolean } {
  const page = createPage()
  const stack: Open[] = []
  let hidden = 0
  let quotes = 0
  let pre = 0
  let rest = false
  let hidSomething = false
  const pop = () => {
    const open = stack.pop()
    if (open === undefined) return
    if (open.hidden) hidden--
    if (open.quoted) quotes--
    if (open.name === 'pre') pre--
  }
  const close = (name: string) => {
    for (let at = stack.length - 1; at >= 0 && at >= stack.length - 64; at--) {
      if (stack[at]?.name !== name) continue
      while (stack.length > at) pop()
      return
    }
  }
  const start = (token: Extract<HtmlToken, { kind: 'open' }>) => {
    const { name, attributes } = token
    if (selfClosing.has(name) && stack.at(-1)?.name === name) pop()
    const quoted = isQuote(name, attributes)
    if (!rest && attributes !== '' && quotedRest.test(attributes.slice(0, 400))) rest = true
    const isHidden = hide && attributes !== '' && hides(name, attributes)
    if (isHidden) hidSomething = true
    if (hidden === 0 && !isHidden) page.before(name)
    page.quote(Math.min(maxQuoteMarks, quotes + (quoted ? 1 : 0) + (rest ? 1 : 0)))
    if (voids.has(name)) return
    stack.push({ name, hidden: isHidden, quoted })
    if (isHidden) hidden++
    if (quoted) quotes++
    if (name === 'pre') pre++
  }
  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') {
      if (hidden === 0) page.add(decodeEntities(token.text), pre > 0)
    } else if (token.kind === 'open') start(token)
    else {
      if (hidden === 0) page.after(token.name)
      close(token.name)
      page.quote(Math.min(maxQuoteMarks, quotes + (rest ? 1 : 0)))
    }
    if (page.length() >= maxLength) break
  }
  return { text: page.text(), hidSomething }
}

function isQuote(name: string, attributes: string): boolean {
  if (name === 'blockquote') return !/border\s{0,3}:\s{0,3}none/i.test(attributes.slice(0, 1_000))
  return (
    attributes !== '' &&
    (name === 'div' || name === 'span' || name === 'section') &&
    quoteContainer.test(attributes.slice(0, 1_000))
  )
}

function hides(name: string, attributes: string): boolean {
  const near = attributes.slice(0, 2_000)
  if (hiddenAttribute.test(near.replace(/"[^"]*"|'[^']*'/g, '""'))) return true
  if (!/style/i.test(near)) return false
  return hiddenStyle.test(near) || (inlineRuns.has(name) && zeroFont.test(near))
}

/** Collects lines: white space as a browser lays it out, at most one empty line in a row. */
function createPage() {
  const lines: string[] = []
  // The line in hand never ends in white space: that waits in `tail`. Looking at the end of a string that is still being
  // put together copies it, and a line may be all of the mail (R-67).
  let line = ''
  let tail = ''
  let last = ''
  let marks = 0
  let lineMarks = 0
  let written = 0
  let wantBlank = false
  const flush = (force: boolean) => {
    const text = line
    line = ''
    tail = ''
    last = ''
    if (text === '' && !force) return
    if (text === '' && (lines.length === 0 || lines.at(-1) === '')) return
    if (text !== '' && wantBlank && lines.length > 0 && lines.at(-1) !== '') lines.push('')
    if (text !== '') wantBlank = false
    const whole = lineMarks > 0 ? `${'> '.repeat(lineMarks)}${text}` : text
    lines.push(whole)
    written += whole.length + 1
  }
  const put = (text: string) => {
    if (text === '') return
    if (last === '') lineMarks = marks
    last = text.charAt(text.length - 1)
    const words = text.trimEnd()
    if (words === '') {
      tail += text
      return
    }
    line += tail === '' ? words : tail + words
    tail = text.slice(words.length)
  }
  return {
    add(text: string, preformatted: boolean) {
      if (preformatted) {
        const pieces = text.split('\n')
        for (const [index, piece] of pieces.entries()) {
          if (index > 0) flush(true)
          put(piece)
        }
        return
      }
      const collapsed = text.replace(/[ \t\n\r\f\u00a0]+/g, ' ')
      put(
        collapsed.startsWith(' ') && (last === '' || last === ' ' || last === '\t')
          ? collapsed.slice(1)
          : collapsed,
      )
    },
    before(name: string) {
      if (name === 'br') {
        flush(true)
        return
      }
      if (blocks.has(name)) flush(false)
      if (paragraphs.has(name)) wantBlank = true
      if (name === 'li') put('• ')
      if ((name === 'td' || name === 'th') && line !== '') {
        tail = '\t'
        last = '\t'
      }
    },
    after(name: string) {
      if (blocks.has(name)) flush(false)
      if (paragraphs.has(name)) wantBlank = true
    },
    quote(count: number) {
      if (count === marks) return
      flush(false)
      marks = count
    },
    length: () => written + line.length,
    text() {
      flush(false)
      while (lines.at(-1) === '') lines.pop()
      return lines.join('\n')
    },
  }
}
