import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { createSearchIndexer } from './search-indexer.ts'
import type { SearchOrder, SearchWorkerData, SearchWorkerMessage } from './search-service.ts'
import { isDamage } from './sqlite.ts'
import { createWriteBack } from './write-back.ts'

/** The search thread: indexes what waits whenever it is told that something does, and writes the mail's journal back. */

const { dataDir, closed } = workerData as SearchWorkerData // search-service.ts starts this file with it
const port = parentPort
if (port === null) throw new Error('This file runs in a worker')
// A person's requests come first (P9). Linux takes it for this thread alone; elsewhere it would be the whole process.
if (process.platform === 'linux') setPriority(10)
const tell = (message: SearchWorkerMessage) => port.postMessage(message)
const indexer = createSearchIndexer(dataDir)
const writeBack = createWriteBack(dataDir)
let wanted = 0
let isWorking = false
let resting: NodeJS.Timeout | null = null

/** Tidying waits until mail has paused for so long. */
const tidyAfterMs = 2_000

function work(): void {
  const turn = wanted
  try {
    const more = indexer.step()
    const seq = indexer.doneSeq()
    writeBack.step()
    if (more) tell({ kind: 'done', seq })
    if (more || turn !== wanted) {
      setImmediate(work)
      return
    }
    tell({ kind: 'settled', seq, turn })
    if (indexer.tidy.isDue()) rest()
  } catch (error) {
    tell({ kind: isDamage(error) ? 'damaged' : 'failed', seq: indexer.doneSeq(), turn: wanted })
  }
  isWorking = false
}

function rest(): void {
  resting = setTimeout(tidy, tidyAfterMs)
}

function tidy(): void {
  resting = null
  try {
    if (!isWorking && indexer.tidy.step()) setImmediate(tidy)
  } catch (error) {
    tell({ kind: isDamage(error) ? 'damaged' : 'failed', seq: indexer.doneSeq(), turn: wanted })
  }
}

port.on('message', (order: SearchOrder) => {
  if (resting !== null) clearTimeout(resting)
  resting = null
  if (order.kind === 'close') {
    indexer.close()
    writeBack.close()
    Atomics.store(closed, 0, 1)
    Atomics.notify(closed, 0)
    process.exit(0)
  }
  wanted = order.turn
  if (isWorking) return
  isWorking = true
  setImmediate(work)
})
