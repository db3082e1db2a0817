import { findQuote } from './find-quote.ts'
import { mailLines } from './mail-lines.ts'
import type { QuoteMarks } from './quote-marks.ts'

/** Finds what a mail repeats at its end, and takes it away where it is to be folded. Tells whether there is any. */
export function foldQuote(body: Element, marks: QuoteMarks, quotes: 'folded' | 'shown'): boolean {
  const lines = mailLines(body, marks)
  const at = findQuote(lines)
  const line = at === null ? undefined : lines[at]
  if (line === undefined) return false
  if (quotes === 'folded') removeFrom(line.node, body)
  return true
}

function removeFrom(first: Node, body: Element): void {
  let start = first
  while (start.parentElement !== null && start.parentElement !== body && nothingBefore(start))
    start = start.parentElement
  const range = body.ownerDocument.createRange()
  range.setStartBefore(start)
  range.setEnd(body, body.childNodes.length)
  range.deleteContents()
  trimEnd(body)
}

function nothingBefore(node: Node): boolean {
  for (let before = node.previousSibling; before !== null; before = before.previousSibling) {
    if (!isNothing(before)) return false
  }
  return true
}

function isNothing(node: Node): boolean {
  if (node.nodeType === Node.TEXT_NODE) return (node.nodeValue ?? '').trim() === ''
  return !(node instanceof Element)
}

const shells = new Set(['BR', 'HR', 'DIV', 'P', 'SPAN', 'BLOCKQUOTE', 'FONT', 'B', 'I', 'O:P', 'SECTION'])

/** Takes away the empty lines and rules that stood between a reply and its quote. */
function trimEnd(body: Element): void {
  for (;;) {
    let last: Node | null = body
    while (last?.lastChild) last = last.lastChild
    if (last === null || last === body) return
    const empty =
      isNothing(last) || (last instanceof Element && shells.has(last.tagName) && last.textContent === '')
    const blank =
      last.nodeType === Node.TEXT_NODE && (last.nodeValue ?? '').replace(/\u00a0/g, '').trim() === ''
    if (!empty && !blank) return
    last.parentNode?.removeChild(last)
  }
}
