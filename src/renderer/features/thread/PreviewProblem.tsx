import { t } from '#renderer/i18n/messages.ts'
import { useAttachmentProgress } from '#renderer/stores/attachment-progress.ts'
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx'
import { attachmentKey } from '#shared/attachment-key.ts'
import type { ErrorReport } from '#shared/errors.ts'
import type { ShownFile } from './attachment-file.ts'
import { fileProblem } from './attachment-words.ts'

/** While a preview is made, and where it can't be made. */
export function PreviewProblem(props: {
  readonly file: ShownFile
  readonly answer: { readonly ok: boolean; readonly error?: ErrorReport } | undefined
}) {
  const { file, answer } = props
  const progress = useAttachmentProgress(state => state.byId[attachmentKey(file.target)])
  const error = answer?.error
  if (error === undefined) {
    const total = progress?.totalBytes ?? file.sizeBytes ?? 0
    return (
      <div className="w-60 p-6 text-center text-ink-2">
        <p className="mb-2">{t('preview.loading')}</p>
        {progress === undefined || total === 0 ? null : (
          <ProgressBar share={progress.doneBytes / total} label={file.name} />
        )}
      </div>
    )
  }
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
