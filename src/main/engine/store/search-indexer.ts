import { join } from 'node:path'
import { foldText, searchWords } from '#shared/search-words.ts'
import { addressWords, unpackAddresses } from './addresses.ts'
import { unpackContent } from './content.ts'
import { searchTargets } from './index-changes.ts'
import { openSearchDatabase } from './search-database.ts'
import { rowSearchText } from './search-terms.ts'
import { createSearchTidy, type SearchTidy } from './search-tidy.ts'
import { type Connection, openConnection } from './sqlite.ts'

/** Brings the search database up to date with the mail, step by step. */
export type SearchIndexer = {
  /** Indexes the next batch. Returns false when nothing waits. */
  readonly step: () => boolean
  /** Number in the queue up to which all is indexed. */
  readonly doneSeq: () => number
  /** For when nothing waits. */
  readonly tidy: SearchTidy
  readonly close: () => void
}

const batchRows = 500

type QueueRow = { seq: number; target: number; search_key: number; words: string | null }

/**
 * Opens the search database and what it takes to fill it. Runs in a thread of its own or, without one, after each write.
 *
 * Each step is one transaction that also notes how far it went, so a killed process repeats nothing and skips nothing.
 * Where the queue and that note do not fit together (a power cut may undo the one without the other), or the index is new,
 * it is made anew from the mail.
 */
export function createSearchIndexer(dataDir: string): SearchIndexer {
  const search = openSearchDatabase(dataDir)
  const mail = openConnection(join(dataDir, 'parley.db'), { readonly: true })
  const takeQueue = mail.prepare<[number, number], QueueRow>(
    'SELECT seq, target, search_key, words FROM search_queue WHERE seq > +? ORDER BY seq LIMIT +?',
  )
  const noteDone = search.prepare<[number, number]>('UPDATE progress SET done_seq = ?, untidy = untidy + ?')
  const tables = {
    [searchTargets.email]: tableOf(search, 'email_fts'),
    [searchTargets.conversation]: tableOf(search, 'conversation_fts'),
  }
  let done = Number(search.prepare('SELECT done_seq FROM progress').pluck().get())

  const apply = search.transaction((rows: readonly QueueRow[]) => {
    for (const [target, table] of Object.entries(tables)) {
      const last = new Map(
        rows.filter(row => row.target === Number(target)).map(row => [row.search_key, row.words]),
      )
      table.put([...last])
    }
    noteDone.run(rows.at(-1)?.seq ?? done, rows.length)
  })
  let rebuild = isConsistent(search, mail, done) ? null : startRebuild(search, mail)

  return {
    step: () => {
      if (rebuild !== null) {
        const after = rebuild.next()
        if (after.done) {
          done = after.value
          rebuild = null
        }
        return true
      }
      const rows = takeQueue.all(done, batchRows)
      if (rows.length > 0) apply(rows)
      done = rows.at(-1)?.seq ?? done
      return rows.length === batchRows
    },
    doneSeq: () => done,
    tidy: createSearchTidy(search),
    close: () => {
      mail.close()
      search.close()
    },
  }
}

type SearchTable = { readonly put: (rows: readonly (readonly [number, string | null])[]) => void }

/** FTS5 flushes its memory whenever a rowid is smaller than the one before: in order, a batch is one flush. */
function tableOf(search: Connection, name: 'email_fts' | 'conversation_fts'): SearchTable {
  const find = search.prepare(`SELECT 1 FROM ${name}_docsize WHERE id = ?`)
  const drop = search.prepare(`DELETE FROM ${name} WHERE rowid = ?`)
  const add = search.prepare(`INSERT INTO ${name}(rowid, words) VALUES (?, ?)`)
  return {
    put: rows => {
      for (const [key, words] of [...rows].sort((a, b) => a[0] - b[0])) {
        if (find.get(key) !== undefined) drop.run(key)
        if (words !== null) add.run(key, words)
      }
    },
  }
}

/** Whether the queue still holds everything that is not indexed. Its numbers have no gaps. */
function isConsistent(search: Connection, mail: Connection, done: number): boolean {
  if (search.prepare('SELECT complete FROM progress').pluck().get() !== 1) return false
  const waiting = Number(mail.prepare('SELECT count(*) FROM search_queue WHERE seq > ?').pluck().get(done))
  return waiting === lastSeq(mail) - done
}

function lastSeq(mail: Connection): number {
  return Number(
    mail.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'search_queue'").pluck().get() ?? 0,
  )
}

/** Makes the index anew, one batch at a time; what changes meanwhile stands in the queue. Returns where that begins. */
function* startRebuild(search: Connection, mail: Connection): Generator<void, number> {
  const until = lastSeq(mail)
  search.transaction(() => {
    search.exec('UPDATE progress SET complete = 0')
    for (const name of ['email_fts', 'conversation_fts']) {
      search.exec(`INSERT INTO ${name}(${name}) VALUES ('delete-all')`)
    }
  })()
  for (const [name, read] of [
    ['email_fts', readEmails],
    ['conversation_fts', readConversations],
  ] as const) {
    const table = tableOf(search, name)
    for (let after = 0; ; ) {
      const batch = read(mail, after)
      const last = batch.at(-1)
      if (last === undefined) break
      search.transaction(() => table.put(batch.map(one => [one.searchKey, one.words])))()
      after = last.key
      yield
    }
  }
  search.prepare('UPDATE progress SET done_seq = ?, complete = 1, untidy = 1000000').run(until)
  return until
}

type IndexedRow = { readonly key: number; readonly searchKey: number; readonly words: string }

function readEmails(mail: Connection, after: number): readonly IndexedRow[] {
  const names = mail.prepare<[number], string>('SELECT name FROM attachment WHERE email_key = ?').pluck()
  return mail
    .prepare<
      [number, number],
      { key: number; search_key: number; subject: string; addresses: string; packed: Buffer | null }
    >(
      `SELECT email.key, search_key, subject, addresses, packed FROM email
       CROSS JOIN email_recipient ON email_recipient.email_key = email.key
       LEFT JOIN email_content ON email_content.email_key = email.key WHERE email.key > +? ORDER BY email.key LIMIT +?`,
    )
    .all(after, batchRows)
    .map(row => {
      const content = row.packed === null ? null : unpackContent(row.packed)
      const body = content?.text ?? withoutTags(content?.html ?? '')
      const addresses = addressWords(unpackAddresses(row.addresses))
      const words = searchWords([row.subject, addresses, ...names.all(row.key), body].join(' '))
      return { key: row.key, searchKey: row.search_key, words }
    })
}

function readConversations(mail: Connection, after: number): readonly IndexedRow[] {
  return mail
    .prepare<[number, number], Parameters<typeof rowSearchText>[0] & { key: number; search_key: number }>(
      `SELECT key, search_key, contact_name, contact_address, subject, preview FROM conversation
       WHERE key > +? AND search_key IS NOT NULL ORDER BY key LIMIT +?`,
    )
    .all(after, batchRows)
    .map(row => ({ key: row.key, searchKey: row.search_key, words: foldText(rowSearchText(row)) }))
}

/** Good enough to find words again; the parser knows better, and is not here. */
function withoutTags(html: string): string {
  return html
    .replace(/<(style|script)\b[\s\S]*?<\/\1/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:nbsp|amp|lt|gt|quot|#\d+|#x[0-9a-f]+);/gi, ' ')
}
