import { useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { useAttachmentProgress } from '#renderer/stores/attachment-progress.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { attachmentKey } from '#shared/attachment-key.ts'
import type { ErrorReport } from '#shared/errors.ts'
import type { ShownFile } from './attachment-file.ts'
import { fileProblem } from './attachment-words.ts'

type Answer =
  | { readonly ok: true; readonly saved?: boolean }
  | { readonly ok: false; readonly error: ErrorReport }

/** Opens, saves, drags and stops one file, and says how it went. */
export function useFileActions(file: ShownFile) {
  const [busy, setBusy] = useState(false)
  const key = attachmentKey(file.target)
  const told = useAttachmentProgress(state => state.byId[key])
  const end = useAttachmentProgress(state => state.end)
  const say = useToasts(state => state.say)

  const run = async (work: () => Promise<Answer>) => {
    setBusy(true)
    const answer = await work()
    setBusy(false)
    end(key)
    if (answer.ok && answer.saved === true) say(t('attachment.saved'))
    if (answer.ok) return
    if (answer.error.code === 'cancelled') say(t('attachment.cancelled'))
    else say(fileProblem(answer.error), 'danger')
  }
  // A download of all fetches this file too, without having been asked here.
  const isComing = told !== undefined && told.doneBytes < (told.totalBytes ?? Number.POSITIVE_INFINITY)
  return {
    busy: busy || isComing,
    progress: busy || isComing ? told : undefined,
    open: () => void run(() => window.parley.openAttachment(file.target)),
    download: () => void run(() => window.parley.downloadAttachment(file.target)),
    cancel: () => void window.parley.cancelAttachment(file.target),
    drag: () => void run(() => window.parley.dragAttachment(file.target)),
  }
}
