import type { ConversationCounts, PreviewAuthor } from '#shared/conversation.ts'
import { AppError } from '#shared/errors.ts'
import type { Outgoing } from '#shared/submission.ts'
import { hasOpenDraft } from './drafts.ts'
import type { Reader, SqlValue, Writer } from './handle.ts'
import { mailboxesOf } from './list-members.ts'
import { placeBits } from './places.ts'
import { rowSearchText } from './search-terms.ts'
import { outgoingOf } from './submissions.ts'
import { refreshWaits } from './waits.ts'

/** Bits of `conversation.facet`: what the list's filters ask for. */
export const facetBits = { unread: 1, waiting: 2, attachment: 4 } as const

type EmailFacts = {
  key: number
  sent_at: number
  received_at: number
  subject: string
  base_subject: string | null
  preview: string
  outbound: number
  automated: number
  assistant: number
  places: number
  draft: number
  counted: number
  unread: number
  unsent: number
  has_attachment: number
  bounce_of: string | null
  tags: string
  here_only: number
}

/** What is shown of a conversation, and what orders and filters it: two statements, because only the latter moves indexes. */
type Shown = {
  contact_name: string
  subject: string
  preview: string
  preview_author: PreviewAuthor
  email_count: number
  unread_count: number
  has_attachment: number
  bounced: number
  has_draft: number
  outgoing: Outgoing | null
  tags: string
  here_only: number
}
type Ordering = {
  last_at: number
  archived: number
  hidden: number
  facet: number
  unread_since: number | null
  waiting_since: number | null
  started_at: number
  snoozed_until: number | null
  /** JSON, see store/list-members.ts. */
  mailboxes: string
}
type StoredRow = Shown &
  Ordering & {
    contact_address: string | null
    search_key: number | null
    known_name: string | null
    muted: number
    snoozed_key: number | null
    resurfaced_at: number | null
  }

const shownColumns = [
  'contact_name',
  'subject',
  'preview',
  'preview_author',
  'email_count',
  'unread_count',
  'has_attachment',
  'bounced',
  'has_draft',
  'outgoing',
  'tags',
  'here_only',
] as const satisfies readonly (keyof Shown)[]

const orderingColumns = [
  'last_at',
  'archived',
  'hidden',
  'facet',
  'unread_since',
  'waiting_since',
  'started_at',
  'snoozed_until',
  'mailboxes',
] as const satisfies readonly (keyof Ordering)[]

/**
 * Recomputes the rows of the list from their emails, with waits and search rows; deletes conversations without emails.
 *
 * The rules (semantics.md):
 * - emails that count are those outside trash, junk and drafts; a conversation with none of them is hidden: kept, but
 *   neither listed nor counted;
 * - mail that waits to be sent shows, and is in no figure: a conversation with nothing else is listed for it;
 * - archived: no counted email has a copy in an inbox, and at least one counted email is inbound. So a conversation that
 *   we started stays active until it has been answered and the answer archived. Muted: archived wherever its mail lies;
 * - snoozed: until its time (store/snooze.ts), until it is archived, or until a newer inbound email is here;
 * - the preview is the newest human text; automated mail shows only where there is nothing else;
 * - the subject is the oldest counted email's, without reply prefixes;
 * - a conversation waits when its newest wait is open and it is not archived.
 *
 * Call it once per batch with every key that `refreshEmails`, `insertEmail` or `mergeConversations` touched.
 */
export function refreshConversations(w: Writer, keys: Iterable<number>): void {
  const readRow = w.prepare<StoredRow>(
    `SELECT conversation.*, contact.name AS known_name FROM conversation
     LEFT JOIN contact ON contact.key = conversation.contact_key WHERE conversation.key = ?`,
  )
  const readEmails = w.prepare<EmailFacts>(
    `SELECT key, sent_at, received_at, subject, base_subject, preview, outbound, automated, assistant, places, draft, counted, unread,
       unsent, has_attachment, bounce_of, tags, here_only FROM email WHERE conversation_key = ? ORDER BY sent_at, key`,
  )
  for (const key of new Set(keys)) {
    const row = readRow.get(key)
    if (row === undefined) continue
    const emails = readEmails.all(key)
    if (emails.length === 0) {
      w.prepare('DELETE FROM conversation WHERE key = ?').run(key)
      if (row.search_key !== null) w.index.removeConversation(row.search_key)
      continue
    }
    refreshOne(w, key, row, emails)
  }
}

