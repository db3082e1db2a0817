import { constants, copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from './safe-file.ts'
import type { Connection } from './sqlite.ts'

/**
 * Copies the database before its schema changes, and drops copies of earlier schemas.
 *
 * The caller holds the folder's lock, so nobody writes meanwhile. The copy gets its name last: one with that name is
 * whole.
 */
export function backUpDatabase(dataDir: string, connection: Connection, fromVersion: number): void {
  const folder = join(dataDir, 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  connection.pragma('wal_checkpoint(TRUNCATE)')
  const name = `parley-schema-${fromVersion}.db`
  const temporary = join(folder, `${name}.new`)
  copyFileSync(join(dataDir, 'parley.db'), temporary, constants.COPYFILE_FICLONE)
  renameSync(temporary, join(folder, name))
  syncFolder(folder)
  for (const other of readdirSync(folder)) if (other !== name) rmSync(join(folder, other), { force: true })
}
