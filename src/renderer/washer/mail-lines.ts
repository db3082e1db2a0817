import type { MailLine } from './find-quote.ts'
import type { QuoteMark, QuoteMarks } from './quote-marks.ts'

/** A line and the node that it begins with. */
export type PlacedLine = MailLine & { readonly node: Node }

const blocks = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIR DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'.split(
    ' ',
  ),
)

/** The lines of a washed mail in reading order: broken at blocks and `br`, white space collapsed. */
export function mailLines(body: Element, marks: QuoteMarks): readonly PlacedLine[] {
  const lines: PlacedLine[] = []
  let text = ''
  let first: Node | null = null
  let hasPicture = false
  let kind: MailLine['kind'] = 'own'
  let earlier = false

  const flush = () => {
    if (first !== null)
      lines.push({ text: collapse(text), node: first, kind, hasPicture, startsEarlierMail: earlier })
    if (first !== null) earlier = false
    text = ''
    first = null
    hasPicture = false
  }
  const begin = (node: Node, current: MailLine['kind']) => {
    if (first !== null) return
    first = node
    kind = current
  }
  const visit = (node: Node, current: MailLine['kind']) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const data = node.nodeValue ?? ''
      if (first === null && data.trim() === '') return
      begin(node, current)
      text += data
      return
    }
    if (!(node instanceof Element) || node.tagName === 'STYLE') return
    if (node.tagName === 'BR') {
      begin(node, current)
      flush()
      return
    }
    if (node.tagName === 'IMG') {
      begin(node, current)
      hasPicture = true
      return
    }
    const block = blocks.has(node.tagName)
    const mark = marks.get(node)
    const inside = kindWithin(current, mark)
    if (block || inside !== current || mark === 'from-here') flush()
    if (mark === 'from-here') earlier = true
    for (let child = node.firstChild; child !== null; child = child.nextSibling) visit(child, inside)
    if (block || inside !== current) flush()
  }
  visit(body, 'own')
  flush()
  return lines
}

function kindWithin(current: MailLine['kind'], mark: QuoteMark | undefined): MailLine['kind'] {
  if (mark === undefined || mark === 'from-here' || current === 'quoted') return current
  return mark
}

function collapse(text: string): string {
  return text.replace(/[\s\u00a0\u200b\ufeff]+/gu, ' ').trim()
}
