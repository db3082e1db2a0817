import type { Extensions } from '@tiptap/core'
import { Placeholder } from '@tiptap/extension-placeholder'
import { StarterKit } from '@tiptap/starter-kit'
import { FoldedQuote, type FoldedQuoteWords } from './folded-quote.ts'
import { InlineImage, type ShowImage } from './inline-image.ts'

/** What the text of a mail may consist of: what cleanOutgoingHtml lets through, and no more. */
export function editorExtensions(options: {
  readonly placeholder: string
  readonly show: ShowImage
  readonly foldQuote: boolean
  readonly words: FoldedQuoteWords
}): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      trailingNode: false,
      dropcursor: { color: 'var(--accent)', width: 2 },
      link: {
        openOnClick: false,
        autolink: true,
        defaultProtocol: 'https',
        HTMLAttributes: { target: null, rel: null, class: null },
        isAllowedUri: address => /^(?:https?:\/\/|mailto:|tel:)/i.test(address ?? ''),
      },
    }),
    InlineImage.configure({ inline: true, show: options.show }),
    Placeholder.configure({ placeholder: options.placeholder }),
    FoldedQuote.configure({ folded: options.foldQuote, words: options.words }),
  ]
}
