import { type RefObject, useLayoutEffect, useState } from 'react'

const settleMs = 150

/** The width of an element in whole px: at once when it appears, then when it has come to rest. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    let timer: ReturnType<typeof setTimeout> | null = null
    const read = () => setWidthPx(Math.floor(element.clientWidth))
    read()
    const observer = new ResizeObserver(() => {
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(read, settleMs)
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      if (timer !== null) clearTimeout(timer)
    }
  }, [ref])
  return widthPx
}