function refreshOne(w: Writer, key: number, row: StoredRow, emails: readonly EmailFacts[]): void {
  const counted = emails.filter(email => email.counted === 1)
  const unsent = emails.filter(email => email.unsent === 1)
  const visible = [counted, unsent, emails].find(some => some.length > 0) ?? emails
  const shown = {
    ...describe(row, emails, counted, visible),
    has_draft: Number(hasMailedDraft(emails) || hasOpenDraft(w, key)),
    outgoing: outgoingOf(w, key),
  }
  const ordering = {
    ...arrange(row, counted, visible, refreshWaits(w, key, counted)),
    mailboxes: mailboxesOf(w, key),
  }

  const isShown = shownColumns.every(name => shown[name] === row[name])
  if (!isShown) {
    w.prepare(`UPDATE conversation SET ${assignments(shownColumns)} WHERE key = ?`).run(
      ...shownColumns.map((name): SqlValue => shown[name]),
      key,
    )
  }
  if (!orderingColumns.every(name => ordering[name] === row[name])) {
    w.prepare(`UPDATE conversation SET ${assignments(orderingColumns)} WHERE key = ?`).run(
      ...orderingColumns.map((name): SqlValue => ordering[name]),
      key,
    )
  }
  refreshSearch(w, key, row, shown, ordering)
}

function describe(
  row: StoredRow,
  emails: readonly EmailFacts[],
  counted: readonly EmailFacts[],
  visible: readonly EmailFacts[],
): Omit<Shown, 'has_draft' | 'outgoing'> {
  const withText = visible.filter(email => email.preview !== '')
  const spokesman = withText.findLast(email => email.automated === 0) ?? withText.at(-1) ?? visible.at(-1)
  const first = visible[0]
  return {
    contact_name: row.known_name || row.contact_name || row.contact_address || '',
    subject: first?.base_subject ?? first?.subject ?? row.subject,
    preview: spokesman?.preview ?? '',
    preview_author: spokesman?.assistant ? 'assistant' : spokesman?.outbound ? 'you' : 'contact',
    email_count: counted.length,
    unread_count: counted.filter(email => email.unread === 1).length,
    has_attachment: Number(counted.some(email => email.has_attachment === 1)),
    bounced: Number(counted.some(email => email.bounce_of !== null)),
    tags: joinTags(counted),
    here_only: Number(emails.some(email => email.here_only === 1)),
  }
}

/** Whether a draft of it lies in a mailbox. */
function hasMailedDraft(emails: readonly EmailFacts[]): boolean {
  return emails.some(email => email.draft === 1 && (email.places & (placeBits.trash | placeBits.junk)) === 0)
}

/** Most conversations have no tag at all. */
function joinTags(counted: readonly EmailFacts[]): string {
  const tagged = counted.filter(email => email.tags !== '')
  return [...new Set(tagged.flatMap(email => email.tags.split(' ')))].sort().join(' ')
}

function arrange(
  row: StoredRow,
  counted: readonly EmailFacts[],
  visible: readonly EmailFacts[],
  waitingSince: number | null,
): Omit<Ordering, 'mailboxes'> {
  const inInbox = counted.some(email => (email.places & placeBits.inbox) !== 0)
  const archived = (row.muted === 1 || !inInbox) && counted.some(email => email.outbound === 0)
  const snoozedUntil = archived || isWoken(row, counted) ? null : row.snoozed_until
  const unreadSince = counted.find(email => email.unread === 1)?.sent_at ?? null
  const unread = unreadSince === null ? 0 : facetBits.unread
  const waits = waitingSince === null || archived ? 0 : facetBits.waiting
  return {
    last_at: Math.max(visible.at(-1)?.sent_at ?? 0, row.resurfaced_at ?? 0),
    archived: archived ? 1 : snoozedUntil === null ? 0 : 2,
    hidden: Number(counted.length === 0 && !visible.some(email => email.unsent === 1)),
    facet: unread | waits | (counted.some(email => email.has_attachment === 1) ? facetBits.attachment : 0),
    unread_since: unreadSince,
    waiting_since: waitingSince,
    started_at: visible[0]?.sent_at ?? 0,
    snoozed_until: snoozedUntil,
  }
}

