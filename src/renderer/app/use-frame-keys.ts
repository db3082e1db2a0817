import { useEffect } from 'react'

/** Keys pressed while a frame of mail has the keyboard count as pressed on the frame: commands hear them. */
export function useFrameKeys(): void {
  useEffect(() => {
    const mac = window.parley.platform === 'darwin'
    return window.parley.onFrameKey(pressed => {
      const frame = document.activeElement
      if (!(frame instanceof HTMLIFrameElement)) return
      const withMod = pressed.startsWith('Mod+')
      frame.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: withMod ? pressed.slice('Mod+'.length) : pressed,
          ctrlKey: withMod && !mac,
          metaKey: withMod && mac,
          bubbles: true,
          cancelable: true,
        }),
      )
    })
  }, [])
}
