import { useEffect } from 'react'
import { ask } from '#renderer/api/client.ts'

/** Told no more often than this; the engine holds it for longer. */
const toldEveryMs = 150
const signs = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const

/** Tells the engine that somebody is at work, so that it puts heavy work off for a moment (P9). */
export function useAttention(): void {
  useEffect(() => {
    let toldAt = Number.NEGATIVE_INFINITY
    const tell = () => {
      const now = performance.now()
      if (now - toldAt < toldEveryMs) return
      toldAt = now
      // An engine that is away has nothing heavy to do.
      ask('app/attend', {}).catch(() => undefined)
    }
    for (const sign of signs) window.addEventListener(sign, tell, { capture: true, passive: true })
    return () => {
      for (const sign of signs) window.removeEventListener(sign, tell, { capture: true })
    }
  }, [])
}
