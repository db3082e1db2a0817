import { useEffect, useRef } from 'react'

/** What single keys do; the name is `KeyboardEvent.key`, so `U` is Shift+U. */
export type Shortcuts = Readonly<Record<string, () => void>>

const typing =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="alertdialog"]'

/** Listens for single keys anywhere in the window, except where text is typed or a menu or dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts)
  useEffect(() => {
    current.current = shortcuts
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(typing) !== null) return
      const run = Object.hasOwn(current.current, event.key) ? current.current[event.key] : undefined
      if (run === undefined) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
