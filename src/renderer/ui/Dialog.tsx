import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { cx } from './cx.ts'
import { overlays } from './overlays.ts'

/** A modal window with a title. Escape, the close button and the ground behind it close it. */
export function Dialog(props: {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: string
  readonly closeLabel: string
  readonly wide?: boolean
  /** What gets the keyboard at first; the close button otherwise. */
  readonly focusRef?: RefObject<HTMLElement | null>
  readonly children: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <Base.Root
      open={props.open}
      onOpenChange={open => {
        if (!open) props.onClose()
      }}
    >
      <Base.Portal container={overlays}>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[#14130f]/35 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          data-modal
          initialFocus={props.focusRef}
          className={cx(
            'fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100vh-48px)] w-[calc(100vw-48px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-card border border-line bg-surface shadow-dialog transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0',
            props.wide === true ? 'max-w-[860px]' : 'max-w-[460px]',
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-pane weight-pane">{props.title}</Base.Title>
              {props.description === undefined ? null : (
                <Base.Description className="mt-1 text-ink-2">{props.description}</Base.Description>
              )}
            </div>
            <Base.Close
              aria-label={props.closeLabel}
              className="-mr-1.5 inline-grid size-[30px] place-items-center rounded-control text-ink-2 hover:bg-sunken hover:text-ink"
            >
              <X size={16} strokeWidth={1.75} aria-hidden />
            </Base.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-auto px-5 pb-4">{props.children}</div>
          {props.actions === undefined ? null : (
            <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{props.actions}</footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
