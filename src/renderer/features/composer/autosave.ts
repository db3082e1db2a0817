/** How far what was typed is kept on disk. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly error: unknown }

/** Saves what changes, in order, one at a time. */
export type Autosave<Content> = {
  /** The newest content: saved after a pause of typing, and at least once a second while typing goes on. */
  readonly change: (content: Content) => void
  /** Saves now what is not saved yet. Resolves when the newest content is safe; rejects with what prevented it. */
  readonly flush: () => Promise<void>
  /** Forgets what is not saved yet: the draft is gone. */
  readonly stop: () => void
}

const pauseMs = 400
const atMostMs = 1_000
/** A failure may pass by itself: the disk gets room, the engine comes back. */
const retryMs = 3_000

/** Time, as far as saving needs it. */
export type SaveClock = {
  readonly now: () => number
  /** Runs something later, once; returns the way to call it off. */
  readonly later: (run: () => void, afterMs: number) => () => void
}

/** The time of the window. */
const windowClock: SaveClock = {
  now: () => performance.now(),
  later: (run, afterMs) => {
    const timer = setTimeout(run, afterMs)
    return () => clearTimeout(timer)
  },
}

/**
 * Keeps content safe while it is typed (semantics.md, Sending 1).
 *
 * What could not be saved stays in memory and is tried again, by itself and with the next change.
 */
export function createAutosave<Content>(deps: {
  readonly save: (content: Content) => Promise<void>
  readonly onState: (state: SaveState) => void
  readonly clock?: SaveClock
}): Autosave<Content> {
  const { save, onState, clock = windowClock } = deps
  let waiting: { readonly content: Content } | null = null
  let since = 0
  let callOff = () => {}
  let underWay: Promise<void> | null = null
  let stopped = false

  const plan = (afterMs: number) => {
    callOff()
    callOff = clock.later(() => void run().catch(() => {}), afterMs)
  }
  const saveAll = async () => {
    while (waiting !== null && !stopped) {
      const { content } = waiting
      waiting = null
      onState({ kind: 'saving' })
      try {
        await save(content)
      } catch (error) {
        waiting ??= { content }
        since = clock.now()
        onState({ kind: 'failed', error })
        plan(retryMs)
        throw error
      }
    }
    onState({ kind: 'saved' })
  }
  const run = (): Promise<void> => {
    callOff()
    if (underWay === null && (waiting === null || stopped)) return Promise.resolve()
    underWay ??= saveAll().finally(() => {
      underWay = null
    })
    return underWay
  }

  return {
    change: content => {
      if (stopped) return
      const now = clock.now()
      if (waiting === null) since = now
      waiting = { content }
      // What is under way takes the newest along when it has ended.
      if (underWay === null) plan(Math.max(0, Math.min(pauseMs, since + atMostMs - now)))
    },
    flush: async () => {
      await run()
      if (waiting !== null) await run()
    },
    stop: () => {
      stopped = true
      waiting = null
      callOff()
    },
  }
}
