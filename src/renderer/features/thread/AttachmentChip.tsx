import { Download, SquareArrowOutUpRight, TriangleAlert, X } from 'lucide-react'
import { type DragEvent, memo, useId } from 'react'
import { formatBytes } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { cx } from '#renderer/ui/cx.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx'
import { previewKind, type ShownFile } from './attachment-file.ts'
import { fileSummary, fileWarning } from './attachment-words.ts'
import { fileKind } from './file-kind.ts'
import { useFileActions } from './use-file-actions.ts'

/**
 * One file: what it really is, how large, and what can be done with it. It keeps its height whatever happens.
 *
 * Drawn anew only when it changes: a mail may have a thousand.
 */
export const AttachmentChip = memo(function AttachmentChip(props: {
  readonly file: ShownFile
  readonly onPreview: (file: ShownFile) => void
}) {
  const { file } = props
  const nameId = useId()
  const { busy, progress, open, download, cancel, drag } = useFileActions(file)
  const name = file.name === '' ? t('attachment.unnamed') : file.name
  const warning = fileWarning(file)
  const shows = previewKind(file) !== null
  const dragOut = {
    draggable: file.onDisk && file.openable,
    onDragStart: (event: DragEvent) => {
      // The system's own drag takes over: the page has no file to give.
      event.preventDefault()
      drag()
    },
  }

  return (
    <div
      data-testid="attachment-chip"
      className={cx(
        'relative flex h-[54px] max-w-full min-w-[190px] items-center gap-2.5 rounded-control border bg-surface pr-2 pl-2.5',
        warning === null ? 'border-line-strong' : 'border-danger',
      )}
    >
      {shows ? (
        <button
          type="button"
          {...dragOut}
          aria-label={t('attachment.preview', { name })}
          onClick={() => props.onPreview(file)}
          className="absolute inset-0 rounded-control hover:bg-hover"
        />
      ) : file.openable ? (
        // For the pointer only: the keyboard has the button beside it.
        <button
          type="button"
          {...dragOut}
          tabIndex={-1}
          aria-hidden
          disabled={busy}
          onClick={open}
          className="absolute inset-0 rounded-control hover:bg-hover"
        />
      ) : null}
      <Tile file={file} warned={warning !== null} />
      <span className="pointer-events-none relative min-w-0 flex-1 leading-[17px]">
        <span id={nameId} title={name} className="block max-w-[220px] truncate">
          {name}
        </span>
        <span className="block max-w-[320px] truncate text-[11.5px] text-ink-2 tabular-nums">
          {busy && progress !== undefined ? (
            <ProgressLine
              done={progress.doneBytes}
              total={progress.totalBytes ?? file.sizeBytes}
              name={name}
            />
          ) : warning === null ? (
            fileSummary(file)
          ) : (
            <span title={warning} className="font-medium text-danger">
              {warning}
            </span>
          )}
        </span>
      </span>
      <span className="relative flex items-center">
        {busy && !file.onDisk ? (
          <IconButton
            icon={X}
            label={t('attachment.cancel')}
            aria-describedby={nameId}
            className="size-7"
            onClick={cancel}
          />
        ) : (
          <>
            {file.openable ? (
              <IconButton
                icon={SquareArrowOutUpRight}
                label={t('attachment.open')}
                aria-describedby={nameId}
                className="size-7"
                disabled={busy}
                onClick={open}
              />
            ) : null}
            <IconButton
              icon={Download}
              label={t('attachment.download')}
              aria-describedby={nameId}
              className="size-7"
              disabled={busy}
              onClick={download}
            />
          </>
        )}
      </span>
    </div>
  )
})

function Tile({ file, warned }: { readonly file: ShownFile; readonly warned: boolean }) {
  const kind = fileKind(file.name, file.type)
  return (
    <span
      aria-hidden
      className={cx(
        'pointer-events-none relative grid size-[30px] shrink-0 place-items-center rounded-[5px] bg-bg text-[9px] font-bold',
        warned ? 'text-danger' : kind.color,
      )}
    >
      {warned ? <TriangleAlert size={16} strokeWidth={1.75} /> : kind.letters}
    </span>
  )
}

function ProgressLine(props: {
  readonly done: number
  readonly total: number | null
  readonly name: string
}) {
  const { done, total } = props
  if (total === null || total === 0) return formatBytes(done)
  return (
    <span className="flex items-center gap-2">
      <span className="w-16 shrink-0">
        <ProgressBar share={done / total} label={props.name} />
      </span>
      {t('attachment.progress', { done: formatBytes(done), total: formatBytes(total) })}
    </span>
  )
}
