import { Worker } from 'node:worker_threads'
import type { Log } from '#shared/log.ts'
import { createSearchIndexer } from './search-indexer.ts'
import { isDamage, isFull, sqliteCode } from './sqlite.ts'

/** Keeps the search database in step with the mail. */
export type SearchService = {
  /** Something waits in the queue, up to this number. */
  readonly wake: (lastSeq: number) => void
  /** Resolves when the queue is short enough for more. */
  readonly room: () => Promise<void>
  /** Resolves when everything that was stored before the call can be found. */
  readonly settled: () => Promise<void>
  /** Number in the queue up to which its rows can go, or 0. */
  readonly doneSeq: () => number
  readonly close: () => void
}

/** What the search thread is started with. */
export type SearchWorkerData = { readonly dataDir: string; readonly closed: Int32Array }

/** What the search thread is told: to look at the queue, for the nth time, or to end. */
export type SearchOrder = { readonly kind: 'work'; readonly turn: number } | { readonly kind: 'close' }

/** What the search thread tells; `seq` is how far it is, `turn` the last order that it has fulfilled or given up. */
export type SearchWorkerMessage =
  | { readonly kind: 'done'; readonly seq: number }
  | { readonly kind: 'settled' | 'failed' | 'damaged'; readonly seq: number; readonly turn: number }

type Deps = { readonly dataDir: string; readonly log: Log; readonly onDamage: () => void }

/** Indexes nothing: on a disk that is full from the start. What waits is indexed after the next start. */
export const noSearch: SearchService = {
  wake: () => {},
  room: async () => {},
  settled: async () => {},
  doneSeq: () => 0,
  close: () => {},
}

/** Indexes at once, on the caller's thread: for tests, and for programs that store little. */
export function createInlineSearch({ dataDir, log, onDamage }: Deps): SearchService {
  const indexer = createSearchIndexer(dataDir)
  const wake = () => {
    try {
      while (indexer.step()) {
        // to the end of the queue
      }
    } catch (error) {
      if (isDamage(error)) onDamage()
      else if (!isFull(error)) throw error
      log.warn('search-not-indexed', { reason: sqliteCode(error) ?? 'internal' })
    }
  }
  wake()
  return {
    wake,
    room: async () => {},
    settled: async () => wake(),
    doneSeq: indexer.doneSeq,
    close: indexer.close,
  }
}

const closesWithinMs = 2_000

/** Rows of the queue, about 2 KB each: what waits there makes the database file grow. */
const roomBelow = 1_000

/** Indexes in a thread of its own, which ends with `close`. */
export function createThreadedSearch(workerUrl: URL, { dataDir, log, onDamage }: Deps): SearchService {
  const closed = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(workerUrl, { workerData: { dataDir, closed } satisfies SearchWorkerData })
  worker.unref()
  let isRunning = true
  let hasFailed = false
  let seq = 0
  let lastSeq = 0
  let turn = 0
  const outside: (() => void)[] = []
  let settledTurn = 0
  let waiting: { readonly turn: number; readonly resolve: () => void }[] = []

  const settle = (upTo: number) => {
    settledTurn = upTo
    const ready = waiting.filter(one => one.turn <= upTo)
    waiting = waiting.filter(one => one.turn > upTo)
    for (const one of ready) one.resolve()
  }
  const hasRoom = () => !isRunning || hasFailed || lastSeq - seq < roomBelow
  const admit = () => {
    if (!hasRoom()) return
    for (const resolve of outside.splice(0)) resolve()
  }
  const send = (order: SearchOrder) => worker.postMessage(order)
  const wake = (last: number) => {
    lastSeq = last
    turn += 1
    if (isRunning) send({ kind: 'work', turn })
    else settle(turn)
  }

  worker.on('message', (message: SearchWorkerMessage) => {
    seq = message.seq
    hasFailed = message.kind === 'failed' || message.kind === 'damaged'
    admit()
    if (message.kind === 'done') return
    if (message.kind !== 'settled') log.warn('search-not-indexed', { reason: message.kind })
    if (message.kind === 'damaged') onDamage()
    settle(message.turn)
  })
  worker.on('error', () => {
    isRunning = false
    admit()
    log.error('search-thread-ended')
    settle(turn)
  })
  wake(0)

  return {
    wake,
    room: () => (hasRoom() ? Promise.resolve() : new Promise(resolve => outside.push(resolve))),
    settled: () =>
      settledTurn >= turn ? Promise.resolve() : new Promise(resolve => waiting.push({ turn, resolve })),
    doneSeq: () => seq,
    close: () => {
      if (!isRunning) return
      isRunning = false
      admit()
      send({ kind: 'close' })
      Atomics.wait(closed, 0, 0, closesWithinMs)
      settle(turn)
    },
  }
}
