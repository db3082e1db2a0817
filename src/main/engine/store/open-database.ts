import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { StoreState } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import type { Clock } from '#shared/time.ts'
import { backUpDatabase } from './backup.ts'
import { readFileHeader } from './file-header.ts'
import { isSound, noteOpened, reasonToCheck } from './health-check.ts'
import { recoverKeptRows, restoreKeptRows } from './kept-rows.ts'
import { restoreWriting } from './kept-writing.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migrations/all.ts'
import { attachEmptySearch, attachSearch, dropSearchDatabase, openSearchDatabase } from './search-database.ts'
import { setDatabaseAside } from './set-aside.ts'
import { type Connection, isDamage, isFull, openConnection } from './sqlite.ts'
import { journalPagesAtMost } from './write-back.ts'

/** A database ready for use: both connections, the reading one with the search tables, and what happened on the way. */
export type OpenDatabase = {
  readonly writing: Connection
  readonly reading: Connection
  readonly state: Exclude<StoreState, { kind: 'read-only' }>
  /** The disk is full already. */
  readonly isFull: boolean
}

type OpenOptions = {
  readonly dataDir: string
  readonly clock: Clock
  readonly log: Log
  readonly migrations: readonly Migration[]
  /** Another thread writes the journal back. */
  readonly hasWriteBack: boolean
}

/** Makes the data folder, for this user alone. */
export function makeDataFolder(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (process.platform !== 'win32') chmodSync(dataDir, 0o700)
}

/**
 * Opens the database of a locked data folder: creates it, migrates it, or sets a damaged one aside and starts anew with
 * what could be kept.
 *
 * @throws AppError 'store-newer' before anything is written, 'disk-full'
 */
export function openDatabase(options: OpenOptions): OpenDatabase {
  const { dataDir, clock, log } = options
  const path = join(dataDir, 'parley.db')
  refuseNewer(path, options.migrations)
  try {
    if (isUsable(dataDir, path)) return { ...connect(options), state: { kind: 'ready' }, isFull: false }
  } catch (error) {
    if (isFull(error)) return connectWithoutRoom(options, error)
    if (!isDamage(error)) throw error
  }
  try {
    const keptAside = setDatabaseAside(dataDir, clock.now(), log)
    const rows = readDamaged(dataDir, join(keptAside, 'parley.db'), log)
    const connections = connect(options)
    const { writing } = connections
    const stored = writing.transaction(
      () => restoreKeptRows(writing, rows, log) + restoreWriting(writing, dataDir, log),
    )()
    log.warn('store-rebuilt', { rows: stored })
    return { ...connections, state: { kind: 'rebuilt', keptAside }, isFull: false }
  } catch (error) {
    throw asAppError(error)
  }
}

/** Looks without writing. A journal may hold a newer version number than the file's first page. */
function refuseNewer(path: string, migrations: readonly Migration[]): void {
  const header = readFileHeader(path)
  if (header.kind !== 'database') return
  const newest = migrations.at(-1)?.version ?? 0
  let version = header.userVersion
  if (existsSync(`${path}-wal`)) version = Math.max(version, versionInJournal(path))
  if (version > newest) throw new AppError('store-newer', `schema ${version}, newest known ${newest}`)
}

function versionInJournal(path: string): number {
  try {
    const connection = openConnection(path, { readonly: true })
    try {
      return Number(connection.pragma('user_version', { simple: true }))
    } finally {
      connection.close()
    }
  } catch {
    return 0 // Damaged: the checks that follow say so.
  }
}

function isUsable(dataDir: string, path: string): boolean {
  const header = readFileHeader(path)
  if (header.kind === 'damaged') return false
  if (header.kind !== 'database') return true
  if (header.userVersion === 0) return true
  const reason = reasonToCheck(dataDir)
  if (reason === 'suspected') dropSearchDatabase(dataDir)
  return isSound(path, reason)
}

function connect(options: OpenOptions): { readonly writing: Connection; readonly reading: Connection } {
  const { dataDir, log } = options
  const path = join(dataDir, 'parley.db')
  closeSync(openSync(path, 'a', 0o600))
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  const writing = openConnection(path)
  try {
    writing.pragma('journal_mode = WAL')
    writing.pragma('synchronous = NORMAL')
    writing.pragma(`wal_autocheckpoint = ${options.hasWriteBack ? journalPagesAtMost : 1_000}`)
    writing.pragma('foreign_keys = ON')
    writing.pragma('temp_store = MEMORY')
    writing.pragma('cache_size = -16000')
    migrate(writing, options.migrations, {
      backUp: fromVersion => backUpDatabase(dataDir, writing, fromVersion),
      log,
    })
    const reading = openConnection(path, { readonly: true })
    reading.pragma('cache_size = -16000')
    reading.pragma('temp_store = MEMORY')
    openSearchDatabase(dataDir).close()
    attachSearch(reading, dataDir)
    noteOpened(dataDir)
    return { writing, reading }
  } catch (error) {
    writing.close()
    throw error
  }
}

/**
 * Opens a database on a disk without room for SQLite's shared memory file, so that mail can be read at least.
 *
 * With an exclusive lock the index of the journal lives in this process's memory; one connection serves both sides. What
 * needs room, such as a migration, still fails.
 */
function connectWithoutRoom(options: OpenOptions, cause: unknown): OpenDatabase {
  const connection = openConnection(join(options.dataDir, 'parley.db'))
  try {
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.pragma('foreign_keys = ON')
    connection.pragma('temp_store = MEMORY')
    const version = Number(connection.pragma('user_version', { simple: true }))
    if (version !== options.migrations.at(-1)?.version) throw new AppError('disk-full', undefined, { cause })
    attachEmptySearch(connection)
    noteOpened(options.dataDir)
    return { writing: connection, reading: connection, state: { kind: 'ready' }, isFull: true }
  } catch (error) {
    connection.close()
    throw asAppError(error)
  }
}

function readDamaged(dataDir: string, path: string, log: Log) {
  let damaged: Connection | null = null
  try {
    damaged = openConnection(path, { readonly: true })
    damaged.unsafeMode(true)
    damaged.pragma('writable_schema = ON') // lets SQLite read on where a file is shorter than it says
  } catch {
    // Not even a database any more: the file beside it must do.
  }
  try {
    return recoverKeptRows(dataDir, damaged, log)
  } finally {
    damaged?.close()
  }
}

function asAppError(error: unknown): unknown {
  return isFull(error) ? new AppError('disk-full', undefined, { cause: error }) : error
}
