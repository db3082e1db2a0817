import { setImmediate } from 'node:timers/promises'
import type { ActionProgress } from '#shared/actions.ts'

/** How many at once at first unless told, at most, and what one piece of work should take. */
const chunk = { first: 50, most: 500, ms: 15 }

/**
 * Works through many items piece by piece, each a transaction of its own, and lets others have their turn in between.
 *
 * `work` gets positions from `from` (inclusive) to `to` (exclusive). Pieces grow and shrink with the time that they take.
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
  work: (from: number, to: number) => void,
): Promise<void> {
  let size = options.first ?? chunk.first
  for (let from = 0; from < total; ) {
    options.signal.throwIfAborted()
    const to = Math.min(total, from + size)
    const startedAt = performance.now()
    work(from, to)
    const tookMs = Math.max(0.1, performance.now() - startedAt)
    options.onProgress({ done: to, total })
    size = Math.min(chunk.most, Math.max(1, Math.floor(((to - from) * chunk.ms) / tookMs)))
    from = to
    if (from < total) await setImmediate()
  }
}
