import { emailMatch } from './email-match.ts'
import type { Reader } from './handle.ts'
import type { Condition } from './narrowing.ts'
import { newestKey, rowidBelow } from './search-hit.ts'
import type { SearchTerms } from './search-terms.ts'
import { firstSlot, keyBound } from './slots.ts'

/** Whether something is asked that only an email can answer. */
export function asksEmails(terms: SearchTerms): boolean {
  return terms.fields.length > 0 || terms.sentFrom !== null || terms.sentBefore !== null
}

/** How emails are found: by words and fields, or by their dates alone. */
export type EmailQuery = {
  /** Search keys `at` below one, newest first, a number of them. */
  readonly sql: string
  readonly values: (below: number, size: number) => readonly (string | number)[]
  readonly sent: Condition
  /** All search keys lie below this. */
  readonly newest: number
  /** The newest email of a conversation that is found and whose search key is at least this; null when there is none. */
  readonly newestOf: (conversationKey: number, from: number) => number | null
}

/** Null when nothing of an email is asked for. */
export function emailQuery(r: Reader, terms: SearchTerms, rowsOnly: boolean): EmailQuery | null {
  const match = emailMatch(r, rowsOnly ? terms.fields : [...terms.fields, ...terms.words])
  if (match === null && !asksEmails(terms)) return null
  const sent = sentCondition(terms)
  const oldest = terms.sentFrom === null ? 0 : firstSlot(terms.sentFrom)
  const ofConversation = r.prepare<{ search_key: number }>(
    `SELECT search_key FROM email WHERE conversation_key = ? AND search_key >= ? AND counted = 1 AND ${sent.sql}
     ORDER BY search_key DESC`,
  )
  const isFound = r.prepare('SELECT 1 FROM email_fts WHERE email_fts MATCH ? AND rowid = CAST(? AS INTEGER)')
  return {
    sql:
      match === null
        ? 'SELECT search_key AS at FROM email WHERE search_key >= ? AND search_key < ? ORDER BY search_key DESC LIMIT ?'
        : `SELECT rowid AS at FROM email_fts WHERE email_fts MATCH ? AND rowid >= CAST(? AS INTEGER) AND ${rowidBelow}`,
    values: (below, size) => [...(match === null ? [] : [match]), oldest, below, size],
    sent,
    newest: terms.sentBefore === null ? newestKey : keyBound(r, terms.sentBefore),
    newestOf: (key, from) =>
      ofConversation
        .all(key, from, ...sent.values)
        .find(email => match === null || isFound.get(match, email.search_key) !== undefined)?.search_key ??
      null,
  }
}

function sentCondition({ sentFrom, sentBefore }: SearchTerms): Condition {
  return {
    sql: `email.sent_at >= ? AND email.sent_at < ?`,
    values: [sentFrom ?? Number.MIN_SAFE_INTEGER, sentBefore ?? Number.MAX_SAFE_INTEGER],
  }
}
