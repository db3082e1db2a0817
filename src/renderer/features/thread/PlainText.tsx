import { memo, useMemo, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { cx } from '#renderer/ui/cx.ts'
import { LinkedText } from './LinkedText.tsx'
import { QuoteToggle } from './QuoteToggle.tsx'
import { splitQuote } from './split-quote.ts'
import { useDrawnPieces } from './use-drawn-pieces.ts'

/** Characters after which a text is folded (semantics.md, Reading). */
const foldAt = 20_000

/** An email's plain text: paragraphs, links, and what it quotes behind `•••`. */
export function PlainText({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(false)
  const [quotes, setQuotes] = useState(false)
  const { own, quoted } = useMemo(() => splitQuote(text.trim()), [text])
  const folded = !whole && own.length > foldAt
  return (
    <div className="select-content">
      <LongText text={folded ? own.slice(0, foldAt) : own} />
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
