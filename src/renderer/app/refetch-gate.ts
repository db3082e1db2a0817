/** Runs work when asked: at once where it can, never twice at the same time, and not more often than allowed. */
export type Gate = { readonly ask: () => void; readonly close: () => void }

/**
 * A gate in front of a refetch.
 *
 * A few requests in a row run at once, so that a mail shows as soon as it is there; under a steady stream, as in a first
 * sync, one run per `everyMs` stands for all requests since the last one.
 */
export function createGate(
  run: () => Promise<unknown>,
  limits: { readonly everyMs: number; readonly burst: number },
): Gate {
  const { everyMs, burst } = limits
  let timer: ReturnType<typeof setTimeout> | null = null
  let running = false
  let again = false
  let closed = false
  let tokens = burst
  let countedAt = performance.now()

  const settle = () => {
    running = false
    if (again) ask()
  }
  const start = () => {
    timer = null
    again = false
    running = true
    run().then(settle, settle)
  }
  const takeToken = () => {
    const now = performance.now()
    tokens = Math.min(burst, tokens + (now - countedAt) / everyMs)
    countedAt = now
    // The clock's grain must not make a timer wait twice.
    if (tokens < 0.99) return false
    tokens = Math.max(0, tokens - 1)
    return true
  }
  const ask = () => {
    again = true
    if (closed || running || timer !== null) return
    if (takeToken()) start()
    else
      timer = setTimeout(
        () => {
          timer = null
          ask()
        },
        Math.ceil((1 - tokens) * everyMs),
      )
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
