import { setImmediate } from 'node:timers/promises'
import type { ActionProgress } from '#shared/actions.ts'

/**
 * How many at once at first unless told, at most, what one piece of work should take, and after which time it is to come
 * to its end: rows and jobs are written then, which takes about as long again.
 */
const chunk = { first: 50, most: 500, ms: 15, endsAfterMs: 10 }

/** Positions of one piece of work. */
export type Piece = {
  readonly from: number
  /** Exclusive. */
  readonly to: number
  /** Whether it has taken its time: it is to stop before `to`, but not before it did something. */
  readonly isOver: () => boolean
}

/**
 * Works through many items piece by piece, each a transaction of its own, and lets others have their turn in between.
 *
 * `work` gets positions and answers where it stopped. Pieces grow and shrink with the time that they take.
 *
 * @throws the signal's reason between two pieces; what is done stays done
 */
export async function inChunks(
  total: number,
  options: {
    readonly signal: AbortSignal
    readonly onProgress: (progress: ActionProgress) => void
    readonly first?: number
  },
  work: (piece: Piece) => number,
): Promise<void> {
  let size = options.first ?? chunk.first
  for (let from = 0; from < total; ) {
    options.signal.throwIfAborted()
    const startedAt = performance.now()
    const isOver = () => performance.now() - startedAt >= chunk.endsAfterMs
    const to = work({ from, to: Math.min(total, from + size), isOver })
    const tookMs = Math.max(0.1, performance.now() - startedAt)
    options.onProgress({ done: to, total })
    size = Math.min(chunk.most, Math.max(1, Math.floor(((to - from) * chunk.ms) / tookMs)))
    from = to
    if (from < total) await setImmediate()
  }
}
