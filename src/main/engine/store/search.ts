import type { ConversationPage, ConversationRow } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import type { SearchMatch } from '#shared/search.ts'
import { toConversationRow } from './conversation-row.ts'
import type { Reader } from './handle.ts'
import type { Narrowing } from './narrowing.ts'
import { newestKey, type SearchHit, type SearchPosition } from './search-hit.ts'
import { searchHits } from './search-hits.ts'
import { type MatchedEmail, matchInEmail, matchInRow, readMatchedEmails } from './search-match.ts'
import { toSearchTerms } from './search-terms.ts'
import { createSlice, type Slice, type Sliced } from './slices.ts'

/** Rows of a page whose excerpts come with it: more than a window shows, 0.1 ms each. The others are asked for one by one. */
const excerptsAtOnce = 20

/**
 * A page of what a search finds, in slices.
 *
 * First conversations whose contact, subject or preview matches, newest first; then the other conversations with a
 * matching email, by their newest matching email. No conversation comes twice, on one page or over several.
 *
 * @throws AppError 'invalid-request' when `after` is none of ours
 */
export function* searchConversations(
  r: Reader,
  narrowing: Narrowing,
  after: string | null,
  limit: number,
): Sliced<ConversationPage> {
  const slice = createSlice()
  const from = after === null ? ({ phase: 'rows', key: newestKey } as const) : parsePosition(after)
  const found = new Map<number, SearchHit>()
  let last: SearchPosition | null = null
  let next: string | null = null
  for (const hit of searchHits(r, narrowing, toSearchTerms(narrowing.search), from, slice)) {
    if (hit === null) {
      yield
      slice.restart()
      continue
    }
    if (found.has(hit.row.key)) continue
    if (found.size === limit) {
      next = last && `${last.phase}.${last.key}`
      break
    }
    found.set(hit.row.key, hit)
    last = hit.at
  }
  return { rows: yield* toRows(r, narrowing, [...found.values()], slice), next }
}

function* toRows(
  r: Reader,
  narrowing: Narrowing,
  hits: readonly SearchHit[],
  slice: Slice,
): Sliced<readonly ConversationRow[]> {
  const words = searchedWords(narrowing)
  const byEmail = words.length === 0 || narrowing.rowsOnly ? [] : hits.map(hit => hit.emailSearchKey)
  const emails = readMatchedEmails(
    r,
    byEmail.slice(0, excerptsAtOnce).flatMap(key => key ?? []),
  )
  const ids = emailIds(
    r,
    byEmail.slice(excerptsAtOnce).flatMap(key => key ?? []),
  )
  const rows: ConversationRow[] = []
  for (const hit of hits) {
    if (slice.isOver()) {
      yield
      slice.restart()
    }
    const row = toConversationRow(hit.row)
    rows.push(words.length === 0 ? row : { ...row, match: matchOf(r, hit, { emails, ids, words }) })
  }
  return rows
}

/** What is known of the emails that were found, by search key: all, or the id alone. */
type Found = {
  readonly emails: ReadonlyMap<number, MatchedEmail>
  readonly ids: ReadonlyMap<number, string>
  readonly words: readonly string[]
}

function matchOf(r: Reader, { row, emailSearchKey }: SearchHit, { emails, ids, words }: Found): SearchMatch {
  if (emailSearchKey === null) return matchInRow(row, words)
  const emailId = ids.get(emailSearchKey)
  if (emailId !== undefined) return { field: 'body', excerpt: '', later: { emailId, words } }
  const email = emails.get(emailSearchKey)
  return email === undefined ? matchInRow(row, words) : matchInEmail(r, email, words)
}

function emailIds(r: Reader, searchKeys: readonly number[]): ReadonlyMap<number, string> {
  if (searchKeys.length === 0) return new Map()
  const rows = r
    .prepare<{ search_key: number; id: string }>(
      'SELECT search_key, id FROM email WHERE search_key IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(searchKeys))
  return new Map(rows.map(({ search_key: key, id }) => [key, id]))
}

/** The plain words; where there are none, those of the fields. */
function searchedWords({ search }: Narrowing): readonly string[] {
  if (search.words.length > 0) return search.words
  return search.operators.flatMap(one =>
    one.name === 'from' || one.name === 'to' || one.name === 'subject' ? [one.value] : [],
  )
}

function parsePosition(after: string): SearchPosition {
  const found = /^(rows|mail)\.(\d{1,16})$/.exec(after)
  if (found === null) throw new AppError('invalid-request', 'page position')
  return { phase: found[1] === 'rows' ? 'rows' : 'mail', key: Number(found[2]) }
}
