import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** What the button in place of the quote is called, and the one that takes the quote away. */
export type FoldedQuoteWords = { readonly show: string; readonly remove: string }

const key = new PluginKey<boolean>('folded-quote')

/** The quoted email at the end of a reply with the line that names its writer, as positions; null where there is none. */
function quoteAtEnd(doc: Node): { readonly from: number; readonly to: number } | null {
  let last = doc.childCount - 1
  while (last > 0 && doc.child(last).isTextblock && doc.child(last).content.size === 0) last -= 1
  const quote = doc.maybeChild(last)
  if (quote?.type.name !== 'blockquote') return null
  const before = last > 0 ? doc.child(last - 1) : null
  const isNamed = before?.isTextblock === true && before.textContent.trimEnd().endsWith(':')
  const first = isNamed ? last - 1 : last
  let from = 0
  for (let index = 0; index < first; index += 1) from += doc.child(index).nodeSize
  return { from, to: from + quote.nodeSize + (isNamed ? (before?.nodeSize ?? 0) : 0) }
}

/**
 * Hides the quoted email of a reply behind `•••`, as reading does. It is sent all the same.
 *
 * It opens by its button, and as soon as the caret gets into it: nobody edits what they don't see.
 */
export const FoldedQuote = Extension.create<{ folded: boolean; words: FoldedQuoteWords }>({
  name: 'foldedQuote',
  addOptions: () => ({ folded: true, words: { show: '', remove: '' } }),
  addProseMirrorPlugins() {
    const { folded, words } = this.options
    return [
      new Plugin<boolean>({
        key,
        state: {
          init: () => folded,
          apply: (transaction, isFolded) =>
            isFolded && transaction.getMeta(key) !== false && !isInside(transaction),
        },
        props: {
          decorations: state => {
            const quote = key.getState(state) === true ? quoteAtEnd(state.doc) : null
            return quote === null ? null : decorate(state.doc, quote, words)
          },
        },
      }),
    ]
  },
})

function isInside({ doc, selection }: Transaction): boolean {
  const quote = quoteAtEnd(doc)
  const isCaret = selection.$from.sameParent(selection.$to)
  return quote !== null && isCaret && selection.from > quote.from && selection.to < quote.to
}

function decorate(
  doc: Node,
  quote: { readonly from: number; readonly to: number },
  words: FoldedQuoteWords,
): DecorationSet {
  const hidden: Decoration[] = []
  doc.forEach((node, offset) => {
    if (offset >= quote.from && offset < quote.to)
      hidden.push(Decoration.node(offset, offset + node.nodeSize, { class: 'composer-folded' }))
  })
  const buttons = Decoration.widget(
    quote.from,
    view => {
      const box = document.createElement('div')
      box.contentEditable = 'false'
      box.className = 'composer-fold'
      const add = (label: string, text: string, run: () => void) => {
        const button = document.createElement('button')
        button.type = 'button'
        button.textContent = text
        button.title = label
        button.setAttribute('aria-label', label)
        button.addEventListener('mousedown', event => event.preventDefault())
        button.addEventListener('click', () => {
          run()
          view.focus()
        })
        box.append(button)
      }
      add(words.show, '•••', () => view.dispatch(view.state.tr.setMeta(key, false)))
      add(words.remove, '×', () => {
        const now = quoteAtEnd(view.state.doc)
        if (now === null) return
        const isAll = now.from === 0
        const { tr } = view.state
        view.dispatch(
          isAll
            ? tr.replaceWith(now.from, now.to, view.state.schema.node('paragraph'))
            : tr.delete(now.from, now.to),
        )
      })
      return box
    },
    { side: -1, key: 'fold', ignoreSelection: true, stopEvent: () => true },
  )
  return DecorationSet.create(doc, [...hidden, buttons])
}
