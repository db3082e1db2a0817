import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import { overlays } from './overlays.ts'

/**
 * A modal window at the top, for what is typed, chosen and gone: no title bar, no motion.
 *
 * Whoever closes it decides where the keyboard goes.
 */
export function TopDialog(props: {
  readonly title: string
  readonly focusRef: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  return (
    <Base.Root
      open
      onOpenChange={open => {
        if (!open) props.onClose()
      }}
    >
      <Base.Portal container={overlays}>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[#14130f]/35" />
        <Base.Popup
          data-modal
          initialFocus={props.focusRef}
          finalFocus={false}
          className="fixed top-[12vh] left-1/2 z-40 flex max-h-[70vh] w-[calc(100vw-48px)] max-w-[600px] -translate-x-1/2 flex-col overflow-hidden rounded-card border border-line-strong bg-raised shadow-dialog"
        >
          <Base.Title className="sr-only">{props.title}</Base.Title>
          {props.children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
