import { useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { cx } from '#renderer/ui/cx.ts'

type Frame = { readonly url: string; readonly heightPx: number }

/** A mail higher than this is shown folded (semantics.md, Reading). */
const foldAtPx = 1_200
const lowestPx = 24

/**
 * The frames of one mail, one per HTML part. New ones (another width, quotes, images) take the place of the old ones once
 * they are loaded, so that nothing flickers.
 */
export function FrameStack(props: {
  readonly frames: readonly Frame[]
  readonly title: string
  /** Light paper within a dark card. */
  readonly sheet: boolean
  readonly unfolded: boolean
  readonly onPainted: () => void
}) {
  const { frames } = props
  const [shown, setShown] = useState<readonly Frame[] | null>(null)
  const [whole, setWhole] = useState(false)
  const heightPx = (shown ?? []).reduce((sum, frame) => sum + Math.max(lowestPx, frame.heightPx), 0)
  const folded = heightPx > foldAtPx && !whole && !props.unfolded
  const sets = shown === null || shown === frames ? [frames] : [shown, frames]
  return (
    <>
      <div
        className={cx('relative', folded && 'overflow-clip rounded-control')}
        style={folded ? { height: foldAtPx } : undefined}
      >
        {sets.map(set => (
          <FrameSet
            key={set[0]?.url}
            frames={set}
            title={props.title}
            hidden={set !== shown}
            onLoaded={() => {
              setShown(set)
              props.onPainted()
            }}
          />
        ))}
        {folded ? (
          <div
            aria-hidden
            className={cx(
              'pointer-events-none absolute inset-x-0 bottom-0 h-24 bg-linear-to-t to-transparent',
              props.sheet ? 'from-white' : 'from-surface',
            )}
          />
        ) : null}
      </div>
      {folded ? (
        <Button look="soft" small className="mt-3" onClick={() => setWhole(true)}>
          {t('thread.loadFull')}
        </Button>
      ) : null}
    </>
  )
}

function FrameSet(props: {
  readonly frames: readonly Frame[]
  readonly title: string
  readonly hidden: boolean
  readonly onLoaded: () => void
}) {
  const [loaded, setLoaded] = useState(0)
  const onLoad = () => {
    setLoaded(loaded + 1)
    if (loaded + 1 === props.frames.length) props.onLoaded()
  }
  return props.frames.map(frame => (
    <iframe
      key={frame.url}
      title={props.title}
      sandbox="allow-popups"
      referrerPolicy="no-referrer"
      src={frame.url}
      data-testid="mail-frame"
      onLoad={onLoad}
      className={
        props.hidden ? 'invisible absolute h-0 w-full border-0' : 'block w-full rounded-control border-0'
      }
      style={props.hidden ? {} : { height: Math.max(lowestPx, frame.heightPx) }}
    />
  ))
}
