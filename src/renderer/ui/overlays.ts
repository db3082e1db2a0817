import type { RefObject } from 'react'

/** The one element that menus, dialogs and tooltips are put into: a landmark of its own, last in the window. */
export const overlaysId = 'overlays'

/** Where floating things go. All into one place, so that what opens over a dialog is not hidden with what lies behind it. */
export const overlays: RefObject<HTMLElement | null> = {
  get current() {
    return document.getElementById(overlaysId)
  },
}
