import { Image } from '@tiptap/extension-image'

/** Shows the bytes of an image of the draft: an address for `<img>`, or null where there is none. */
export type ShowImage = (contentId: string) => Promise<string | null>

/**
 * An image in the text: named by the content id of an attachment, never by a web address.
 *
 * The page draws its bytes; the mail says `cid:`.
 */
export const InlineImage = Image.extend<{ inline: boolean; allowBase64: boolean; show: ShowImage }>({
  parseHTML: () => [{ tag: 'img[src^="cid:"]' }],
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement('img')
      const contentId = String(node.attrs['src']).slice('cid:'.length)
      dom.alt = String(node.attrs['alt'] ?? '')
      dom.draggable = true
      void this.options.show(contentId).then(address => {
        if (address !== null) dom.src = address
      })
      return { dom }
    }
  },
  // Nobody types the address of an image.
  addInputRules: () => [],
})
