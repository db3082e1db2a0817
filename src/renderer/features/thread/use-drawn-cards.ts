import { startTransition, useEffect, useState } from 'react'

/** What an opened email takes at least, and a folded one, with the gap below it. */
const px = { open: 200, folded: 70 }
const before = 2

/** Which emails of a conversation are drawn: at first those around the one where reading begins, then all (P8). */
export function useDrawnCards(
  count: number,
  firstOpenIndex: number,
): { readonly from: number; readonly to: number } {
  const [all, setAll] = useState(false)
  useEffect(() => {
    // After the first painting, and in pieces that let go when a key is pressed.
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setAll(true)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [])
  if (all) return { from: 0, to: count }
  return {
    from: Math.max(0, firstOpenIndex - before),
    to: Math.min(count, firstOpenIndex + 1 + Math.ceil((window.innerHeight - px.open) / px.folded)),
  }
}
