import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { formatBytes } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx'
import type { DraftSession } from './draft-session.ts'

/** The files of a draft that the text doesn't draw, with those on their way. */
export function DraftFiles(props: {
  readonly session: DraftSession
  readonly onRemove: (attachmentId: string) => void
}) {
  const attachments = useStore(props.session.state, state => state.attachments)
  const staging = useStore(props.session.state, state => state.staging)
  const files = attachments.filter(file => file.contentId === null)
  if (files.length + staging.length === 0) return null
  return (
    <ul aria-label={t('compose.files')} className="flex flex-wrap gap-2 px-3.5 pt-1 pb-3">
      {files.map(file => (
        <FileTile
          key={file.id}
          name={file.name}
          detail={formatBytes(file.sizeBytes)}
          label={t('compose.removeFile', { name: file.name })}
          onRemove={() => props.onRemove(file.id)}
        />
      ))}
      {staging.map(file => (
        <FileTile
          key={file.key}
          name={file.name}
          detail={t('compose.staging', { done: formatBytes(file.doneBytes) })}
          share={file.totalBytes === null || file.totalBytes === 0 ? null : file.doneBytes / file.totalBytes}
          label={t('compose.stopFile', { name: file.name })}
          onRemove={file.cancel}
        />
      ))}
    </ul>
  )
}

function FileTile(props: {
  readonly name: string
  readonly detail: string
  readonly share?: number | null
  readonly label: string
  readonly onRemove: () => void
}) {
  const letters = /\.([a-z0-9]{1,4})$/i.exec(props.name)?.[1]?.toUpperCase() ?? '•'
  return (
    <li
      data-testid="draft-file"
      className="flex h-[46px] max-w-full min-w-[190px] items-center gap-2.5 rounded-control border border-line-strong bg-surface pr-1.5 pl-2.5"
    >
      <span
        aria-hidden
        className="grid size-[30px] shrink-0 place-items-center rounded-[5px] bg-bg text-[9px] font-bold text-accent-text"
      >
        {letters}
      </span>
      <span className="min-w-0 flex-1 leading-[17px]">
        <span title={props.name} className="block max-w-[220px] truncate">
          {props.name}
        </span>
        <span className="flex items-center gap-2 text-[11.5px] text-ink-2 tabular-nums">
          {props.share === undefined || props.share === null ? null : (
            <span className="w-16">
              <ProgressBar share={props.share} label={props.name} />
            </span>
          )}
          {props.detail}
        </span>
      </span>
      <IconButton icon={X} label={props.label} className="size-7" onClick={props.onRemove} />
    </li>
  )
}
