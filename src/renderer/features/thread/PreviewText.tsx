import { useAttachmentContents } from '#renderer/api/attachments.ts'
import { t } from '#renderer/i18n/messages.ts'
import { toErrorReport } from '#shared/errors.ts'
import type { ShownFile } from './attachment-file.ts'
import { fileProblem } from './attachment-words.ts'

/** A text, HTML, SVG or XML file as the text that it is. */
export function PreviewText({ file }: { readonly file: ShownFile }) {
  const { data, error } = useAttachmentContents(file.target, true)
  if (error !== null) return <p className="p-6">{fileProblem(toErrorReport(error))}</p>
  if (data === undefined) return <p className="p-6 text-ink-2">{t('preview.loading')}</p>
  if (data.kind !== 'text') return <p className="p-6">{t('preview.failed')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard
    <div tabIndex={0} className="absolute inset-0 overflow-auto bg-surface p-5">
      {data.truncated ? <p className="mb-3 text-small text-ink-2">{t('preview.truncated')}</p> : null}
      <pre
        data-testid="preview-text"
        className="select-content font-mono text-small whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {data.text}
      </pre>
    </div>
  )
}
