import { Download } from 'lucide-react'
import { useId, useState } from 'react'
import { errorText } from '#renderer/i18n/error-text.ts'
import { formatBytes } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useAttachmentProgress } from '#renderer/stores/attachment-progress.ts'
import { useToasts } from '#renderer/stores/toasts.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx'
import type { Attachment } from '#shared/attachment.ts'
import type { ErrorReport } from '#shared/errors.ts'
import { fileKind } from './file-kind.ts'

/** One attachment: what it is, how large, and the two things to do with it. */
export function AttachmentChip({ attachment }: { readonly attachment: Attachment }) {
  const { id, name, type, sizeBytes } = attachment
  const nameId = useId()
  const [busy, setBusy] = useState(false)
  const progress = useAttachmentProgress(state => state.byId[id])
  const end = useAttachmentProgress(state => state.end)
  const say = useToasts(state => state.say)
  const kind = fileKind(name, type)

  const run = async (
    work: () => Promise<
      { readonly ok: true; readonly saved?: boolean } | { readonly ok: false; readonly error: ErrorReport }
    >,
  ) => {
    setBusy(true)
    const answer = await work()
    setBusy(false)
    end(id)
    if (answer.ok) {
      if (answer.saved === true) say(t('attachment.saved'))
    } else if (answer.error.code !== 'cancelled') {
      const words = errorText(answer.error)
      say(`${words.what} ${words.next}`, 'danger')
    }
  }

  return (
    <div className="flex h-[54px] max-w-full min-w-[190px] items-center gap-2.5 rounded-control border border-line-strong bg-surface pr-2 pl-2.5">
      <span
        aria-hidden
        className={`grid size-[30px] shrink-0 place-items-center rounded-[5px] bg-bg text-[9px] font-bold ${kind.color}`}
      >
        {kind.letters}
      </span>
      <span className="min-w-0 flex-1 leading-[17px]">
        <span id={nameId} title={name} className="select-content block max-w-[220px] truncate">
          {name === '' ? t('attachment.unnamed') : name}
        </span>
        <span className="block text-[11.5px] text-ink-2 tabular-nums">
          {progress === undefined || !busy ? (
            sizeBytes === null ? (
              t('attachment.unknownSize')
            ) : (
              formatBytes(sizeBytes)
            )
          ) : (
            <ProgressLine done={progress.doneBytes} total={progress.totalBytes ?? sizeBytes} name={name} />
          )}
        </span>
      </span>
      <span className="flex items-center">
        <Button
          look="ghost"
          small
          className="px-2"
          aria-describedby={nameId}
          disabled={busy}
          onClick={() => void run(() => window.parley.openAttachment(id))}
        >
          {t('attachment.open')}
        </Button>
        <IconButton
          icon={Download}
          label={t('attachment.download')}
          aria-describedby={nameId}
          className="size-7"
          disabled={busy}
          onClick={() => void run(() => window.parley.downloadAttachment(id))}
        />
      </span>
    </div>
  )
}

function ProgressLine(props: {
  readonly done: number
  readonly total: number | null
  readonly name: string
}) {
  if (props.total === null || props.total === 0) return formatBytes(props.done)
  return (
    <span className="block pt-[5px]">
      <ProgressBar share={props.done / props.total} label={props.name} />
    </span>
  )
}
