import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import { attachmentLimits } from './limits.ts'
import type { ReadResult, ReadTask, ResultMessage, TaskMessage } from './worker-messages.ts'

/** Looks into attachments in a thread of its own. */
export type AttachmentReader = {
  /**
   * Does one task after another.
   *
   * @throws AppError `unreadable` when reading threw, died or took longer than `deadlineMs`; the signal's reason when
   *   aborted; `cancelled` after `close`
   */
  readonly run: (
    task: ReadTask,
    options: { readonly signal: AbortSignal; readonly deadlineMs?: number },
  ) => Promise<ReadResult>
  /** Stops the thread; what is being read is rejected. */
  readonly close: () => Promise<void>
}

/** What the reader is made with. */
export type AttachmentReaderDeps = {
  /** `attachment-worker.js` of the build, or `worker.ts`. */
  readonly workerUrl: URL
  readonly log: Log
  readonly idleMs?: number
}

/** Creates the reader. The thread starts with the first task and stops when idle. */
export function createAttachmentReader(deps: AttachmentReaderDeps): AttachmentReader {
  const idleMs = deps.idleMs ?? attachmentLimits.idleMs
  let worker: Worker | null = null
  let idleTimer: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let nextId = 1
  const closing = new AbortController()

  const start = (): Worker => {
    clearTimeout(idleTimer)
    if (worker !== null) return worker
    const started = new Worker(deps.workerUrl, {
      name: 'attachments',
      resourceLimits: { maxOldGenerationSizeMb: attachmentLimits.memoryMb, maxYoungGenerationSizeMb: 16 },
    })
    // A dead worker with nobody listening would take the engine down.
    started.on('error', () => {})
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    worker = started
    return started
  }
  const stop = async () => {
    const stopping = worker
    worker = null
    await stopping?.terminate()
  }
  const rest = () => {
    worker?.unref()
    idleTimer = setTimeout(() => void stop(), idleMs)
    idleTimer.unref()
  }

  const runOne = (task: ReadTask, signal: AbortSignal, deadlineMs: number): Promise<ReadResult> => {
    const id = nextId++
    const target = start()
    target.ref()
    return new Promise((resolve, reject) => {
      const finish = (act: () => void) => {
        clearTimeout(deadline)
        target.off('message', onMessage)
        target.off('exit', onExit)
        signal.removeEventListener('abort', onAbort)
        act()
      }
      const giveUp = (reason: string) => {
        deps.log.warn('attachment-unreadable', { reason, op: task.op })
        reject(new AppError('unreadable'))
      }
      const deadline = setTimeout(
        () => finish(() => void stop().then(() => giveUp('deadline'), reject)),
        deadlineMs,
      )
      const onMessage = (message: ResultMessage) => {
        if (message.id !== id) return
        finish(() => (message.ok ? resolve(message.result) : giveUp('threw')))
      }
      const onExit = () => finish(() => giveUp('death'))
      const onAbort = () => finish(() => void stop().then(() => reject(signal.reason), reject))
      target.on('message', onMessage)
      target.once('exit', onExit)
      signal.addEventListener('abort', onAbort)
      target.postMessage({ id, task } satisfies TaskMessage)
    })
  }

  return {
    run: (task, options) => {
      const signal = AbortSignal.any([options.signal, closing.signal])
      const result = last.then(async () => {
        signal.throwIfAborted()
        clearTimeout(idleTimer)
        try {
          return await runOne(task, signal, options.deadlineMs ?? attachmentLimits.deadlineMs)
        } finally {
          rest()
        }
      })
      last = result.catch(() => undefined)
      return result
    },
    close: async () => {
      closing.abort(new AppError('cancelled'))
      clearTimeout(idleTimer)
      await last
      clearTimeout(idleTimer)
      await stop()
    },
  }
}
