import { asksEmails, type EmailQuery, emailQuery } from './email-query.ts'
import type { Reader } from './handle.ts'
import { type Condition, fullCondition, type Narrowing } from './narrowing.ts'
import {
  eachWindow,
  listRow,
  newestKey,
  rowidBelow,
  type SearchHit,
  type SearchPosition,
} from './search-hit.ts'
import { isFew, searchEach } from './search-set.ts'
import { rowFits, type SearchedRow, type SearchTerms, showsByEmail } from './search-terms.ts'
import type { Slice } from './slices.ts'

type Candidate = { readonly at: number; readonly key: number | null }

/** What `rowFits` looks at. */
const searchedColumns = ', contact_name, contact_address, subject, preview'

/** So many candidates are judged before the filter is asked how many conversations it lists: about 1 ms. */
const judgedFirst = 400

/** What a search goes by: worked out once. */
type Going = {
  readonly r: Reader
  readonly narrowing: Narrowing
  readonly condition: Condition
  readonly terms: SearchTerms
  readonly emails: () => EmailQuery | null
  readonly slice: Slice
  readonly judged: { count: number; isRefused: boolean }
}

/**
 * What a search finds from a position on, in order, each conversation once: those whose row has the words, newest first,
 * then others with an email that has them, by their newest one. Where fields or dates of emails are asked for, emails
 * alone decide; `rowsOnly` then still wants the words in the row.
 *
 * A filter that lists few conversations, among many that have the words, is gone through one conversation after the other.
 * Yields null whenever the slice is over. No statement stays open meanwhile, and none looks at more than a window.
 */
export function* searchHits(
  r: Reader,
  narrowing: Narrowing,
  terms: SearchTerms,
  from: SearchPosition,
  slice: Slice,
): Generator<SearchHit | null, undefined> {
  const { rowsOnly } = narrowing
  const byEmail = asksEmails(terms)
  const going: Going = {
    ...{ r, narrowing, terms, slice },
    condition: fullCondition(narrowing),
    emails: remembered(() => (rowsOnly && !byEmail ? null : emailQuery(r, terms, rowsOnly))),
    judged: { count: 0, isRefused: false },
  }
  const gaveUp =
    (from.phase === 'rows' && !byEmail ? yield* rowHits(going, from.key) : null) ??
    (yield* mailHits(going, from.phase === 'mail' ? from.key : newestKey))
  if (gaveUp !== null) yield* searchEach(r, narrowing, terms, going.emails(), gaveUp, slice)
}

/** Whether to go through the conversations instead: asked once, after a while. */
function isLong({ r, narrowing, judged }: Going): boolean {
  judged.count += 1
  if (judged.isRefused || judged.count < judgedFirst) return false
  judged.isRefused = !isFew(r, narrowing)
  return !judged.isRefused
}

function* rowHits(going: Going, before: number): Generator<SearchHit | null, SearchPosition | null> {
  const { r, condition, terms, slice, narrowing } = going
  if (terms.row === null) return null
  const { table, match, exact } = terms.row
  const needsText = !exact || narrowing.rowsOnly
  const take = r.prepare<Candidate & SearchedRow>(
    `SELECT hit.at, conversation.key${needsText ? searchedColumns : ''} FROM (SELECT rowid AS at FROM ${table}
       WHERE ${table} MATCH ? AND ${rowidBelow}) AS hit
     LEFT JOIN conversation ON conversation.search_key = hit.at AND ${condition.sql} ORDER BY hit.at DESC`,
  )
  const windows = eachWindow((below, size) => take.all(match, below, size, ...condition.values), before)
  for (const candidate of windows) {
    if (slice.isOver()) yield null
    const at: SearchPosition = { phase: 'rows', key: candidate.at }
    const fits = candidate.key !== null && (!needsText || rowFits(terms, candidate, narrowing.rowsOnly))
    const row = fits ? listRow(r, candidate.key) : undefined
    if (row !== undefined) yield { row, at, emailSearchKey: null }
    if (isLong(going)) return at
  }
  return null
}

function* mailHits(going: Going, before: number): Generator<SearchHit | null, SearchPosition | null> {
  const { r, condition, terms, slice } = going
  const emails = going.emails()
  if (emails === null) return null
  const { rowsOnly } = going.narrowing
  const byEmail = asksEmails(terms)
  const take = r.prepare<Candidate>(
    `SELECT hit.at, conversation.key FROM (${emails.sql}) AS hit
     LEFT JOIN email ON email.search_key = hit.at AND email.counted = 1 AND ${emails.sent.sql}
     LEFT JOIN conversation ON conversation.key = email.conversation_key AND ${condition.sql} ORDER BY hit.at DESC`,
  )
  const windows = eachWindow(
    (below, size) => take.all(...emails.values(below, size), ...emails.sent.values, ...condition.values),
    Math.min(before, emails.newest),
  )
  const seen = new Set<number>()
  for (const { at, key } of windows) {
    if (slice.isOver()) yield null
    const position: SearchPosition = { phase: 'mail', key: at }
    if (key !== null && !seen.has(key)) {
      seen.add(key)
      const row = listRow(r, key)
      const isShown = row !== undefined && showsByEmail(terms, row, rowsOnly, byEmail)
      const isNew = isShown && (before === newestKey || emails.newestOf(key, before) === null)
      if (row !== undefined && isNew) yield { row, at: position, emailSearchKey: at }
    }
    if (isLong(going)) return position
  }
  return null
}

function remembered<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
