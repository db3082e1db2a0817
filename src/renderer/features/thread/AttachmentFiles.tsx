import { FolderDown } from 'lucide-react'
import { useCallback, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { useAttachmentProgress } from '#renderer/stores/attachment-progress.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { cx } from '#renderer/ui/cx.ts'
import { attachmentKey } from '#shared/attachment-key.ts'
import { AttachmentChip } from './AttachmentChip.tsx'
import { previewKind, type ShownFile } from './attachment-file.ts'
import { fileProblem } from './attachment-words.ts'
import { Preview } from './Preview.tsx'

/** How many files are drawn at once: a hostile mail has a thousand, and each costs a millisecond. */
const drawnAtOnce = 40

/** Files side by side, with what can be done with all of them, and the preview of one. */
export function AttachmentFiles(props: { readonly files: readonly ShownFile[]; readonly label: string }) {
  const { files } = props
  const [previewed, setPreviewed] = useState<string | null>(null)
  const [most, setMost] = useState(drawnAtOnce)
  const preview = useCallback((file: ShownFile) => setPreviewed(attachmentKey(file.target)), [])
  const shown = files.filter(file => previewKind(file) !== null)
  const index = shown.findIndex(file => attachmentKey(file.target) === previewed)
  if (files.length === 0) return null
  return (
    <div className="mt-3">
      <ul aria-label={props.label} className="flex flex-wrap gap-2">
        {files.slice(0, most).map(file => (
          <li
            key={attachmentKey(file.target)}
            className={cx(
              'max-w-full',
              // It cuts off the rings of what has the focus: only where there are very many.
              files.length > drawnAtOnce &&
                '[contain-intrinsic-size:auto_190px_auto_54px] [content-visibility:auto]',
            )}
          >
            <AttachmentChip file={file} onPreview={preview} />
          </li>
        ))}
      </ul>
      {files.length > most ? (
        <Button look="link" className="mt-2 text-small" onClick={() => setMost(most + drawnAtOnce)}>
          {t('attachment.more', { count: files.length - most })}
        </Button>
      ) : null}
      {files.length > 1 ? <DownloadAll files={files} /> : null}
      {index < 0 ? null : (
        <Preview
          files={shown}
          index={index}
          onIndex={next => {
            const file = shown[next]
            if (file !== undefined) setPreviewed(attachmentKey(file.target))
          }}
          onClose={() => setPreviewed(null)}
        />
      )}
    </div>
  )
}

function DownloadAll({ files }: { readonly files: readonly ShownFile[] }) {
  const [busy, setBusy] = useState(false)
  const end = useAttachmentProgress(state => state.end)
  const say = useToasts(state => state.say)
  const targets = files.map(file => file.target)
  const run = async () => {
    setBusy(true)
    const answer = await window.parley.downloadAttachments(targets)
    setBusy(false)
    for (const target of targets) end(attachmentKey(target))
    if (!answer.ok) {
      say(fileProblem(answer.error), 'danger')
      return
    }
    const { saved: count, failed } = answer
    const [first] = failed
    if (first === undefined) {
      if (count > 0) say(t('attachment.savedAll', { count }))
    } else if (failed.every(error => error.code === 'cancelled')) say(t('attachment.cancelled'))
    else {
      say(`${t('attachment.savedSome', { count, failed: failed.length })} ${fileProblem(first)}`, 'danger')
    }
  }
  return (
    <div className="mt-2 flex items-center gap-2">
      <Button look="ghost" small className="-ml-2" disabled={busy} onClick={() => void run()}>
        <FolderDown size={15} strokeWidth={1.75} aria-hidden />
        {t('attachment.downloadAll')}
      </Button>
      {busy ? (
        <Button
          look="ghost"
          small
          onClick={() => {
            for (const target of targets) void window.parley.cancelAttachment(target)
          }}
        >
          {t('attachment.cancelAll')}
        </Button>
      ) : null}
    </div>
  )
}
