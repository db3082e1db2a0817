import { AppError } from '#shared/errors.ts'
import { type Clock, minuteMs } from '#shared/time.ts'
import type { FetchImage, RemoteImage } from './fetch-image.ts'

const atOnceAtMost = 6
const bytesAtMost = 64_000_000
const keptMs = 10 * minuteMs
/** A server that didn't answer isn't asked again by the next frame that shows the mail. */
const failureKeptMs = minuteMs

type Outcome = { readonly image: RemoteImage } | { readonly error: unknown }
type Entry = { readonly outcome: Outcome; readonly until: number }
type Job = { readonly outcome: Promise<Outcome>; readonly controller: AbortController; askers: number }

/**
 * Fetches each remote image once for all who show it: the page that measures a mail, and the frame that draws it.
 *
 * A server learns of one reading, not of each drawing. At most six requests are under way at once; what came stays in
 * memory for ten minutes, 64 MB at most, and is never written to disk. A request ends when nobody waits for it any more.
 */
export function createSharedImages(fetchImage: FetchImage, deps: { readonly clock: Clock }): FetchImage {
  const { clock } = deps
  const kept = new Map<string, Entry>()
  const jobs = new Map<string, Job>()
  const queue: (() => void)[] = []
  let running = 0
  let keptBytes = 0

  const forget = (url: string) => {
    const entry = kept.get(url)
    if (entry === undefined) return
    kept.delete(url)
    keptBytes -= sizeOf(entry.outcome)
  }
  const keep = (url: string, outcome: Outcome) => {
    forget(url)
    const until = clock.now() + ('image' in outcome ? keptMs : failureKeptMs)
    kept.set(url, { outcome, until })
    keptBytes += sizeOf(outcome)
    for (const [oldest] of kept) {
      if (keptBytes <= bytesAtMost) break
      forget(oldest)
    }
  }
  const turn = async () => {
    if (running >= atOnceAtMost) await new Promise<void>(resolve => queue.push(resolve))
    running += 1
  }
  const run = async (url: string, signal: AbortSignal): Promise<Outcome> => {
    await turn()
    try {
      if (signal.aborted) return { error: new AppError('cancelled') }
      return { image: await fetchImage(url, { signal }) }
    } catch (error) {
      return { error }
    } finally {
      running -= 1
      queue.shift()?.()
    }
  }
  const begin = (url: string): Job => {
    const controller = new AbortController()
    const outcome = run(url, controller.signal).then(result => {
      jobs.delete(url)
      if (!controller.signal.aborted) keep(url, result)
      return result
    })
    const job = { outcome, controller, askers: 0 }
    jobs.set(url, job)
    return job
  }

  return async (url, { signal }) => {
    const known = kept.get(url)
    if (known !== undefined && known.until > clock.now()) return unwrap(known.outcome)
    forget(url)
    const underWay = jobs.get(url)
    const job = underWay === undefined || underWay.controller.signal.aborted ? begin(url) : underWay
    job.askers += 1
    const left = abortOf(signal)
    try {
      return unwrap(await Promise.race([job.outcome, left.promise]))
    } finally {
      left.stop()
      job.askers -= 1
      if (job.askers === 0) job.controller.abort()
    }
  }
}

function unwrap(outcome: Outcome): RemoteImage {
  if ('image' in outcome) return outcome.image
  throw outcome.error
}

function sizeOf(outcome: Outcome): number {
  return 'image' in outcome ? outcome.image.bytes.length : 0
}

function abortOf(signal: AbortSignal): { readonly promise: Promise<never>; readonly stop: () => void } {
  let stop = () => {}
  const promise = new Promise<never>((_resolve, reject) => {
    const onAbort = () => reject(new AppError('cancelled'))
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    stop = () => signal.removeEventListener('abort', onAbort)
  })
  return { promise, stop }
}
