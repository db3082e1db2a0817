import { useSyncExternalStore } from 'react'
import { minuteMs } from '#shared/time.ts'

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | null = null

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === null) {
    now = Date.now()
    timer = setInterval(() => {
      now = Date.now()
      for (const each of listeners) each()
    }, minuteMs)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

/** The time (epoch ms), renewed once a minute: for "5 min ago" and for days that turn. One timer for all who ask. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => now)
}
