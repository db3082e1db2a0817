import { useEmailSource } from '#renderer/api/emails.ts'
import { thrownText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { cx } from '#renderer/ui/cx.ts'
import { useDrawnPieces } from './use-drawn-pieces.ts'
import { WrappedText } from './WrappedText.tsx'

/** An email as it came, letter by letter. */
export function SourceText({ emailId }: { readonly emailId: string }) {
  const { data, error } = useEmailSource(emailId)
  if (error !== null) {
    return (
      <p role="alert" className="text-ink-2">
        {thrownText(error).what} {thrownText(error).next}
      </p>
    )
  }
  if (data === undefined) return <p className="text-ink-2">{t('thread.loading')}</p>
  return (
    <>
      {data.truncated ? <p className="mb-2 text-small text-ink-2">{t('thread.sourceTruncated')}</p> : null}
      <pre
        data-testid="email-source"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        className="select-content max-h-[60vh] overflow-auto rounded-control bg-sunken p-3 font-mono text-[11.5px] leading-[17px] whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        <Source text={data.source} />
      </pre>
    </>
  )
}

function Source({ text }: { readonly text: string }) {
  const { pieces, many } = useDrawnPieces(text)
  return pieces.map((piece, index) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places
      key={index}
      className={cx(many && 'block [contain-intrinsic-size:auto_4000px] [content-visibility:auto]')}
    >
      <WrappedText text={piece} />
    </span>
  ))
}
