import { AppError } from '#shared/errors.ts'

/** Lets one work run at a time, the others wait in order. */
export type Exclusive = {
  /** @throws AppError `cancelled` when the signal fires before the work is done; work that began goes on unheard. */
  readonly run: <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>
  /** Whether somebody waits. */
  readonly isWanted: () => boolean
}

/** A queue for something that only one may use at a time. */
export function createExclusive(): Exclusive {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    isWanted: () => waiting > 0,
    run: (signal, work) =>
      new Promise((resolve, reject) => {
        const cancel = () => reject(new AppError('cancelled'))
        if (signal.aborted) return cancel()
        signal.addEventListener('abort', cancel, { once: true })
        waiting += 1
        const turn = async () => {
          waiting -= 1
          if (signal.aborted) return
          try {
            resolve(await work())
          } catch (error) {
            reject(error)
          } finally {
            signal.removeEventListener('abort', cancel)
          }
        }
        last = last.then(turn, turn)
      }),
  }
}
