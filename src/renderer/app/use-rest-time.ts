import { useEffect, useRef, useState } from 'react'

/** Handlers that tell whether the pointer or the keyboard is on something. */
type Attention = {
  readonly onPointerEnter: () => void
  readonly onPointerLeave: () => void
  readonly onFocus: () => void
  readonly onBlur: () => void
}

/** Runs `onEnd` after `lengthMs`; while somebody points at it or has the keyboard in it, the time stands still. */
export function useRestTime(lengthMs: number, onEnd: () => void): Attention {
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const leftMs = useRef(lengthMs)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  const isHeld = pointed || focused
  useEffect(() => {
    if (isHeld) return
    const startedAt = performance.now()
    const timer = setTimeout(() => end.current(), leftMs.current)
    return () => {
      clearTimeout(timer)
      leftMs.current = Math.max(0, leftMs.current - (performance.now() - startedAt))
    }
  }, [isHeld])
  return {
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => setPointed(false),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  }
}
