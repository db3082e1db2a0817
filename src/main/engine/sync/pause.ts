/** A wait that others can cut short. */
export type Pause = {
  /** Waits `ms`, or until `end` or the signal. Infinity waits for these only. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Ends the wait; when nobody waits, the next wait ends at once. */
  readonly end: () => void
  /** Forgets an end that came while nobody waited. */
  readonly reset: () => void
}

// Longer timers fire at once (Node keeps 32 bits).
const longestMs = 2_147_483_647

/** Creates a pause. */
export function createPause(): Pause {
  let wake: (() => void) | null = null
  let ended = false
  return {
    wait: (ms, signal) =>
      new Promise(resolve => {
        if (ended || signal.aborted) {
          ended = false
          return resolve()
        }
        const finish = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', finish)
          wake = null
          ended = false
          resolve()
        }
        const timer =
          ms === Number.POSITIVE_INFINITY ? undefined : setTimeout(finish, Math.min(ms, longestMs))
        wake = finish
        signal.addEventListener('abort', finish, { once: true })
      }),
    end: () => {
      if (wake === null) ended = true
      else wake()
    },
    reset: () => {
      ended = false
    },
  }
}
