import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useSetSettings } from '#renderer/api/mutations.ts'
import { t } from '#renderer/i18n/messages.ts'

/** Bounds of the list's width. */
const narrowestPx = 280
const widestPx = 520
const keyStepPx = 16

const bounded = (widthPx: number) => Math.round(Math.min(widestPx, Math.max(narrowestPx, widthPx)))

/** The border between list and panel: drag it, or move it with the arrow keys. */
export function ListResizer(props: {
  readonly widthPx: number
  readonly onWidth: (widthPx: number) => void
}) {
  const { widthPx, onWidth } = props
  const { mutate } = useSetSettings()
  const [grip, setGrip] = useState<{ readonly x: number; readonly widthPx: number } | null>(null)

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setGrip({ x: event.clientX, widthPx })
  }
  const onPointerUp = () => {
    if (grip === null) return
    setGrip(null)
    if (grip.widthPx !== widthPx) mutate({ listWidthPx: widthPx })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -keyStepPx : event.key === 'ArrowRight' ? keyStepPx : 0
    if (step === 0) return
    event.preventDefault()
    const next = bounded(widthPx + step)
    onWidth(next)
    mutate({ listWidthPx: next })
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget, not a rule
    <div
      role="separator"
      tabIndex={0}
      aria-label={t('list.resize')}
      aria-orientation="vertical"
      aria-valuemin={narrowestPx}
      aria-valuemax={widestPx}
      aria-valuenow={widthPx}
      onPointerDown={onPointerDown}
      onPointerMove={event => {
        if (grip !== null) onWidth(bounded(grip.widthPx + event.clientX - grip.x))
      }}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
      className="group relative z-10 -mr-[3px] -ml-[4px] w-[7px] shrink-0 cursor-col-resize touch-none max-[899px]:hidden"
    >
      <span className="absolute inset-y-0 left-[3px] w-px bg-line transition-colors group-hover:bg-accent" />
    </div>
  )
}
