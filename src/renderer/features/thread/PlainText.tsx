import { Ellipsis } from 'lucide-react'
import { useMemo, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { LinkedText } from './LinkedText.tsx'
import { splitQuote } from './split-quote.ts'

/** Characters after which a text is folded (semantics.md, Reading). */
const foldAt = 20_000

/** An email's plain text: paragraphs, links, and what it quotes behind `•••`. */
export function PlainText({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(false)
  const [quotes, setQuotes] = useState(false)
  const folded = !whole && text.length > foldAt
  const { own, quoted } = useMemo(
    () => (folded ? { own: text.slice(0, foldAt), quoted: '' } : splitQuote(text.trim())),
    [text, folded],
  )
  return (
    <div className="select-content">
      <Paragraphs text={own} />
      {folded ? (
        <Button look="soft" small className="mt-3" onClick={() => setWhole(true)}>
          {t('thread.loadFull')}
        </Button>
      ) : null}
      {quoted === '' ? null : (
        <>
          <button
            type="button"
            aria-expanded={quotes}
            aria-label={quotes ? t('thread.hideQuoted') : t('thread.showQuoted')}
            onClick={() => setQuotes(!quotes)}
            className="mt-3 grid h-5 w-[42px] place-items-center rounded-[6px] border border-line-strong text-ink-2 hover:bg-hover hover:text-ink"
          >
            <Ellipsis size={16} strokeWidth={2.25} aria-hidden />
          </button>
          {quotes ? (
            <div className="mt-3 border-l-2 border-line-strong pl-3 text-ink-2">
              <Paragraphs text={quoted} />
            </div>
          ) : null}
        </>
      )}
    </div>
  )
}

function Paragraphs({ text }: { readonly text: string }) {
  const paragraphs = useMemo(
    () => text.split(/\n[^\S\n]*\n\s*?(?=\S|$)/u).filter(part => part.trim() !== ''),
    [text],
  )
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
}
