import { Dialog as Base } from '@base-ui/react/dialog'
import { ChevronLeft, ChevronRight, Download, Maximize, Minimize, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { formatBytes } from '#renderer/i18n/format-number.ts'
import { t } from '#renderer/i18n/messages.ts'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { overlays } from '#renderer/ui/overlays.ts'
import { attachmentKey } from '#shared/attachment-key.ts'
import { previewKind, type ShownFile } from './attachment-file.ts'
import { PreviewImage } from './PreviewImage.tsx'
import { PreviewPdf } from './PreviewPdf.tsx'
import { PreviewText } from './PreviewText.tsx'
import { useFileActions } from './use-file-actions.ts'

/** A file, large, over the window: images and PDFs in views of their own, everything else as text. */
export function Preview(props: {
  readonly files: readonly ShownFile[]
  readonly index: number
  readonly onIndex: (index: number) => void
  readonly onClose: () => void
}) {
  const { files, index, onIndex, onClose } = props
  const file = files[index]
  const [actualSize, setActualSize] = useState(false)
  const closed = useRef(onClose)
  closed.current = onClose
  useEffect(
    () =>
      window.parley.onPreviewClosed(why => {
        if (why === 'escape') closed.current()
      }),
    [],
  )
  if (file === undefined) return null
  const kind = previewKind(file)
  const step = (by: number) => {
    if (files[index + by] === undefined) return
    setActualSize(false)
    onIndex(index + by)
  }
  return (
    <Base.Root
      open
      onOpenChange={open => {
        if (!open) onClose()
      }}
    >
      <Base.Portal container={overlays}>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[#14130f]/60" />
        <Base.Popup
          data-testid="preview"
          className="fixed inset-4 z-40 flex flex-col overflow-hidden rounded-card border border-line bg-surface shadow-dialog"
          onKeyDown={event => {
            if (event.key === 'ArrowLeft') step(-1)
            if (event.key === 'ArrowRight') step(1)
          }}
        >
          <header className="flex h-12 shrink-0 items-center gap-1.5 border-b border-line pr-2.5 pl-4">
            <Base.Title className="min-w-0 truncate font-semibold">{file.name}</Base.Title>
            <span className="shrink-0 text-small text-ink-2 tabular-nums">
              {file.sizeBytes === null ? null : formatBytes(file.sizeBytes)}
            </span>
            <span className="flex-1" />
            {files.length > 1 ? (
              <>
                <IconButton
                  icon={ChevronLeft}
                  label={t('preview.previous')}
                  disabled={index === 0}
                  onClick={() => step(-1)}
                />
                <span className="text-small text-ink-2 tabular-nums">
                  {t('preview.position', { index: index + 1, count: files.length })}
                </span>
                <IconButton
                  icon={ChevronRight}
                  label={t('preview.next')}
                  disabled={index === files.length - 1}
                  onClick={() => step(1)}
                />
              </>
            ) : null}
            {kind === 'image' ? (
              <IconButton
                icon={actualSize ? Minimize : Maximize}
                label={actualSize ? t('preview.fit') : t('preview.actualSize')}
                onClick={() => setActualSize(!actualSize)}
              />
            ) : null}
            <DownloadButton file={file} />
            <Base.Close render={<IconButton icon={X} label={t('preview.close')} />} />
          </header>
          <div className="relative min-h-0 flex-1 bg-sunken">
            {kind === 'image' ? (
              <PreviewImage key={attachmentKey(file.target)} file={file} actualSize={actualSize} />
            ) : kind === 'pdf' ? (
              <PreviewPdf key={attachmentKey(file.target)} file={file} />
            ) : (
              <PreviewText key={attachmentKey(file.target)} file={file} />
            )}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function DownloadButton({ file }: { readonly file: ShownFile }) {
  const { busy, download } = useFileActions(file)
  return <IconButton icon={Download} label={t('attachment.download')} disabled={busy} onClick={download} />
}
