import { listColumns, type StoredListRow } from './conversation-row.ts'
import type { Reader } from './handle.ts'
import { type Condition, fullCondition, type Narrowing } from './narrowing.ts'
import { rowSearchText, type SearchTerms } from './search-terms.ts'
import type { Slice } from './slices.ts'
import { firstSlot } from './slots.ts'

/** Where a search goes on: in which of its two phases, below which search key. */
export type SearchPosition = { readonly phase: 'rows' | 'mail'; readonly key: number }

/** A conversation that was found; `emailSearchKey` names the email that was, null when its row was. */
export type SearchHit = {
  readonly row: StoredListRow
  readonly at: SearchPosition
  readonly emailSearchKey: number | null
}

/** Above every search key. */
export const newestKey = Number.MAX_SAFE_INTEGER

/** Candidates judged at once: few at first, because most searches are answered by them; 2 µs each. */
const firstWindow = 80
const largestWindow = 2_560

/** Numbers are bound as REAL, and FTS5 seeks by INTEGER only: without the cast each page would begin at the top. */
const rowidBelow = 'rowid < CAST(? AS INTEGER) ORDER BY rowid DESC LIMIT ?'

type Candidate = { readonly at: number; readonly key: number | null }

/**
 * What a search finds from a position on, in order, each conversation once: those whose row has the words, newest first,
 * then others with an email that has them, by their newest one. Where fields or dates of emails are asked for, emails
 * alone decide; `rowsOnly` then still wants the words in the row.
 *
 * Yields null whenever the slice is over. No statement stays open meanwhile, and none looks at more than a window.
 */
export function* searchHits(
  r: Reader,
  narrowing: Narrowing,
  terms: SearchTerms,
  from: SearchPosition,
  slice: Slice,
): Generator<SearchHit | null, undefined> {
  const condition = fullCondition(narrowing)
  const byEmail = asksEmails(terms)
  if (from.phase === 'rows' && !byEmail) yield* rowHits(r, condition, terms, from.key, slice)
  if (narrowing.rowsOnly && !byEmail) return
  const before = from.phase === 'mail' ? from.key : newestKey
  yield* mailHits(r, condition, terms, { before, rowsOnly: narrowing.rowsOnly }, slice)
}

/** Whether something is asked that only an email can answer. */
export function asksEmails(terms: SearchTerms): boolean {
  return terms.fields !== null || terms.sentFrom !== null || terms.sentBefore !== null
}

/** A row of the list by key; undefined when it is gone. */
export function listRow(r: Reader, key: number): StoredListRow | undefined {
  return r.prepare<StoredListRow>(`SELECT ${listColumns.join(', ')} FROM conversation WHERE key = ?`).get(key)
}

function* rowHits(
  r: Reader,
  condition: Condition,
  terms: SearchTerms,
  before: number,
  slice: Slice,
): Generator<SearchHit | null, undefined> {
  if (terms.row === null) return
  const { table, match } = terms.row
  const take = r.prepare<Candidate>(
    `SELECT hit.at, conversation.key FROM (SELECT rowid AS at FROM ${table}
       WHERE ${table} MATCH ? AND ${rowidBelow}) AS hit
     LEFT JOIN conversation ON conversation.search_key = hit.at AND ${condition.sql} ORDER BY hit.at DESC`,
  )
  const windows = eachWindow((below, size) => take.all(match, below, size, ...condition.values), before)
  for (const candidate of windows) {
    if (slice.isOver()) yield null
    const row = candidate.key === null ? undefined : listRow(r, candidate.key)
    if (row === undefined || !terms.fitsRow(rowSearchText(row))) continue
    yield { row, at: { phase: 'rows', key: candidate.at }, emailSearchKey: null }
  }
}

