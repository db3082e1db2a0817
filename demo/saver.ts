/** Writes something soon after it changed, never twice at once. */
export type Saver = {
  /** Asks for a save within `delayMs`. */
  changed(): void
  /** Saves what has not been saved and ends; further changes are ignored. */
  close(): Promise<void>
}

/** A saver that waits `delayMs` after the first change, so that a burst costs one write. */
export const createSaver = (
  save: () => Promise<void>,
  delayMs: number,
  onError: (error: unknown) => void,
): Saver => {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let dirty = false
  let closed = false

  const run = (): Promise<void> => {
    timer = null
    running = running.then(async () => {
      if (!dirty) return
      dirty = false
      await save().catch(onError)
    })
    return running
  }

  return {
    changed() {
      if (closed) return
      dirty = true
      timer ??= setTimeout(() => void run(), delayMs)
    },
    close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      return run()
    },
  }
}
