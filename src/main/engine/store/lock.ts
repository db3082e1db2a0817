import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#shared/errors.ts'
import { openConnection, sqliteCode } from './sqlite.ts'

/** A held data folder. */
export type FolderLock = { readonly release: () => void }

/**
 * Takes the data folder for this process.
 *
 * The lock is SQLite's own on a second, empty database: it works on every system, dies with the process however that
 * dies, and can't be stale (F-25).
 *
 * @throws AppError 'store-locked' when another process holds the folder
 */
export function lockFolder(dataDir: string): FolderLock {
  const path = join(dataDir, 'lock.db')
  closeSync(openSync(path, 'a', 0o600))
  const connection = openConnection(path, { busyMs: 300 })
  try {
    // No journal file: on a full disk it could not be made, and the folder must open all the same (F-22).
    connection.pragma('journal_mode = MEMORY')
    connection.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    connection.close()
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY'))
      throw new AppError('store-locked', undefined, { cause: error })
    throw error
  }
  return { release: () => connection.close() }
}
