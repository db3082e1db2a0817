import { type RefObject, useLayoutEffect, useState } from 'react'

/** The size of an element in CSS px, kept current; 0 until it is laid out. */
export function useSize(ref: RefObject<HTMLElement | null>): {
  readonly widthPx: number
  readonly heightPx: number
} {
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 })
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () => setSize({ widthPx: element.clientWidth, heightPx: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}
