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
import { createSlice, type Sliced } from './slices.ts'

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
  const words = searchedWords(narrowing)
  const byEmail = words.length === 0 || narrowing.rowsOnly ? [] : [...found.values()]
  const emails = readMatchedEmails(
    r,
    byEmail.flatMap(hit => hit.emailSearchKey ?? []),
  )
  const rows: ConversationRow[] = []
  for (const hit of found.values()) {
    if (slice.isOver()) {
      yield
      slice.restart()
    }
    const row = toConversationRow(hit.row)
    rows.push(words.length === 0 ? row : { ...row, match: matchOf(r, hit, emails, words) })
  }
  return { rows, next }
}

function matchOf(
  r: Reader,
  hit: SearchHit,
  emails: ReadonlyMap<number, MatchedEmail>,
  words: readonly string[],
): SearchMatch {
  const email = hit.emailSearchKey === null ? undefined : emails.get(hit.emailSearchKey)
  return email === undefined ? matchInRow(hit.row, words) : matchInEmail(r, email, words)
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
