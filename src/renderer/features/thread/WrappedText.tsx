import { Fragment } from 'react'

const endlessWord = /\S{1000}/
const pieces = /[\s\S]{1,500}/gu

/**
 * Text in which also a word that no line holds can be broken.
 *
 * The browser sets an endless word anew from each of its lines to its end: twenty thousand letters A took three seconds
 * . Cut in pieces it is set once.
 */
export function WrappedText({ text }: { readonly text: string }) {
  if (!endlessWord.test(text)) return text
  return (text.match(pieces) ?? []).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places
    <Fragment key={index}>
      {piece}
      <wbr />
    </Fragment>
  ))
}
