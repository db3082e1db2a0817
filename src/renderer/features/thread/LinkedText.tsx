import { useMemo } from 'react'
import { linkify } from './linkify.ts'
import { useOpenLink } from './use-open-link.ts'
import { WrappedText } from './WrappedText.tsx'

/** Lines of plain text with its links. Everything is text; nothing is ever read as markup. */
export function LinkedText({ text }: { readonly text: string }) {
  const pieces = useMemo(() => linkify(text), [text])
  const openLink = useOpenLink()
  return pieces.map((piece, index) => {
    const { href } = piece
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places
    if (href === null) return <WrappedText key={index} text={piece.text} />
    return (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        key={index}
        href={href}
        rel="noreferrer"
        className="text-accent-text underline decoration-1 underline-offset-2 [overflow-wrap:anywhere]"
        onClick={event => {
          event.preventDefault()
          void openLink(href, piece.text)
        }}
        onAuxClick={event => event.preventDefault()}
      >
        <WrappedText text={piece.text} />
      </a>
    )
  })
}
