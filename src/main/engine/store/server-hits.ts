import type { ConversationRow } from '#shared/conversation.ts'
import { toConversationRow } from './conversation-row.ts'
import { asksEmails, emailQuery } from './email-query.ts'
import type { Reader } from './handle.ts'
import { fullCondition, type Narrowing } from './narrowing.ts'
import { listRow } from './search-hit.ts'
import { rowSearchText, type SearchTerms } from './search-terms.ts'
import { createSlice, type Sliced } from './slices.ts'

/** What a server found in one mailbox, compared with what is here. */
export type ServerHits = {
  /** Conversations that search finds on the server only, newest first. */
  readonly rows: readonly ConversationRow[]
  /** Emails that are not on this computer. */
  readonly elsewhere: number
}

/** UIDs of one mailbox that are looked at, the highest first: nobody reads more hits than these. */
const uidsAtMost = 5_000

/**
 * Compares a server's hits with what is here, in slices.
 *
 * A hit becomes a row when its body is not (wholly) here, the conversation fits the filter, and this computer finds it by
 * no other email.
 */
export function* compareServerHits(
  r: Reader,
  narrowing: Narrowing,
  terms: SearchTerms,
  found: { readonly mailboxKey: number; readonly ranges: readonly { from: number; to: number }[] },
): Sliced<ServerHits> {
  const condition = fullCondition(narrowing)
  const isHere = foundHere(r, terms)
  const find = r.prepare<{ body_state: string; conversation_key: number | null; search_key: number }>(
    `SELECT email.body_state, conversation.key AS conversation_key, email.search_key FROM email_copy AS copy
     JOIN email ON email.key = copy.email_key
     LEFT JOIN conversation ON conversation.key = email.conversation_key AND email.counted = 1
       AND email.sent_at >= ? AND email.sent_at < ? AND ${condition.sql}
     WHERE copy.mailbox_key = ? AND copy.uid = ?`,
  )
  const sent = [terms.sentFrom ?? Number.MIN_SAFE_INTEGER, terms.sentBefore ?? Number.MAX_SAFE_INTEGER]
  const newest = new Map<number, number>()
  let elsewhere = 0
  const slice = createSlice()
  for (const uid of highestFirst(found.ranges)) {
    if (slice.isOver()) {
      yield
      slice.restart()
    }
    const email = find.get(...sent, ...condition.values, found.mailboxKey, uid)
    if (email === undefined) elsewhere += 1
    else if (email.conversation_key !== null && ['partial', 'absent'].includes(email.body_state)) {
      const known = newest.get(email.conversation_key) ?? 0
      newest.set(email.conversation_key, Math.max(known, email.search_key))
    }
  }
  const rows: ConversationRow[] = []
  for (const [key] of [...newest].sort(([, a], [, b]) => b - a)) {
    if (slice.isOver()) {
      yield
      slice.restart()
    }
    const row = listRow(r, key)
    if (row === undefined || isHere(key, rowSearchText(row))) continue
    rows.push({ ...toConversationRow(row), match: { field: 'body', excerpt: '', server: true } })
  }
  return { rows, elsewhere }
}

/** Whether the search on this computer shows a conversation. */
function foundHere(r: Reader, terms: SearchTerms): (key: number, rowText: string) => boolean {
  const emails = emailQuery(r, terms, false)
  const byRow = terms.row !== null && !asksEmails(terms)
  return (key, rowText) => (byRow && terms.fitsRow(rowText)) || (emails?.newestOf(key, 0) ?? null) !== null
}

function* highestFirst(ranges: readonly { from: number; to: number }[]): Generator<number, undefined> {
  let left = uidsAtMost
  for (const { from, to } of [...ranges].sort((a, b) => b.to - a.to)) {
    for (let uid = to; uid >= from; uid -= 1) {
      if (left === 0) return
      left -= 1
      yield uid
    }
  }
}
