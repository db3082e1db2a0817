import type { ConversationPage, ConversationRow } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import { toConversationRow } from './conversation-row.ts'
import type { Reader } from './handle.ts'
import type { Narrowing } from './narrowing.ts'
import { newestKey, type SearchHit, type SearchPosition } from './search-hit.ts'
import { searchHits } from './search-hits.ts'
import { matchInEmail, matchInRow } from './search-match.ts'
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
  const rows: ConversationRow[] = []
  for (const hit of found.values()) {
    if (slice.isOver()) {
      yield
      slice.restart()
    }
    rows.push(toMatchedRow(r, hit, narrowing))
  }
  return { rows, next }
}

function toMatchedRow(r: Reader, hit: SearchHit, narrowing: Narrowing): ConversationRow {
  const row = toConversationRow(hit.row)
  const words = searchedWords(narrowing)
  if (words.length === 0) return row
  const isByRow = hit.emailSearchKey === null || narrowing.rowsOnly
  return {
    ...row,
    match: isByRow ? matchInRow(hit.row, words) : matchInEmail(r, hit.emailSearchKey, words),
  }
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
