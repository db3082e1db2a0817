import { memo, useMemo, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { cx } from '#renderer/ui/cx.ts'
import { LinkedText } from './LinkedText.tsx'
import { QuoteToggle } from './QuoteToggle.tsx'
import { type SplitText, splitQuote } from './split-quote.ts'
import { useDrawnPieces } from './use-drawn-pieces.ts'

/** Characters after which a text is folded (semantics.md, Reading), and lines: thousands of short ones are long too. */
const foldAt = 20_000
const foldAtLines = 500

/** A text that is folded by its beginning need not be searched to its end for what it quotes; and a book never is. */
const headLength = 64_000
const searchedAtMost = 512_000

/** An email's plain text: paragraphs, links, and what it quotes behind `•••`. */
export function PlainText({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(false)
  const [quotes, setQuotes] = useState(false)
  const { own, quoted } = useMemo(() => split(text.trim(), whole), [text, whole])
  const end = useMemo(() => (whole ? own.length : foldEnd(own)), [own, whole])
  const folded = end < own.length
  return (
    <div className="select-content">
      <LongText text={own.slice(0, end)} />
      {folded ? (
        <Button look="soft" small className="mt-3" onClick={() => setWhole(true)}>
          {t('thread.loadFull')}
        </Button>
      ) : null}
      {quoted === '' || folded ? null : (
        <>
          <QuoteToggle shown={quotes} onToggle={() => setQuotes(!quotes)} />
          {quotes ? (
            <div className="mt-3 border-l-2 border-line-strong pl-3 text-ink-2">
              <LongText text={quoted} />
            </div>
          ) : null}
        </>
      )}
    </div>
  )
}

function split(text: string, whole: boolean): SplitText {
  if (text.length <= headLength) return splitQuote(text)
  const head = splitQuote(text.slice(0, headLength))
  if (!whole && foldEnd(head.own) < head.own.length) return head
  if (text.length <= searchedAtMost) return splitQuote(text)
  const tail = text.slice(headLength)
  // Words that nobody marked as quoted may be answers: those are never folded away.
  if (head.quoted === '' || /^[^>\s]/m.test(tail)) return { own: text, quoted: '' }
  return { own: head.own, quoted: head.quoted + tail }
}

/** Where the fold is; the end of the text where there is none. */
function foldEnd(text: string): number {
  let at = 0
  for (let lines = 0; lines < foldAtLines && at < foldAt; lines += 1) {
    const newline = text.indexOf('\n', at)
    if (newline < 0) return Math.min(text.length, foldAt)
    at = newline + 1
  }
  return Math.min(at, foldAt)
}

/** Text of any length. */
function LongText({ text }: { readonly text: string }) {
  const { pieces, many } = useDrawnPieces(text)
  return pieces.map((piece, index) => (
    <div
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places
      key={index}
      className={cx(
        'mb-[9px] last:mb-0',
        many && '[contain-intrinsic-size:auto_4000px] [content-visibility:auto]',
      )}
    >
      <Paragraphs text={piece} />
    </div>
  ))
}

const Paragraphs = memo(function Paragraphs({ text }: { readonly text: string }) {
  const paragraphs = text.split(/\n[^\S\n]*\n\s*?(?=\S|$)/u).filter(part => part.trim() !== '')
  return paragraphs.map((paragraph, index) => (
    <p
      // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text never change places
      key={index}
      dir="auto"
      className="mb-[9px] leading-[21px] whitespace-pre-wrap last:mb-0 [overflow-wrap:anywhere]"
    >
      <LinkedText text={paragraph} />
    </p>
  ))
})