function* mailHits(
  r: Reader,
  condition: Condition,
  terms: SearchTerms,
  { before, rowsOnly }: { readonly before: number; readonly rowsOnly: boolean },
  slice: Slice,
): Generator<SearchHit | null, undefined> {
  const emails = emailQuery(r, terms, rowsOnly)
  if (emails === null) return
  const byEmail = asksEmails(terms)
  const take = r.prepare<Candidate>(
    `SELECT hit.at, conversation.key FROM (${emails.sql}) AS hit
     LEFT JOIN email ON email.search_key = hit.at AND email.counted = 1 AND ${emails.sent.sql}
     LEFT JOIN conversation ON conversation.key = email.conversation_key AND ${condition.sql} ORDER BY hit.at DESC`,
  )
  const windows = eachWindow(
    (below, size) => take.all(...emails.values(below, size), ...emails.sent.values, ...condition.values),
    before,
  )
  const seen = new Set<number>()
  for (const { at, key } of windows) {
    if (slice.isOver()) yield null
    if (key === null || seen.has(key)) continue
    seen.add(key)
    const row = listRow(r, key)
    if (row === undefined) continue
    const fits = terms.row !== null && terms.fitsRow(rowSearchText(row))
    // With emails alone deciding, the row may have to agree; else what the row has is shown by the first phase.
    if (byEmail ? rowsOnly && terms.row !== null && !fits : fits) continue
    if (before !== newestKey && emails.newestOf(key, before) !== null) continue
    yield { row, at: { phase: 'mail', key: at }, emailSearchKey: at }
  }
}

/** How emails are found: by words and fields, or by their dates alone. */
export type EmailQuery = {
  /** Search keys `at` below one, newest first, a number of them. */
  readonly sql: string
  readonly values: (below: number, size: number) => readonly (string | number)[]
  readonly sent: Condition
  /** The newest email of a conversation that is found and whose search key is at least this; null when there is none. */
  readonly newestOf: (conversationKey: number, from: number) => number | null
}

/** Null when nothing of an email is asked for. */
export function emailQuery(r: Reader, terms: SearchTerms, rowsOnly: boolean): EmailQuery | null {
  const match = [terms.fields, rowsOnly ? null : terms.words].filter(part => part !== null).join(' AND ')
  if (match === '' && !asksEmails(terms)) return null
  const sent = sentCondition(terms)
  const oldest = terms.sentFrom === null ? 0 : firstSlot(terms.sentFrom)
  const ofConversation = r.prepare<{ search_key: number }>(
    `SELECT search_key FROM email WHERE conversation_key = ? AND search_key >= ? AND counted = 1 AND ${sent.sql}
     ORDER BY search_key DESC`,
  )
  const isFound = r.prepare('SELECT 1 FROM email_fts WHERE email_fts MATCH ? AND rowid = CAST(? AS INTEGER)')
  return {
    sql:
      match === ''
        ? 'SELECT search_key AS at FROM email WHERE search_key >= ? AND search_key < ? ORDER BY search_key DESC LIMIT ?'
        : `SELECT rowid AS at FROM email_fts WHERE email_fts MATCH ? AND rowid >= CAST(? AS INTEGER) AND ${rowidBelow}`,
    values: (below, size) => [...(match === '' ? [] : [match]), oldest, below, size],
    sent,
    newestOf: (key, from) =>
      ofConversation
        .all(key, from, ...sent.values)
        .find(email => match === '' || isFound.get(match, email.search_key) !== undefined)?.search_key ??
      null,
  }
}

function sentCondition({ sentFrom, sentBefore }: SearchTerms): Condition {
  return {
    sql: `email.sent_at >= ? AND email.sent_at < ?`,
    values: [sentFrom ?? Number.MIN_SAFE_INTEGER, sentBefore ?? Number.MAX_SAFE_INTEGER],
  }
}

function* eachWindow(
  take: (below: number, size: number) => readonly Candidate[],
  before: number,
): Generator<Candidate, undefined> {
  let below = before
  for (let size = firstWindow; ; size = Math.min(largestWindow, size * 4)) {
    const window = take(below, size)
    yield* window
    const last = window.at(-1)
    if (last === undefined || window.length < size) return
    below = last.at
  }
}
