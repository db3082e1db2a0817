import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import { type IndexedEmail, indexAsSource, type MailToRead } from './index-email.ts'
import { packBatch } from './pack-batch.ts'
import type { BatchResults } from './worker-messages.ts'

/** Reads mail in a thread of its own. */
export type MailReader = {
  /**
   * Reads messages; results are in order, one for each.
   *
   * A message that hangs or kills the thread comes back with the problem `unreadable`, the others as usual.
   *
   * @throws AppError `engine-failed` when the thread can't be started at all; the signal's reason when aborted.
   */
  readonly parse: (
    batch: readonly MailToRead[],
    options: { readonly signal: AbortSignal },
  ) => Promise<readonly IndexedEmail[]>
  /** Stops the thread; what is being read is rejected. */
  readonly close: () => Promise<void>
}

/** What the reader is made with. */
export type MailReaderDeps = {
  /** `mime-worker.js` of the build, or `worker.ts`. */
  readonly workerUrl: URL
  readonly log: Log
  /** Longest time for one message; R-63 says five seconds. */
  readonly deadlineMs?: number
  /** How long the thread stays without work. */
  readonly idleMs?: number
  readonly memoryMb?: number
}

type Job = {
  readonly batch: readonly MailToRead[]
  readonly signal: AbortSignal
  readonly results: (IndexedEmail | undefined)[]
  readonly resolve: (emails: readonly IndexedEmail[]) => void
  readonly reject: (reason: unknown) => void
}

/** A failed start is not the mail's fault; after this many in a row the thread is given up. */
const startsAtMost = 3

/** Creates the reader. The thread starts with the first batch and stops when idle. */
export function createMailReader(deps: MailReaderDeps): MailReader {
  const deadlineMs = deps.deadlineMs ?? 5_000
  const idleMs = deps.idleMs ?? 60_000
  const waiting: Job[] = []
  let worker: Worker | null = null
  let idleTimer: NodeJS.Timeout | undefined
  let running = false
  let closed = false
  let nextId = 1

  const start = (): Worker => {
    clearTimeout(idleTimer)
    if (worker !== null) return worker
    const started = new Worker(deps.workerUrl, {
      name: 'mime',
      resourceLimits: { maxOldGenerationSizeMb: deps.memoryMb ?? 512, maxYoungGenerationSizeMb: 16 },
    })
    // A dead worker with nobody listening would take the engine down.
    started.on('error', () => {})
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    worker = started
    return started
  }

  const stop = async (): Promise<void> => {
    const stopping = worker
    worker = null
    await stopping?.terminate()
  }

  const runAll = async (): Promise<void> => {
    running = true
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      try {
        job.resolve(await runJob(job))
      } catch (error) {
        job.reject(error)
      }
    }
    running = false
    if (worker !== null) {
      worker.unref()
      idleTimer = setTimeout(() => void stop(), idleMs)
      idleTimer.unref()
    }
  }

  const runJob = async (job: Job): Promise<readonly IndexedEmail[]> => {
    let failedStarts = 0
    while (true) {
      if (closed) throw new AppError('cancelled')
      job.signal.throwIfAborted()
      const open = job.results.flatMap((result, index) => (result === undefined ? [index] : []))
      if (open.length === 0) return job.results.filter(result => result !== undefined)
      const end = await runPass(job, open)
      if (end.kind === 'done') continue
      if (end.at === null) {
        failedStarts++
        deps.log.warn('mime-worker-start-failed', { attempt: failedStarts })
        if (failedStarts >= startsAtMost) throw new AppError('engine-failed')
        continue
      }
      const index = open[end.at]
      const mail = index === undefined ? undefined : job.batch[index]
      if (index === undefined || mail === undefined) throw new AppError('internal')
      deps.log.warn('mail-unreadable', { reason: end.kind, sizeBytes: mail.sizeBytes })
      job.results[index] = indexAsSource(mail)
    }
  }

  /** Sends the open items to the worker and collects what comes until it is done, dies, or sits on one too long. */
  const runPass = (job: Job, open: readonly number[]): Promise<PassEnd> => {
    const id = nextId++
    const { request, transfer } = packBatch(
      id,
      open.flatMap(index => job.batch[index] ?? []),
    )
    const { progress } = request
    const target = start()
    target.ref()
    return new Promise((resolve, reject) => {
      let seen = 0
      let stuckMs = 0
      let tickedAt = performance.now()
      const tickMs = Math.max(20, deadlineMs / 10)
      const finish = (act: () => void) => {
        clearInterval(watch)
        target.off('message', onMessage)
        target.off('exit', onExit)
        job.signal.removeEventListener('abort', onAbort)
        act()
      }
      const inHand = (): number | null => {
        const at = Atomics.load(progress, 0)
        return at === 0 ? null : Math.min(at, open.length) - 1
      }
      const watch = setInterval(() => {
        const at = Atomics.load(progress, 0)
        const now = performance.now()
        // A computer that slept, or a busy main thread, must not count against the message.
        stuckMs = at === seen ? stuckMs + Math.min(now - tickedAt, tickMs * 2) : 0
        seen = at
        tickedAt = now
        const allowedMs = at === 0 ? deadlineMs * 4 : deadlineMs
        if (at <= open.length && stuckMs >= allowedMs)
          finish(() => void stop().then(() => resolve({ kind: 'deadline', at: inHand() }), reject))
      }, tickMs)
      const onMessage = (results: BatchResults) => {
        if (results.id !== id) return
        for (const [offset, email] of results.emails.entries()) {
          const index = open[results.first + offset]
          if (index !== undefined) job.results[index] = email
        }
        if (results.done) finish(() => resolve({ kind: 'done' }))
      }
      const onExit = () => finish(() => resolve({ kind: 'death', at: inHand() }))
      // What is in hand may be what never ends: a new thread is cheaper than waiting to learn that.
      const onAbort = () => finish(() => void stop().then(() => reject(job.signal.reason), reject))
      target.on('message', onMessage)
      target.once('exit', onExit)
      job.signal.addEventListener('abort', onAbort)
      target.postMessage(request, transfer)
    })
  }

  return {
    parse(batch, { signal }) {
      if (closed) return Promise.reject(new AppError('cancelled'))
      if (signal.aborted) return Promise.reject(signal.reason)
      return new Promise((resolve, reject) => {
        waiting.push({ batch, signal, results: new Array(batch.length).fill(undefined), resolve, reject })
        if (!running) void runAll()
      })
    },
    async close() {
      closed = true
      clearTimeout(idleTimer)
      await stop()
    },
  }
}

/** How a pass ended; `at` is the position of the message in hand, null when none had been taken up. */
type PassEnd = { readonly kind: 'done' } | { readonly kind: 'deadline' | 'death'; readonly at: number | null }
