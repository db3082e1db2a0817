import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { overlays } from './overlays.ts'

/** A short label on hover and focus, which no click stops at. The trigger carries its own accessible name. */
export function Tooltip(props: {
  readonly label: string
  readonly shortcut?: string
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly children: ReactElement
}) {
  return (
    <Base.Root
      disableHoverablePopup
      onOpenChange={(_open, details) => {
        // Escape is meant for the dialog around it; the label goes with it.
        if (details.reason === 'escape-key') details.allowPropagation()
      }}
    >
      <Base.Trigger render={props.children} />
      <Base.Portal container={overlays}>
        <Base.Positioner side={props.side ?? 'bottom'} sideOffset={6} className="pointer-events-none z-50">
          <Base.Popup className="flex items-center gap-2 rounded-sm border border-line-strong bg-raised px-2 py-1 text-small text-ink shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {props.label}
            {props.shortcut === undefined ? null : <span className="text-ink-2">{props.shortcut}</span>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
