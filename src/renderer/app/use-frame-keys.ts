import { useEffect } from 'react'

/** Keys pressed while a frame of mail has the keyboard count as pressed on the frame: shortcuts hear them. */
export function useFrameKeys(): void {
  useEffect(
    () =>
      window.parley.onFrameKey(key => {
        const frame = document.activeElement
        if (frame instanceof HTMLIFrameElement)
          frame.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      }),
    [],
  )
}
