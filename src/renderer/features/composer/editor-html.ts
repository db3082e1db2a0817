import { DOMParser, DOMSerializer, type Node, type Schema } from '@tiptap/pm/model'

/** What a line can't hold. */
const blocks = 'div, p, blockquote, ul, ol, pre, h1, h2, h3, hr'
const serializers = new WeakMap<Schema, DOMSerializer>()

/** Lines are `div`s without space between them, so that a mail looks the same wherever it is read. */
function serializerOf(schema: Schema): DOMSerializer {
  const known = serializers.get(schema)
  if (known !== undefined) return known
  const { nodes, marks } = DOMSerializer.fromSchema(schema)
  const made = new DOMSerializer(
    { ...nodes, paragraph: node => (node.childCount === 0 ? ['div', ['br']] : ['div', 0]) },
    marks,
  )
  serializers.set(schema, made)
  return made
}

/** What stands in the editor as the HTML of a mail. */
export function toHtml(doc: Node): string {
  // A document without a window: nothing that is built in it is fetched or run.
  const inert = document.implementation.createHTMLDocument('')
  const root = inert.createElement('div')
  root.append(serializerOf(doc.type.schema).serializeFragment(doc.content, { document: inert }))
  const walker = inert.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
    if (text.parentElement?.closest('pre, code') !== null) continue
    text.nodeValue = (text.nodeValue ?? '').replace(/ {2}/g, '\u00a0 ')
  }
  return root.innerHTML
}

/** Washed HTML as the editor's document. */
export function toDoc(schema: Schema, body: HTMLElement): Node {
  for (const line of body.querySelectorAll('div, p')) {
    const last = line.lastChild
    // A line break at the end of a line only holds it open.
    if (last?.nodeName === 'BR' && last.previousSibling?.nodeName !== 'BR') last.remove()
    if (line.nodeName !== 'DIV' || line.querySelector(blocks) !== null) continue
    const paragraph = line.ownerDocument.createElement('p')
    paragraph.append(...line.childNodes)
    line.replaceWith(paragraph)
  }
  return DOMParser.fromSchema(schema).parse(body)
}

/** The words of the editor: a line each, quotes behind `> `, lists with their signs. */
export function toText(doc: Node): string {
  return linesOf(doc).join('\n')
}

function linesOf(parent: Node): string[] {
  const lines: string[] = []
  parent.forEach((node, _offset, index) => {
    switch (node.type.name) {
      case 'blockquote':
        lines.push(...linesOf(node).map(line => (line === '' ? '>' : `> ${line}`)))
        break
      case 'bulletList':
      case 'orderedList':
        lines.push(...listLines(node))
        break
      case 'horizontalRule':
        lines.push('---')
        break
      default:
        if (node.isTextblock) lines.push(...textOf(node).split('\n'))
        else if (node.isInline) lines.push(textOf(parent.child(index)))
        else lines.push(...linesOf(node))
    }
  })
  return lines
}

function listLines(list: Node): string[] {
  const first = Number(list.attrs['start'] ?? 1)
  const lines: string[] = []
  list.forEach((item, _offset, index) => {
    const sign = list.type.name === 'orderedList' ? `${first + index}. ` : '- '
    const indent = ' '.repeat(sign.length)
    lines.push(...linesOf(item).map((line, at) => (at === 0 ? sign : indent) + line))
  })
  return lines
}

const textOf = (node: Node) =>
  node.textBetween(0, node.content.size, '\n', leaf => (leaf.type.name === 'hardBreak' ? '\n' : ''))
