import { searchWords } from '#shared/search-words.ts'
import { addressWords, unpackAddresses } from './addresses.ts'
import { unpackContent } from './content.ts'
import { looseText } from './loose-text.ts'
import { rowSearchText } from './search-terms.ts'
import { fieldWords } from './search-text.ts'
import type { Connection } from './sqlite.ts'

/** What is found under a search key. `key` is the row's own, in whose order the rows are read. */
export type IndexedRow = { readonly key: number; readonly searchKey: number; readonly words: string }

type EmailRow = {
  key: number
  search_key: number
  subject: string
  addresses: string
  packed: Buffer | null
}

/** Emails as the index has them, from the stored mail itself: the next `limit` behind a key. */
export function readEmails(mail: Connection, after: number, limit: number): readonly IndexedRow[] {
  return readWhere(mail, 'TRUE', after, limit)
}

/**
 * Those of the next emails that have HTML and no message attached: of attached messages the store keeps no words.
 */
export function readHtmlEmails(mail: Connection, after: number, limit: number): readonly IndexedRow[] {
  const noMessage =
    "NOT EXISTS (SELECT 1 FROM attachment WHERE email_key = email.key AND type LIKE 'message/%')"
  return readWhere(mail, `has_html = 1 AND ${noMessage}`, after, limit)
}

function readWhere(mail: Connection, condition: string, after: number, limit: number): readonly IndexedRow[] {
  const names = mail.prepare<[number], string>('SELECT name FROM attachment WHERE email_key = ?').pluck()
  return mail
    .prepare<[number, number], EmailRow>(
      `SELECT email.key, search_key, subject, addresses, packed FROM email
       CROSS JOIN email_recipient ON email_recipient.email_key = email.key
       LEFT JOIN email_content ON email_content.email_key = email.key
       WHERE email.key > +? AND ${condition} ORDER BY email.key LIMIT +?`,
    )
    .all(after, limit)
    .map(row => {
      const addresses = addressWords(unpackAddresses(row.addresses))
      const words = searchWords([row.subject, addresses, ...names.all(row.key), bodyOf(row.packed)].join(' '))
      return { key: row.key, searchKey: row.search_key, words: `${words} ${fieldWords(row)}` }
    })
}

/** Rows of the list as the index has them: the next `limit` behind a key. */
export function readConversations(mail: Connection, after: number, limit: number): readonly IndexedRow[] {
  return mail
    .prepare<[number, number], Parameters<typeof rowSearchText>[0] & { key: number; search_key: number }>(
      `SELECT key, search_key, contact_name, contact_address, subject, preview FROM conversation
       WHERE key > +? AND search_key IS NOT NULL ORDER BY key LIMIT +?`,
    )
    .all(after, limit)
    .map(row => ({ key: row.key, searchKey: row.search_key, words: rowSearchText(row) }))
}

/** Both forms of a body: their words differ. */
function bodyOf(packed: Buffer | null): string {
  if (packed === null) return ''
  const { text, html } = unpackContent(packed)
  return `${text ?? ''} ${html === null ? '' : looseText(html)}`
}
