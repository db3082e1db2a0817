import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '#shared/log.ts'
import type { SqlValue } from './handle.ts'
import { writeFileSafely } from './safe-file.ts'
import { type Connection, sqliteCode } from './sqlite.ts'

/**
 * What only this computer knows, in the order in which it can be stored again; mail comes back from the server. The
 * secrets lie elsewhere, under the accounts' ids.
 */
const keptTables = ['setting', 'account', 'identity'] as const

type Row = Readonly<Record<string, SqlValue>>

/** Rows by table. */
export type KeptRows = Readonly<Record<(typeof keptTables)[number], readonly Row[]>>

const fileName = 'keep.json'

/** Writes the kept rows beside the database when they have changed. */
export type Keeper = { readonly keep: () => void }

/**
 * Keeps a copy of the kept rows beside the database, so that a damaged one can't take them along (F-23).
 *
 * A copy that can't be written is tried again after the next transaction.
 */
export function createKeeper(connection: Connection, dataDir: string, log: Log): Keeper {
  const path = join(dataDir, fileName)
  let changed = !existsSync(path)
  watch(connection, () => {
    changed = true
  })
  const keep = () => {
    if (!changed) return
    try {
      writeFileSafely(path, JSON.stringify(readTables(connection)))
      changed = false
    } catch (error) {
      log.warn('store-rows-not-kept', { reason: sqliteCode(error) ?? 'file' })
    }
  }
  keep()
  return { keep }
}

/**
 * Calls `changed` inside each transaction that changes a kept row.
 *
 * Temporary triggers see every change, whoever makes it. When an account was last synced is not worth a file.
 */
function watch(connection: Connection, changed: () => void): void {
  connection.function('kept_changed', () => {
    changed()
    return null
  })
  const events = {
    setting: ['INSERT', 'UPDATE', 'DELETE'],
    account: ['INSERT', 'UPDATE OF name, address, imap, smtp, body_window, paused, tls_seen', 'DELETE'],
    identity: ['INSERT', 'UPDATE', 'DELETE'],
  }
  for (const table of keptTables) {
    for (const [number, event] of events[table].entries()) {
      connection.exec(
        `CREATE TEMP TRIGGER kept_${table}_${number} AFTER ${event} ON main.${table} BEGIN SELECT kept_changed(); END`,
      )
    }
  }
}

/** The kept rows: from the file beside the database, else from what can be read of the damaged database. */
export function recoverKeptRows(dataDir: string, damaged: Connection | null, log: Log): KeptRows {
  return readFile(dataDir) ?? (damaged === null ? nothing() : readWhatIsLeft(damaged, log))
}

/** Stores recovered rows in a new database; rows that its rules refuse are left out. Returns how many were stored. */
export function restoreKeptRows(connection: Connection, rows: KeptRows, log: Log): number {
  let stored = 0
  for (const table of keptTables) {
    const columns = connection.pragma(`table_info(${table})`) as readonly { readonly name: string }[]
    for (const row of rows[table]) {
      const names = columns.map(column => column.name).filter(name => row[name] !== undefined)
      try {
        connection
          .prepare(`INSERT INTO ${table}(${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
          .run(...names.map(name => row[name]))
        stored += 1
      } catch (error) {
        log.warn('store-row-not-salvaged', { table, reason: sqliteCode(error) ?? 'unreadable' })
      }
    }
  }
  return stored
}

/** Whether the kept rows can be read and their JSON is whole: a flipped byte there would fail at every start. */
export function areKeptRowsReadable(connection: Connection): boolean {
  try {
    const { setting, account } = readTables(connection)
    for (const row of setting) JSON.parse(String(row.value))
    for (const row of account) {
      JSON.parse(String(row.imap))
      if (row.smtp !== null) JSON.parse(String(row.smtp))
    }
    return true
  } catch {
    return false
  }
}

function readTables(connection: Connection): KeptRows {
  const read = (table: string) => connection.prepare<[], Row>(`SELECT * FROM ${table}`).all()
  return { setting: read('setting'), account: read('account'), identity: read('identity') }
}

function readWhatIsLeft(connection: Connection, log: Log): KeptRows {
  const read = (table: string) => {
    const rows: Row[] = []
    try {
      for (const row of connection.prepare<[], Row>(`SELECT * FROM ${table}`).iterate()) rows.push(row)
    } catch (error) {
      log.warn('store-table-not-salvaged', {
        table,
        reason: sqliteCode(error) ?? 'unreadable',
        rows: rows.length,
      })
    }
    return rows
  }
  return { setting: read('setting'), account: read('account'), identity: read('identity') }
}

function readFile(dataDir: string): KeptRows | null {
  try {
    const found = JSON.parse(readFileSync(join(dataDir, fileName), 'utf8')) as Partial<KeptRows> // writeKeptRows wrote it
    return keptTables.every(table => Array.isArray(found[table])) ? { ...nothing(), ...found } : null
  } catch {
    return null
  }
}

function nothing(): KeptRows {
  return { setting: [], account: [], identity: [] }
}
