import { useRef } from 'react'
import type { ShownFile } from './attachment-file.ts'
import { PreviewProblem } from './PreviewProblem.tsx'
import { usePreparedPreview } from './use-prepared-preview.ts'
import { useSize } from './use-size.ts'

const marginPx = 16

/**
 * An image in a frame without scripts: the frame has the size that the image is shown in, and takes no clicks, so that the
 * keyboard stays with the window.
 */
export function PreviewImage(props: { readonly file: ShownFile; readonly actualSize: boolean }) {
  const boxRef = useRef<HTMLDivElement>(null)
  const { widthPx, heightPx } = useSize(boxRef)
  const prepared = usePreparedPreview(props.file)
  const image = prepared?.ok === true && prepared.kind === 'image' ? prepared : null
  const fitting =
    image === null
      ? 1
      : Math.min(1, (widthPx - 2 * marginPx) / image.widthPx, (heightPx - 2 * marginPx) / image.heightPx)
  const scale = props.actualSize ? 1 : Math.max(0, fitting)
  return (
    <div
      ref={boxRef}
      // Scrollable by keyboard where it doesn't fit.
      tabIndex={props.actualSize ? 0 : -1}
      className="absolute inset-0 grid place-items-center overflow-auto"
    >
      {image === null ? (
        <PreviewProblem file={props.file} answer={prepared} />
      ) : widthPx === 0 ? null : (
        <iframe
          title={props.file.name}
          sandbox=""
          referrerPolicy="no-referrer"
          src={image.url}
          data-testid="preview-image"
          tabIndex={-1}
          className="pointer-events-none m-4 block shrink-0 border-0"
          style={{
            width: Math.max(1, Math.round(image.widthPx * scale)),
            height: Math.max(1, Math.round(image.heightPx * scale)),
          }}
        />
      )}
    </div>
  )
}
