import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { StoreState } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import type { Clock } from '#shared/time.ts'
import { type BlobStore, createBlobStore } from './blobs.ts'
import type { Reader, Writer } from './handle.ts'
import { lockFolder } from './lock.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/all.ts'
import { createReader, createWriter } from './open-handles.ts'
import { openConnection } from './sqlite.ts'

/** The local store: the optimistic state of everything (architecture.md idea 2). */
export type Store = {
  /** Whether it can be written, and what happened to it at start. */
  readonly state: StoreState
  /** For reading; never waits for writers. */
  readonly reader: Reader
  /**
   * Runs an operation in one transaction, all or nothing. Keep it under 30 ms; it can't wait for anything.
   *
   * `durable` makes it survive a power cut once this returns (drafts, outbox); otherwise a power cut may undo the last
   * transactions, and a crash of the process none.
   *
   * @throws AppError 'disk-full' while the store is read-only; 'store-damaged'; what the operation throws
   */
  readonly write: <T>(operation: (w: Writer) => T, options?: { readonly durable?: boolean }) => T
  readonly blobs: BlobStore
  /** Calls the listener when `state` changes. Returns the way to stop listening. */
  readonly onStateChange: (listener: (state: StoreState) => void) => () => void
  /** Closes connections and gives the folder free. */
  readonly close: () => void
}

/** Where the store lies, and what it needs. */
export type StoreOptions = {
  readonly dataDir: string
  readonly clock: Clock
  readonly log: Log
}

/**
 * Opens the store of a data folder, creating or migrating it.
 *
 * @throws AppError 'store-locked' when another process has the folder, 'store-newer', 'disk-full'
 */
export function openStore(options: StoreOptions): Store {
  const { dataDir, log } = options
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  chmodSync(dataDir, 0o700)
  const lock = lockFolder(dataDir)
  const path = join(dataDir, 'parley.db')
  closeSync(openSync(path, 'a', 0o600))
  const writing = openConnection(path)
  writing.pragma('journal_mode = WAL')
  writing.pragma('synchronous = NORMAL')
  writing.pragma('foreign_keys = ON')
  migrate(writing, migrations, { backUp: () => {}, log })
  const reading = openConnection(path, { readonly: true })
  const events = { log, translate: (error: unknown) => error }
  const committed: (() => void)[] = []
  const writer = createWriter(writing, events, committed)
  const reader = createReader(reading, events)
  const state: StoreState = { kind: 'ready' }

  return {
    get state() {
      return state
    },
    reader,
    blobs: createBlobStore(dataDir),
    onStateChange: () => () => {},
    write: operation => {
      if (writing.inTransaction) throw new AppError('internal', 'a transaction inside a transaction')
      writing.exec('BEGIN IMMEDIATE')
      try {
        const result = operation(writer)
        writer.index.flush()
        writing.exec('COMMIT')
        for (const act of committed.splice(0)) act()
        return result
      } catch (error) {
        if (writing.inTransaction) writing.exec('ROLLBACK')
        writer.index.clear()
        committed.length = 0
        throw error
      }
    },
    close: () => {
      reading.close()
      writing.close()
      lock.release()
    },
  }
}
