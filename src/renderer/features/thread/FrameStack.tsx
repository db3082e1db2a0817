import { useRef, useState } from 'react'
import { t } from '#renderer/i18n/messages.ts'
import { Button } from '#renderer/ui/Button.tsx'
import { cx } from '#renderer/ui/cx.ts'
import { foldAtPx } from '#shared/wash-limits.ts'

type Frame = { readonly url: string; readonly topUrl: string | null; readonly heightPx: number }
/** What is on the screen at one time: the frames of one state of the mail, whole or folded. */
type Sheet = { readonly frames: readonly Frame[]; readonly folded: boolean }

const lowestPx = 24

/**
 * The frames of one mail, one per HTML part. New ones (another width, quotes, images, the whole of a folded mail) take the
 * place of the old ones once they are loaded, so that nothing flickers.
 */
export function FrameStack(props: {
  readonly frames: readonly Frame[]
  readonly title: string
  /** Light paper within a dark card. */
  readonly sheet: boolean
  readonly unfolded: boolean
  readonly onPainted: () => void
}) {
  const [whole, setWhole] = useState(false)
  const { frames } = props
  const high = heightOf(frames) > foldAtPx
  const wanted: Sheet = { frames, folded: high && !whole && !props.unfolded }
  const [shown, setShown] = useState<Sheet | null>(null)
  const current = shown !== null && keyOf(shown) === keyOf(wanted) ? null : shown
  const folded = (current ?? wanted).folded
  return (
    <>
      <div
        className={cx(
          'relative',
          (folded || current !== null || shown === null) && 'overflow-clip',
          folded && 'rounded-control',
        )}
        style={folded ? { height: foldAtPx } : undefined}
      >
        {(current === null ? [wanted] : [current, wanted]).map(sheet => (
          <FrameSet
            key={keyOf(sheet)}
            sheet={sheet}
            title={props.title}
            hidden={shown === null || keyOf(sheet) !== keyOf(shown)}
            onLoaded={() => {
              setShown(sheet)
              props.onPainted()
            }}
          />
        ))}
        {folded && shown !== null ? (
          <div
            aria-hidden
            className={cx(
              'pointer-events-none absolute inset-x-0 bottom-0 h-24 bg-linear-to-t to-transparent',
              props.sheet ? 'from-white' : 'from-surface',
            )}
          />
        ) : null}
      </div>
      {folded && shown !== null ? (
        <Button look="soft" small className="mt-3" onClick={() => setWhole(true)}>
          {t('thread.loadFull')}
        </Button>
      ) : null}
    </>
  )
}

const heightOf = (frames: readonly Frame[]) =>
  frames.reduce((sum, frame) => sum + Math.max(lowestPx, frame.heightPx), 0)

/** A folded mail whose frames are drawn whole keeps them when it is unfolded. */
const keyOf = ({ frames, folded }: Sheet) =>
  frames.map(frame => (folded && frame.topUrl !== null ? frame.topUrl : frame.url)).join(' ')

function FrameSet(props: {
  readonly sheet: Sheet
  readonly title: string
  readonly hidden: boolean
  readonly onLoaded: () => void
}) {
  const { frames, folded } = props.sheet
  // Two frames may load before the next render: what was counted by then must not be lost.
  const loaded = useRef(new Set<string>())
  const onLoad = (url: string) => {
    loaded.current.add(url)
    if (loaded.current.size === frames.length) props.onLoaded()
  }
  return frames.map(({ url, topUrl, heightPx }) => {
    const top = folded && topUrl !== null
    const shownPx = Math.max(lowestPx, top ? Math.min(heightPx, foldAtPx) : heightPx)
    return (
      <iframe
        key={url}
        title={props.title}
        sandbox="allow-popups"
        referrerPolicy="no-referrer"
        src={top ? topUrl : url}
        data-testid={props.hidden ? 'mail-frame-to-come' : 'mail-frame'}
        onLoad={() => onLoad(url)}
        // The top alone ends below the fold: it must not scroll there.
        scrolling={top ? 'no' : 'auto'}
        // Out of sight it is as high as it will be: laid out lower it would keep a scroll bar of its own.
        className={
          props.hidden
            ? 'invisible absolute inset-x-0 top-0 w-full border-0'
            : 'block w-full rounded-control border-0'
        }
        style={{ height: shownPx }}
      />
    )
  })
}
