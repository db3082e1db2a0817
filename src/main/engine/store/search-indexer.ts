import { join } from 'node:path'
import { searchWords } from '#shared/search-words.ts'
import { searchTargets } from './index-changes.ts'
import { openSearchDatabase, searchTables } from './search-database.ts'
import { createHtmlWords } from './search-html-words.ts'
import { readConversations, readEmails } from './search-rebuild.ts'
import { fieldWords } from './search-text.ts'
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
  const fieldsOf = mail.prepare<[number], { subject: string; addresses: string }>(
    `SELECT subject, addresses FROM email CROSS JOIN email_recipient ON email_recipient.email_key = email.key
     WHERE search_key = +?`,
  )
  const withFields = (searchKey: number, words: string) => {
    const email = fieldsOf.get(searchKey)
    return email === undefined ? words : `${words} ${fieldWords(email)}`
  }
  const tables = tablesOf(search)
  const htmlWords = createHtmlWords(search, mail, tables.putEmails)
  const tidy = createSearchTidy(search)
  let done = Number(search.prepare('SELECT done_seq FROM progress').pluck().get())

  const apply = search.transaction((rows: readonly QueueRow[]) => {
    tables.putEmails(
      lastOf(rows, searchTargets.email).map(([key, words]) => [
        key,
        words === null ? null : withFields(key, words),
      ]),
    )
    tables.putConversations(lastOf(rows, searchTargets.conversation))
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
    tidy: {
      isDue: () => htmlWords.isDue() || tidy.isDue(),
      step: () => htmlWords.step() || tidy.step(),
    },
    close: () => {
      mail.close()
      search.close()
    },
  }
}

type Put = (rows: readonly (readonly [number, string | null])[]) => void

/** Only the last change of a key counts. */
function lastOf(rows: readonly QueueRow[], target: number): readonly (readonly [number, string | null])[] {
  return [...new Map(rows.filter(row => row.target === target).map(row => [row.search_key, row.words]))]
}

function tablesOf(search: Connection): { readonly putEmails: Put; readonly putConversations: Put } {
  const [putEmails, putTexts, putWords] = searchTables.map(name => putInto(search, name)) as [Put, Put, Put] // as many as names
  return {
    putEmails,
    putConversations: rows => {
      putTexts(rows)
      putWords(rows.map(([key, text]) => [key, text === null ? null : searchWords(text)]))
    },
  }
}

/** FTS5 flushes its memory whenever a rowid is smaller than the one before: in order, a batch is one flush. */
function putInto(search: Connection, name: (typeof searchTables)[number]): Put {
  const find = search.prepare(`SELECT 1 FROM ${name}_docsize WHERE id = ?`)
  const drop = search.prepare(`DELETE FROM ${name} WHERE rowid = ?`)
  const add = search.prepare(`INSERT INTO ${name}(rowid, words) VALUES (?, ?)`)
  return rows => {
    for (const [key, words] of [...rows].sort((a, b) => a[0] - b[0])) {
      if (find.get(key) !== undefined) drop.run(key)
      if (words !== null) add.run(key, words)
    }
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
    for (const name of searchTables) search.exec(`INSERT INTO ${name}(${name}) VALUES ('delete-all')`)
  })()
  const { putEmails, putConversations } = tablesOf(search)
  for (const [put, read] of [
    [putEmails, readEmails],
    [putConversations, readConversations],
  ] as const) {
    for (let after = 0; ; ) {
      const batch = read(mail, after, batchRows)
      const last = batch.at(-1)
      if (last === undefined) break
      search.transaction(() => put(batch.map(one => [one.searchKey, one.words])))()
      after = last.key
      yield
    }
  }
  search
    .prepare('UPDATE progress SET done_seq = ?, complete = 1, html_after = NULL, untidy = 1000000')
    .run(until)
  return until
}
