import { Menu as Base } from '@base-ui/react/menu'
import { type ReactNode, useMemo } from 'react'
import { popupClass } from './Menu.tsx'
import { overlays } from './overlays.ts'

/** A place in the window, in px from its left upper corner. */
export type Point = { readonly x: number; readonly y: number }

/** A menu at a point: under the pointer, or at the row that the keyboard stands on. */
export function PointMenu(props: {
  /** Null while it is closed. */
  readonly at: Point | null
  readonly label: string
  readonly onClose: () => void
  /** What gets the keyboard afterwards. */
  readonly focusAfter: () => HTMLElement | null
  readonly children: ReactNode
}) {
  const { at } = props
  const anchor = useMemo(() => {
    const { x, y } = at ?? { x: 0, y: 0 }
    return { getBoundingClientRect: () => DOMRect.fromRect({ x, y, width: 0, height: 0 }) }
  }, [at])
  return (
    <Base.Root
      open={at !== null}
      onOpenChange={open => {
        if (!open) props.onClose()
      }}
    >
      <Base.Portal container={overlays}>
        <Base.Positioner className="z-50" anchor={anchor} side="bottom" align="start" sideOffset={2}>
          <Base.Popup aria-label={props.label} className={popupClass} finalFocus={() => props.focusAfter()}>
            {props.children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
