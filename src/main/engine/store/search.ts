import type { ConversationFilter, ConversationPage } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import { type StoredListRow, toConversationRow } from './conversation-row.ts'
import type { Reader, SqlValue } from './handle.ts'
import { type BuiltQuery, mailSearchQuery, rowSearchQuery } from './list-query.ts'
import { rowSearchText, type SearchTerms, toSearchTerms } from './search-terms.ts'

type Position = { readonly phase: 'rows' | 'mail'; readonly key: number }
type MailHit = StoredListRow & { readonly email_search_key: number }

const newest = Number.MAX_SAFE_INTEGER

/**
 * A page of what a search finds.
 *
 * First conversations whose contact, subject or preview matches, newest first; then the other conversations with a
 * matching email, by their newest matching email. No conversation comes twice, on one page or over several.
 *
 * @throws AppError 'invalid-request' when `after` is none of ours
 */
export function searchConversations(
  r: Reader,
  filter: ConversationFilter & { readonly search: string },
  after: string | null,
  limit: number,
): ConversationPage {
  const terms = toSearchTerms(filter.search)
  const start: Position = after === null ? { phase: 'rows', key: newest } : parsePosition(after)
  const found: StoredListRow[] = []
  let next: string | null = null

  if (start.phase === 'rows') {
    for (const row of rowHits(r, filter, terms, start.key)) {
      if (found.length === limit) {
        next = `rows.${found.at(-1)?.search_key}`
        break
      }
      found.push(row)
    }
  }
  if (next === null) {
    const from = start.phase === 'mail' ? start.key : newest
    let lastKey = from
    for (const hit of mailHits(r, filter, terms, from)) {
      if (found.length === limit) {
        next = `mail.${lastKey}`
        break
      }
      found.push(hit)
      lastKey = hit.email_search_key
    }
  }
  return { rows: found.map(toConversationRow), next }
}

function* rowHits(
  r: Reader,
  filter: ConversationFilter,
  terms: SearchTerms,
  before: number,
): Iterable<StoredListRow> {
  if (terms.rowMatch === null) return
  const query = rowSearchQuery(filter)
  const rows = r.prepare<StoredListRow>(query.sql).iterate(...bind(query, filter, terms.rowMatch, before))
  for (const row of rows) if (hasWords(row, terms)) yield row
}

function* mailHits(
  r: Reader,
  filter: ConversationFilter,
  terms: SearchTerms,
  before: number,
): Iterable<MailHit> {
  if (terms.mailMatch === null) return
  const query = mailSearchQuery(filter)
  const seen = new Set<number>()
  for (const hit of r.prepare<MailHit>(query.sql).iterate(...bind(query, filter, terms.mailMatch, before))) {
    if (seen.has(hit.key)) continue
    seen.add(hit.key)
    if (isRowHit(hit, terms)) continue
    if (before !== newest && hasNewerHit(r, hit, terms.mailMatch, before)) continue
    yield hit
  }
}

/** Whether the first phase shows this conversation: the same test on the same text. */
function isRowHit(row: StoredListRow, terms: SearchTerms): boolean {
  return terms.rowMatch !== null && hasWords(row, terms)
}

/** Whether an earlier page has shown this conversation for a newer email. */
function hasNewerHit(r: Reader, hit: MailHit, match: string, before: number): boolean {
  const newer = r
    .prepare<{ search_key: number }>(
      'SELECT search_key FROM email WHERE conversation_key = ? AND search_key >= ? AND counted = 1',
    )
    .all(hit.key, before)
  const test = r.prepare('SELECT 1 FROM email_fts WHERE email_fts MATCH ? AND rowid = ?')
  return newer.some(email => test.get(match, email.search_key) !== undefined)
}

/** The trigrams of a word are all there; whether they stand together only the text tells. */
function hasWords(row: StoredListRow, terms: SearchTerms): boolean {
  const text = rowSearchText(row)
  return terms.words.every(word => text.includes(word))
}

function bind(
  query: BuiltQuery,
  filter: ConversationFilter,
  match: string,
  key: number,
): readonly SqlValue[] {
  return query.bind({ accountId: filter.accountId ?? null, lastAt: null, key, limit: null, match })
}

function parsePosition(after: string): Position {
  const found = /^(rows|mail)\.(\d{1,16})$/.exec(after)
  if (found === null) throw new AppError('invalid-request', 'page position')
  return { phase: found[1] === 'rows' ? 'rows' : 'mail', key: Number(found[2]) }
}
