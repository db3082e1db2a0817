import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '#shared/log.ts'
import type { SqlValue } from './handle.ts'
import { writeFileSafely } from './safe-file.ts'
import { type Connection, sqliteCode } from './sqlite.ts'

type Row = Readonly<Record<string, SqlValue>>

/** What a file holds: rows by table, those that others name first. */
type KeptWriting = Partial<Readonly<Record<(typeof tables)[number], readonly Row[]>>>

const tables = ['draft', 'draft_revision', 'draft_attachment', 'submission'] as const
const folderName = 'keep-writing'

/** Writes what is being written or waits to be sent beside the database, each draft and mail a file of its own. */
export type WritingKeeper = { readonly keep: () => void }

/**
 * Keeps copies of drafts and of mail that has not left beside the database, so that a damaged one can't take them along
 * (F-23): of a draft its newest revision and its files. Their bytes lie in the blob store.
 *
 * Each transaction costs the drafts that it changed, however many there are.
 */
export function createWritingKeeper(connection: Connection, dataDir: string, log: Log): WritingKeeper {
  const folder = join(dataDir, folderName)
  const changed = new Set<string>()
  if (!hasDrafts(connection)) return { keep: () => {} }
  watch(connection, name => changed.add(name))
  if (!existsSync(folder)) for (const name of namesOfAll(connection)) changed.add(name)
  const keep = () => {
    for (const name of changed) {
      try {
        keepOne(connection, folder, name)
        changed.delete(name)
      } catch (error) {
        log.warn('store-writing-not-kept', { reason: sqliteCode(error) ?? 'file' })
        return
      }
    }
  }
  keep()
  return { keep }
}

/** A schema from before there were drafts has nothing to keep. */
function hasDrafts(connection: Connection): boolean {
  const table = "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = 'draft'"
  return connection.prepare(table).get() !== undefined
}

/** Calls `changed` with the name of the file, inside each transaction that changes what it holds. */
function watch(connection: Connection, changed: (name: string) => void): void {
  connection.function('writing_changed', (name: unknown) => {
    changed(String(name))
    return null
  })
  const watched = [
    ['draft', 'draft', 'key'],
    ['draft_attachment', 'draft', 'draft_key'],
    ['submission', 'submission', 'key'],
  ] as const
  for (const [table, file, column] of watched)
    for (const [event, row] of [
      ['INSERT', 'NEW'],
      ['UPDATE', 'NEW'],
      ['DELETE', 'OLD'],
    ] as const)
      connection.exec(
        `CREATE TEMP TRIGGER writing_${table}_${event} AFTER ${event} ON main.${table}
         BEGIN SELECT writing_changed('${file}-' || ${row}.${column}); END`,
      )
}

function namesOfAll(connection: Connection): readonly string[] {
  const keys = (table: string) =>
    connection
      .prepare<[], { key: number }>(`SELECT key FROM ${table}`)
      .all()
      .map(({ key }) => `${table}-${key}`)
  return [...keys('draft'), ...keys('submission')]
}

function keepOne(connection: Connection, folder: string, name: string): void {
  const path = join(folder, `${name}.json`)
  const [kind, key] = name.split('-')
  const read = (sql: string) => connection.prepare<[number], Row>(sql).all(Number(key))
  const kept: KeptWriting =
    kind === 'draft'
      ? {
          draft: read("SELECT * FROM draft WHERE key = ? AND state <> 'sent'"),
          draft_revision: read(
            `SELECT latest.* FROM draft_revision AS latest JOIN draft ON draft.key = latest.draft_key
               AND draft.revision = latest.revision WHERE draft.key = ?`,
          ),
          draft_attachment: read('SELECT * FROM draft_attachment WHERE draft_key = ? ORDER BY key'),
        }
      : { submission: read("SELECT * FROM submission WHERE key = ? AND state NOT IN ('sent', 'cancelled')") }
  if ((kept.draft ?? kept.submission ?? []).length === 0) {
    rmSync(path, { force: true })
    return
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSafely(path, JSON.stringify(kept))
}

/**
 * Stores what was being written in a new database; what its rules refuse is left out. Returns how many rows were stored.
 *
 * Conversations and emails are not here yet, so nothing is tied to them; answers still name what they answer. Mail of
 * which any attempt was made may have arrived: it is looked for, and never sent again by itself.
 */
export function restoreWriting(connection: Connection, dataDir: string, log: Log): number {
  let stored = 0
  const files = readFiles(join(dataDir, folderName))
  for (const table of tables) {
    const columns = connection.pragma(`table_info(${table})`) as readonly { readonly name: string }[]
    for (const row of files.flatMap(file => file[table] ?? [])) {
      const fit = { ...row, ...untied[table], ...(table === 'submission' ? doubted(row) : {}) }
      const names = columns.map(column => column.name).filter(name => fit[name] !== undefined)
      try {
        connection
          .prepare(`INSERT INTO ${table}(${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
          .run(...names.map(name => fit[name]))
        stored += 1
      } catch (error) {
        log.warn('store-row-not-salvaged', { table, reason: sqliteCode(error) ?? 'unreadable' })
      }
    }
  }
  return stored
}

/** Columns that name rows which only the server can bring back. */
const untied: Readonly<Record<(typeof tables)[number], Row>> = {
  draft: { conversation_key: null, email_key: null, continued_email_key: null },
  draft_revision: {},
  draft_attachment: {},
  submission: { conversation_key: null, email_key: null, answered_key: null },
}

/** As after a crash in the middle of sending: see outbox/recover. */
function doubted(row: Row): Row {
  const isFresh = (row.state === 'queued' && row.attempts === 0) || row.state === 'failed'
  return isFresh ? {} : { state: 'sending', handed_over: 1 }
}

function readFiles(folder: string): readonly KeptWriting[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .flatMap(name => {
      try {
        return [JSON.parse(readFileSync(join(folder, name), 'utf8')) as KeptWriting] // keepOne wrote it
      } catch {
        return []
      }
    })
}
