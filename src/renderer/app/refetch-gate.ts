/** Runs work when asked: at once, never twice at the same time, and not more often than allowed. */
export type Gate = { readonly ask: () => void; readonly close: () => void }

/**
 * A gate in front of a refetch.
 *
 * The first request runs at once; requests during a run or within `everyMs` of its start lead to one more run.
 */
export function createGate(run: () => Promise<unknown>, everyMs: number): Gate {
  let timer: ReturnType<typeof setTimeout> | null = null
  let running = false
  let again = false
  let closed = false
  let startedAt = Number.NEGATIVE_INFINITY

  const settle = () => {
    running = false
    if (again && !closed) ask()
  }
  const start = () => {
    timer = null
    again = false
    running = true
    startedAt = performance.now()
    run().then(settle, settle)
  }
  const ask = () => {
    again = true
    if (closed || running || timer !== null) return
    const waitMs = startedAt + everyMs - performance.now()
    if (waitMs <= 0) start()
    else timer = setTimeout(start, waitMs)
  }
  return {
    ask,
    close: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      closed = true
    },
  }
}
