import { createRequire } from 'node:module'
import { join } from 'node:path'
import type Database from 'better-sqlite3'

/** An open SQLite connection. Only this folder sees one. */
export type Connection = Database.Database

/** How to open a file. */
export type ConnectionOptions = {
  readonly readonly?: boolean
  readonly mustExist?: boolean
  /** How long a lock of another process is waited for. */
  readonly busyMs?: number
}

const load = createRequire(import.meta.url)

/**
 * Which build of better-sqlite3 runs here.
 *
 * Version 13 needs Node-API 10 and crashes the process without it. The development runtime has 9: there
 * `PARLEY_SQLITE_LEGACY` names a folder with `better-sqlite3/` (an older version's JavaScript, the same interface) and
 * `better_sqlite3.node`, built for that runtime.
 */
function loadDriver(): { readonly driver: typeof Database; readonly nativeBinding: string | null } {
  const legacy = process.env.PARLEY_SQLITE_LEGACY
  if (Number(process.versions.napi) >= 10 || legacy === undefined) {
    return { driver: load('better-sqlite3'), nativeBinding: null }
  }
  return { driver: load(join(legacy, 'better-sqlite3')), nativeBinding: join(legacy, 'better_sqlite3.node') }
}

/** Opens a SQLite file. */
export function openConnection(path: string, options: ConnectionOptions = {}): Connection {
  const { driver: Driver, nativeBinding } = loadDriver()
  return new Driver(path, {
    readonly: options.readonly ?? false,
    fileMustExist: options.mustExist ?? options.readonly ?? false,
    timeout: options.busyMs ?? 5_000,
    ...(nativeBinding === null ? {} : { nativeBinding }),
  })
}

/** SQLite's result code of a thrown value (`SQLITE_FULL`, `SQLITE_CORRUPT_VTAB` …), or null when it is none of its. */
export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return error.code.startsWith('SQLITE_') ? error.code : null
}

/** Whether SQLite says that the file is not what it should be. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error)
  return (
    code !== null &&
    (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_FORMAT')
  )
}

/** Whether SQLite could not write for want of space. */
export function isFull(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE'
}
