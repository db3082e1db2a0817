import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '#shared/log.ts'

const parts = ['parley.db', 'parley.db-wal', 'parley.db-shm', 'parley.db-journal']
const keptAtMost = 3

/**
 * Moves a damaged database out of the way, with its journals. Returns the folder that holds it now.
 *
 * The newest three are kept: somebody may want to look, nobody wants a full disk.
 */
export function setDatabaseAside(dataDir: string, now: number, log: Log): string {
  const stamp = new Date(now).toISOString().slice(0, 19).replace(/\D/g, '')
  let folder = join(dataDir, `damaged-${stamp}`)
  for (let number = 2; existsSync(folder); number += 1) folder = join(dataDir, `damaged-${stamp}-${number}`)
  mkdirSync(folder, { mode: 0o700 })
  for (const name of parts) {
    if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(folder, name))
  }
  const older = readdirSync(dataDir)
    .filter(name => name.startsWith('damaged-'))
    .sort()
  for (const name of older.slice(0, -keptAtMost))
    rmSync(join(dataDir, name), { recursive: true, force: true })
  log.error('store-damaged', { kept: folder.slice(dataDir.length + 1) })
  return folder
}