/** Whether somebody wrote since it was snoozed: what a sync brings from the past is stored later, and was received before. */
function isWoken(row: StoredRow, counted: readonly EmailFacts[]): boolean {
  const { snoozed_until: until, snoozed_key: lastKey } = row
  if (until === null || lastKey === null) return false
  const before = counted.filter(email => email.key <= lastKey).map(email => email.received_at)
  const mark = Math.max(0, ...before)
  return counted.some(email => email.key > lastKey && email.outbound === 0 && email.received_at >= mark)
}

/** The search row's key follows the newest email, so that search walks newest first. */
function refreshSearch(w: Writer, key: number, row: StoredRow, shown: Shown, ordering: Ordering): void {
  const isIndexed = row.search_key !== null
  if (ordering.hidden === 1 && !isIndexed) return
  const isSame =
    isIndexed &&
    ordering.hidden === 0 &&
    row.last_at === ordering.last_at &&
    row.contact_name === shown.contact_name &&
    row.subject === shown.subject &&
    row.preview === shown.preview
  if (isSame) return
  let searchKey = row.search_key
  if (searchKey !== null) w.index.removeConversation(searchKey)
  if (ordering.hidden === 1) searchKey = null
  else if (searchKey === null || row.last_at !== ordering.last_at) {
    searchKey = w.slots.take('conversation', ordering.last_at)
  }
  if (searchKey !== row.search_key) {
    w.prepare('UPDATE conversation SET search_key = ? WHERE key = ?').run(searchKey, key)
  }
  if (searchKey !== null) {
    w.index.putConversation(searchKey, rowSearchText({ ...shown, contact_address: row.contact_address }))
  }
}

/** Ids of conversations by key, in no order; keys that are gone are absent. */
export function conversationIdsOf(r: Reader, keys: Iterable<number>): readonly string[] {
  const find = r.prepare<{ id: string }>('SELECT id FROM conversation WHERE key = ?')
  const ids: string[] = []
  for (const key of new Set(keys)) {
    const row = find.get(key)
    if (row !== undefined) ids.push(row.id)
  }
  return ids
}

/** Those of some conversations whose new mail is news: listed, and not muted. Ids by key, in no order. */
export function newsworthyIdsOf(r: Reader, keys: Iterable<number>): readonly string[] {
  const find = r.prepare<{ id: string }>(
    'SELECT id FROM conversation WHERE key = ? AND hidden = 0 AND muted = 0',
  )
  return [...new Set(keys)].flatMap(key => find.get(key)?.id ?? [])
}

/**
 * The key behind an id; ids of conversations that were merged away lead to where they went.
 *
 * @throws AppError 'not-found'
 */
export function conversationKeyOf(r: Reader, id: string): number {
  const row =
    r.prepare<{ key: number }>('SELECT key FROM conversation WHERE id = ?').get(id) ??
    r.prepare<{ key: number }>('SELECT conversation_key AS key FROM conversation_alias WHERE id = ?').get(id)
  if (row === undefined) throw new AppError('not-found', 'conversation')
  return row.key
}

/** The numbers that badge, tray, list and overview share; a few dozen rows whatever the size of the mailbox. */
export function conversationCounts(r: Reader): ConversationCounts {
  const rows = r
    .prepare<{ archived: number; facet: number; count: number }>(
      'SELECT archived, facet, count FROM conversation_tally',
    )
    .all()
  let active = 0
  let archived = 0
  let snoozed = 0
  let unread = 0
  for (const row of rows) {
    if (row.archived === 1) archived += row.count
    else active += row.count
    if (row.archived === 2) snoozed += row.count
    if (row.archived === 0 && (row.facet & facetBits.unread) !== 0) unread += row.count
  }
  return { total: active + archived, active, archived, snoozed, unread }
}

function assignments(columns: readonly string[]): string {
  return columns.map(name => `${name} = ?`).join(', ')
}
