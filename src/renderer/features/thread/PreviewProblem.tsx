import { t } from '#renderer/i18n/messages.ts'
import type { ErrorReport } from '#shared/errors.ts'
import { fileProblem } from './attachment-words.ts'

/** While a preview is made, and where it can't be made. */
export function PreviewProblem(props: {
  readonly answer: { readonly ok: boolean; readonly error?: ErrorReport } | undefined
}) {
  const error = props.answer?.error
  if (error === undefined) return <p className="p-6 text-ink-2">{t('preview.loading')}</p>
  const words =
    error.code === 'too-large'
      ? t('preview.tooLarge')
      : error.code === 'blocked' || error.code === 'unreadable'
        ? t('preview.failed')
        : fileProblem(error)
  return (
    <p role="status" className="max-w-[420px] p-6 text-center">
      {words}
    </p>
  )
}
