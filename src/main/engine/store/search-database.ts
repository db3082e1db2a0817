import { closeSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readFileHeader } from './file-header.ts'
import { fieldMarks } from './search-text.ts'
import { type Connection, isDamage, openConnection } from './sqlite.ts'

/** Raise it when the tables or the words in them change: the index is made anew from the mail. */
const version = 4

/** An index of this version lacks words that only the HTML beside a plain text has: they are added to it. */
const withoutHtmlVersion = 3
const toCurrent = 'ALTER TABLE progress ADD COLUMN html_after INTEGER; UPDATE progress SET html_after = 0'

/** The tables that hold words, in the order in which they are made anew. */
export const searchTables = ['email_fts', 'conversation_fts', 'conversation_word_fts'] as const

/**
 * Words come folded and unique (shared/search-words), made by the thread that parses: 'ascii' only splits them again, and
 * leaves the marks of fields on them (search-text.ts). Without positions the index is less than half as large, and a hit
 * is compared with its row where order matters.
 *
 * A beginning of one to three letters has lists of its own: FTS5 would merge the lists of all words that begin so before
 * it gives the first hit, 40 ms for "con" in 100,000 emails. They take 1.7 % of the mailbox, the whole index 4.3 %.
 * Trigrams find parts of words in rows; what is shorter than three letters is found there by the row's own words.
 */
const schema = `
CREATE TABLE progress (                     -- one row
  done_seq INTEGER NOT NULL,                -- search_queue.seq up to which all is indexed
  complete INTEGER NOT NULL,                -- 0 while the index is being made anew
  untidy INTEGER NOT NULL DEFAULT 0,        -- rows indexed since the segments were last merged
  html_after INTEGER                        -- email.key up to which words of the HTML were added; NULL: all have them
) STRICT;
CREATE VIRTUAL TABLE email_fts USING fts5(words, content='', contentless_delete=1, detail=none, prefix='1 2 3',
  tokenize="ascii tokenchars '${fieldMarks.from}${fieldMarks.to}${fieldMarks.subject}'");
CREATE VIRTUAL TABLE conversation_fts USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='trigram');
CREATE VIRTUAL TABLE conversation_word_fts USING fts5(words, content='', contentless_delete=1, detail=none, prefix='1 2',
  tokenize='ascii');
${searchTables.map(name => `INSERT INTO ${name}(${name}, rank) VALUES ('automerge', 8);`).join('\n')}
INSERT INTO progress(done_seq, complete) VALUES (0, 1);
`

/**
 * Opens the search database of a data folder for writing; makes it where it is missing, of another version, or damaged.
 *
 * It holds nothing that the mail does not hold, so it is made anew rather than migrated, and never backed up or salvaged.
 */
export function openSearchDatabase(dataDir: string): Connection {
  const path = join(dataDir, 'search.db')
  try {
    const connection = readFileHeader(path).kind === 'damaged' ? null : openFile(path)
    if (connection !== null) return connection
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  dropSearchDatabase(dataDir)
  const made = openFile(path)
  if (made === null) throw new Error('A new search database has the version that it was made with')
  return made
}

/** Removes the search database: the next start makes a new one. */
export function dropSearchDatabase(dataDir: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `search.db${end}`), { force: true })
}

/** Lets a reading connection see the search tables, and the words in them as `email_terms`. */
export function attachSearch(reading: Connection, dataDir: string): void {
  reading.prepare('ATTACH ? AS search').run(join(dataDir, 'search.db'))
  reading.exec(termsTable)
}

const termsTable = "CREATE VIRTUAL TABLE temp.email_terms USING fts5vocab('search', 'email_fts', 'instance')"

/** Gives a connection search tables that find nothing: on a full disk the real ones can't be opened. */
export function attachEmptySearch(connection: Connection): void {
  connection.exec("ATTACH ':memory:' AS search")
  connection.exec(
    schema.replaceAll(' TABLE ', ' TABLE search.').replaceAll('INSERT INTO ', 'INSERT INTO search.'),
  )
  connection.exec(termsTable)
}

/** The open database, or null when it is of another version. */
function openFile(path: string): Connection | null {
  closeSync(openSync(path, 'a', 0o600))
  const connection = openConnection(path)
  try {
    connection.pragma('auto_vacuum = INCREMENTAL') // only heard while the file is empty
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = NORMAL')
    connection.pragma('temp_store = MEMORY')
    const found = Number(connection.pragma('user_version', { simple: true }))
    if (found === version) return connection
    if (found === withoutHtmlVersion) {
      connection.transaction(() => {
        connection.exec(toCurrent)
        connection.pragma(`user_version = ${version}`)
      })()
      return connection
    }
    if (found === 0 && connection.prepare('SELECT 1 FROM sqlite_schema').get() === undefined) {
      connection.transaction(() => {
        connection.exec(schema)
        connection.pragma(`user_version = ${version}`)
      })()
      return connection
    }
  } catch (error) {
    connection.close()
    throw error
  }
  connection.close()
  return null
}
