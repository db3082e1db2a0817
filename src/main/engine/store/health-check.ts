import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { areKeptRowsReadable } from './kept-rows.ts'
import { writeFileSafely } from './safe-file.ts'
import { type Connection, isDamage, openConnection } from './sqlite.ts'

/** Why a database is to be checked before it is used, or 'none'. */
export type CheckReason =
  | 'none' // closed by us and not touched since
  | 'killed' // its journal is there: the process ended without closing, which SQLite survives by design
  | 'touched' // closed by us and changed since, or no trace of how it ended
  | 'suspected' // SQLite met damage while it was in use

const closedFile = 'parley.db.closed'
const suspectFile = 'parley.db.suspect'

/** After a kill a larger database is not read through at start; damage that SQLite meets later is remembered. */
const checkAfterKillUpToBytes = 512 * 1024 * 1024

/** Notes that the database was closed in order; the next start compares. Without the note it checks. */
export function noteClosed(dataDir: string): void {
  try {
    writeFileSafely(join(dataDir, closedFile), fingerprint(dataDir))
  } catch {
    rmSync(join(dataDir, closedFile), { force: true })
  }
}

/** The database is open: from here on the note of its last closing says nothing. */
export function noteOpened(dataDir: string): void {
  for (const name of [closedFile, suspectFile]) rmSync(join(dataDir, name), { force: true })
}

/** SQLite met damage: the next start checks everything. */
export function noteSuspected(dataDir: string): void {
  try {
    writeFileSafely(join(dataDir, suspectFile), '')
  } catch {
    // A full or broken disk: the start after the next damage checks instead.
  }
}

/** How much the last end of the database can be trusted. */
export function reasonToCheck(dataDir: string): CheckReason {
  if (existsSync(join(dataDir, suspectFile))) return 'suspected'
  try {
    const closed = readFileSync(join(dataDir, closedFile), 'utf8')
    return closed === fingerprint(dataDir) ? 'none' : 'touched'
  } catch {
    return existsSync(join(dataDir, 'parley.db-wal')) ? 'killed' : 'touched'
  }
}

/**
 * Whether a database is sound enough to be used. Only reads.
 *
 * After a kill its tables are checked; in the other cases the search tables too.
 */
export function isSound(path: string, reason: CheckReason): boolean {
  if (reason === 'none') return true
  if (reason === 'killed' && statSync(path).size > checkAfterKillUpToBytes) return true
  let connection: Connection | null = null
  try {
    connection = openConnection(path, { readonly: true })
    if (reason === 'killed') return checkTables(connection) && areKeptRowsReadable(connection)
    return isOk(connection.pragma('quick_check(1)')) && areKeptRowsReadable(connection)
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  } finally {
    connection?.close()
  }
}

function checkTables(connection: Connection): boolean {
  const tables = connection
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
    .all()
  return tables.every(table => isOk(connection.pragma(`quick_check("${table.name}")`)))
}

function isOk(result: unknown): boolean {
  const rows = result as readonly { readonly quick_check: string }[] // what this pragma answers
  return rows.length === 1 && rows[0]?.quick_check === 'ok'
}

function fingerprint(dataDir: string): string {
  const { size, mtimeNs } = statSync(join(dataDir, 'parley.db'), { bigint: true })
  return `${size} ${mtimeNs}\n`
}
