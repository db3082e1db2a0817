import { useEffect, useRef, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import type { ShownFile } from './attachment-file.ts'
import { PreviewProblem } from './PreviewProblem.tsx'
import { usePreparedPreview } from './use-prepared-preview.ts'
import { useSize } from './use-size.ts'

/** The place over which the main process shows a PDF; it goes when this does. */
export function PreviewPdf({ file }: { readonly file: ShownFile }) {
  const boxRef = useRef<HTMLDivElement>(null)
  const { widthPx, heightPx } = useSize(boxRef)
  const prepared = usePreparedPreview(file)
  const shown = prepared?.ok === true
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const box = boxRef.current?.getBoundingClientRect()
    if (!shown || box === undefined || widthPx === 0 || heightPx === 0) return
    const [x, y] = [Math.round(box.x), Math.round(box.y)]
    void window.parley.placePreview({ x, y, width: Math.round(box.width), height: Math.round(box.height) })
  }, [shown, widthPx, heightPx])
  useEffect(
    () =>
      window.parley.onPreviewClosed(why => {
        if (why === 'failed') setFailed(true)
      }),
    [],
  )
  useEffect(() => () => void window.parley.closePreview(), [])
  return (
    <div
      ref={boxRef}
      data-testid="preview-pdf"
      className="absolute inset-x-0 top-0 bottom-3 grid place-items-center"
    >
      {failed ? (
        <p role="status" className="max-w-[420px] p-6 text-center">
          {t('preview.noViewer')}
        </p>
      ) : shown ? (
        <p className="sr-only">{t('preview.pdfKeys')}</p>
      ) : (
        <PreviewProblem file={file} answer={prepared} />
      )}
    </div>
  )
}
