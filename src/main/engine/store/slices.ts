import { AppError } from '#shared/errors.ts'

/** How long work goes on before others get a turn: a request of the screen waits for no more than one slice (P9). */
const sliceMs = 8

/** Work in slices: each `undefined` that it yields is a point where others may have a turn. */
export type Sliced<T> = Generator<undefined, T>

/** Tells when a slice is used up. */
export type Slice = {
  readonly isOver: () => boolean
  readonly restart: () => void
}

/** Starts a slice now. */
export function createSlice(): Slice {
  let endsAt = performance.now() + sliceMs
  return {
    isOver: () => performance.now() >= endsAt,
    restart: () => {
      endsAt = performance.now() + sliceMs
    },
  }
}

/** All of it at once. */
export function runAtOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/**
 * Slice by slice, with everything else that waits in between.
 *
 * @throws AppError 'cancelled' after the slice in which the signal fired; what the work throws
 */
export async function runInSlices<T>(work: Sliced<T>, { signal }: { signal: AbortSignal }): Promise<T> {
  for (;;) {
    if (signal.aborted) throw new AppError('cancelled')
    const step = work.next()
    if (step.done) return step.value
    await new Promise(resolve => setImmediate(resolve))
  }
}
