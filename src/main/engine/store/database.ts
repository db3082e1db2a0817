import type { StoreState } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import type { Clock } from '#shared/time.ts'
import { type BlobStore, createBlobStore } from './blobs.ts'
import { createDiskGuard, freeBytesAt } from './disk-guard.ts'
import type { Reader, Writer } from './handle.ts'
import { noteClosed, noteSuspected } from './health-check.ts'
import { createKeeper } from './kept-rows.ts'
import { createWritingKeeper } from './kept-writing.ts'
import { type FolderLock, lockFolder } from './lock.ts'
import { type Migration, migrations } from './migrations/all.ts'
import { makeDataFolder, openDatabase } from './open-database.ts'
import { createReader } from './open-handles.ts'
import { createInlineSearch, createThreadedSearch, noSearch, type SearchService } from './search-service.ts'
import { isDamage, isFull } from './sqlite.ts'
import { createTransactions } from './transactions.ts'

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
   * transactions, and the end of the process none.
   *
   * @throws AppError 'disk-full' while the store is read-only; 'store-damaged'; what the operation throws
   */
  readonly write: <T>(operation: (w: Writer) => T, options?: { readonly durable?: boolean }) => T
  readonly blobs: BlobStore
  /** Resolves when there is room for more mail: whoever stores much asks between its transactions. */
  readonly room: () => Promise<void>
  /** Resolves when everything that has been written can be found by search. */
  readonly searchSettled: () => Promise<void>
  /** Calls the listener when `state` changes. Returns the way to stop listening. */
  readonly onStateChange: (listener: (state: StoreState) => void) => () => void
  /** Closes connections and gives the folder free. */
  readonly close: () => void
}

/** Where the store lies, and what it needs; the last two are for tests. */
export type StoreOptions = {
  readonly dataDir: string
  readonly clock: Clock
  readonly log: Log
  /** Where `search-worker` lies. Without it mail is indexed on the caller's thread, within `write`. */
  readonly searchWorkerUrl?: URL | undefined
  readonly migrations?: readonly Migration[]
  readonly freeBytes?: () => number | null
}

/**
 * Opens the store of a data folder, creating or migrating it.
 *
 * A damaged database is set aside and a new one made with the settings, accounts and identities: `state` tells.
 *
 * @throws AppError 'store-locked' when another process has the folder, 'store-newer', 'disk-full'
 */
export function openStore(options: StoreOptions): Store {
  makeDataFolder(options.dataDir)
  const lock = lockFolder(options.dataDir)
  try {
    return assemble(options, lock)
  } catch (error) {
    lock.release()
    const reason = error instanceof AppError ? error.code : 'internal'
    options.log.error('store-not-opened', { reason })
    throw error
  }
}

function assemble(options: StoreOptions, lock: FolderLock): Store {
  const { dataDir, clock, log } = options
  const {
    writing,
    reading,
    state,
    isFull: startsFull,
  } = openDatabase({
    ...options,
    migrations: options.migrations ?? migrations,
    hasWriteBack: options.searchWorkerUrl !== undefined,
  })
  const listeners = new Set<(state: StoreState) => void>()
  const guard = createDiskGuard({
    clock,
    log,
    freeBytes: options.freeBytes ?? (() => freeBytesAt(dataDir)),
    onChange: () => {
      for (const listener of listeners) listener(currentState())
    },
  })
  const currentState = (): StoreState => (guard.isFull() ? { kind: 'read-only', reason: 'disk-full' } : state)

  const translate = (error: unknown): unknown => {
    if (isFull(error)) {
      guard.filled()
      return new AppError('disk-full', undefined, { cause: error })
    }
    if (!isDamage(error)) return error
    noteSuspected(dataDir)
    return new AppError('store-damaged', undefined, { cause: error })
  }
  if (startsFull) guard.filled()
  const keeper = createKeeper(writing, dataDir, log)
  const writingKeeper = createWritingKeeper(writing, dataDir, log)
  const search = openSearch(options, startsFull)
  const write = createTransactions(writing, { log, translate }, search)

  return {
    get state() {
      return currentState()
    },
    reader: createReader(reading, { log, translate }),
    blobs: createBlobStore(dataDir),
    onStateChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    write: (operation, { durable = false } = {}) => {
      guard.admit()
      const result = write(operation, durable)
      keeper.keep()
      writingKeeper.keep()
      return result
    },
    room: search.room,
    searchSettled: search.settled,
    close: () => {
      guard.close()
      listeners.clear()
      // Whoever closes a file last writes its journal back, which a reading connection can't.
      reading.close()
      search.close()
      writing.close()
      noteClosed(dataDir)
      lock.release()
    },
  }
}

function openSearch(options: StoreOptions, isFull: boolean): SearchService {
  const { dataDir, log, searchWorkerUrl } = options
  if (isFull) return noSearch
  const deps = { dataDir, log, onDamage: () => noteSuspected(dataDir) }
  return searchWorkerUrl === undefined
    ? createInlineSearch(deps)
    : createThreadedSearch(searchWorkerUrl, deps)
}
