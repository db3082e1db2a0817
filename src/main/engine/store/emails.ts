import type { MailboxRole } from '#shared/account.ts'
import { tagOf } from '#shared/actions.ts'
import type { BodyState } from '#shared/conversation.ts'
import { newId } from '#shared/ids.ts'
import { searchWords } from '#shared/search-words.ts'
import { dayMs } from '#shared/time.ts'
import { addressWords, type EmailAddresses, packAddresses, unpackAddresses } from './addresses.ts'
import { insertAttachments, type NewAttachment, replaceAttachments } from './attachments.ts'
import type { Reader, Writer } from './handle.ts'
import { isCountedPlace, isDraft, placeBits } from './places.ts'

/** Which header put an email into its conversation. */
export type JoinedBy = 'first' | 'message-id' | 'in-reply-to' | 'references' | 'subject' | 'report' | 'user'

/** An email to be stored. Times epoch ms UTC. */
export type NewEmail = EmailAddresses & {
  readonly accountId: string
  readonly conversationKey: number
  /** What makes it the same message wherever it lies (semantics.md, Email). */
  readonly dedupeKey: Uint8Array
  /** Without angle brackets. */
  readonly messageId: string | null
  readonly subject: string
  /** The subject without reply prefixes, in its own case. */
  readonly baseSubject: string
  readonly preview: string
  /** The Date header, else INTERNALDATE. One that lies more than two days after `receivedAt` is not believed. */
  readonly sentAt: number
  readonly receivedAt: number
  readonly sizeBytes: number
  readonly outbound: boolean
  readonly automated: boolean
  readonly assistant?: boolean
  readonly malformed: boolean
  readonly bodyState: BodyState
  readonly hasHtml: boolean
  readonly joinedBy: JoinedBy
  /** Message-ID of the email whose failure this one reports (RFC 3464); '' where it names none. See `putBounce`. */
  readonly bounceOf: string | null
  /** As mail/mime packs it (store/content.ts); null when there is none. */
  readonly content: Uint8Array | null
  /** `searchWords` of the body; '' while the body is absent. */
  readonly bodyWords: string
  readonly attachments: readonly NewAttachment[]
  /** Made here and not on the server yet: it lives without a copy. */
  readonly local?: boolean
  /** It waits to be sent: it shows in its thread, and counts nowhere. */
  readonly unsent?: boolean
}

/** A body that arrived later, or was parsed again. */
export type NewContent = {
  readonly content: Uint8Array
  readonly bodyState: BodyState
  readonly hasHtml: boolean
  readonly preview: string
  readonly bodyWords: string
  /** Replaces the list of attachments; absent keeps it. */
  readonly attachments?: readonly NewAttachment[]
}

/** An email known by its dedupe key. */
export type KnownEmail = {
  readonly key: number
  readonly conversationKey: number
  readonly bodyState: BodyState
}

/** An email whose body is still to be fetched, with a copy to fetch it from. */
export type MissingBody = {
  readonly emailKey: number
  readonly mailboxKey: number
  readonly uid: number
  readonly sizeBytes: number
  readonly sentAt: number
}

/** What a sender's clock may be ahead; a date beyond it is a lie or a mistake (F-20). */
const clockSkewMs = 2 * dayMs

/** The emails that are stored already, by dedupe key in lower-case hex. */
export function findEmailsByDedupeKey(
  r: Reader,
  accountId: string,
  dedupeKeys: readonly Uint8Array[],
): ReadonlyMap<string, KnownEmail> {
  const find = r.prepare<{ key: number; conversation_key: number; body_state: BodyState }>(
    'SELECT key, conversation_key, body_state FROM email WHERE account_id = ? AND dedupe_key = ?',
  )
  const found = new Map<string, KnownEmail>()
  for (const dedupeKey of dedupeKeys) {
    const row = find.get(accountId, dedupeKey)
    if (row === undefined) continue
    const email = { key: row.key, conversationKey: row.conversation_key, bodyState: row.body_state }
    found.set(Buffer.from(dedupeKey).toString('hex'), email)
  }
  return found
}

/**
 * Stores an email with its content, attachments and search row. Returns its key.
 *
 * Then `putCopies`, `refreshEmails` and `refreshConversations`, in the same transaction.
 */
export function insertEmail(w: Writer, email: NewEmail): number {
  const sentAt = email.sentAt > email.receivedAt + clockSkewMs ? email.receivedAt : email.sentAt
  const searchKey = w.slots.take('email', sentAt)
  const from = email.from[0]
  const row = w
    .prepare<{ key: number }>(
      `INSERT INTO email(search_key, id, account_id, conversation_key, dedupe_key, message_id, from_name, from_address,
       subject, base_subject, preview, sent_at, received_at, size_bytes, outbound, automated, assistant, local,
       counted, has_attachment, malformed, body_state, has_html, joined_by, bounce_of)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?) RETURNING key`,
    )
    .all(
      searchKey,
      newId(),
      email.accountId,
      email.conversationKey,
      email.dedupeKey,
      email.messageId,
      from?.name ?? '',
      from?.address ?? null,
      email.subject,
      email.baseSubject === email.subject ? null : email.baseSubject,
      email.preview,
      sentAt,
      email.receivedAt,
      email.sizeBytes,
      Number(email.outbound),
      Number(email.automated),
      Number(email.assistant ?? false),
      Number(email.local ?? false),
      Number(email.attachments.some(attachment => !attachment.inline)),
      Number(email.malformed),
      email.bodyState,
      Number(email.hasHtml),
      email.joinedBy,
      email.bounceOf,
    )[0]
  if (row === undefined) throw new Error('An insert returns its row')
  const { key } = row
  if (email.unsent === true) w.prepare('UPDATE email SET unsent = 1 WHERE key = ?').run(key)
  w.prepare('INSERT INTO email_recipient(email_key, addresses) VALUES (?, ?)').run(key, packAddresses(email))
  if (email.content) storeContent(w, key, email.content)
  insertAttachments(w, key, email.attachments)
  const head = `${email.subject} ${addressWords(email)} ${attachmentWords(email.attachments)}`
  w.index.putEmail(searchKey, `${searchWords(head)} ${email.bodyWords}`)
  return key
}

/**
 * Stores a body that arrived after its email. Returns false when the email is gone meanwhile.
 *
 * Then `refreshConversations` with the email's conversation, for its preview.
 */
export function putContent(w: Writer, emailKey: number, body: NewContent): boolean {
  const email = w
    .prepare<{ subject: string; search_key: number }>('SELECT subject, search_key FROM email WHERE key = ?')
    .get(emailKey)
  if (email === undefined) return false
  w.prepare('UPDATE email SET body_state = ?, has_html = ?, preview = ? WHERE key = ?').run(
    body.bodyState,
    Number(body.hasHtml),
    body.preview,
    emailKey,
  )
  storeContent(w, emailKey, body.content)
  if (body.attachments) {
    replaceAttachments(w, emailKey, body.attachments)
    const listed = Number(body.attachments.some(attachment => !attachment.inline))
    w.prepare('UPDATE email SET has_attachment = ? WHERE key = ?').run(listed, emailKey)
  }
  const names = w.prepare<{ name: string }>('SELECT name FROM attachment WHERE email_key = ?').all(emailKey)
  const head = `${email.subject} ${addressWords(readAddresses(w, emailKey))} ${attachmentWords(names)}`
  w.index.putEmail(email.search_key, `${searchWords(head)} ${body.bodyWords}`)
  return true
}

/** Emails dated at or after `since` whose body is not on disk, newest first, each with one copy to fetch it from. */
export function emailsMissingBodies(
  r: Reader,
  accountId: string,
  options: { readonly since: number; readonly limit: number },
): readonly MissingBody[] {
  return r
    .prepare<MissingBody>(
      `SELECT email.key AS emailKey, copy.mailbox_key AS mailboxKey, copy.uid, email.size_bytes AS sizeBytes,
         email.sent_at AS sentAt
       FROM email CROSS JOIN email_copy AS copy ON copy.email_key = email.key
         AND (copy.mailbox_key, copy.uid) =
           (SELECT mailbox_key, uid FROM email_copy WHERE email_key = email.key ORDER BY mailbox_key, uid LIMIT 1)
       WHERE email.account_id = ? AND email.body_state IN ('partial', 'absent') AND email.sent_at >= ?
       ORDER BY email.sent_at DESC LIMIT ?`,
    )
    .all(accountId, options.since, options.limit)
}

/**
 * Keys of emails whose last copy went: moved, and not seen in the new mailbox yet, or gone for good.
 *
 * Such an email keeps its row, body and conversation, counts nowhere, and waits for `dropEmailsWithoutCopies`.
 */
export function emailsWithoutPlace(r: Reader, accountId: string, limit: number): readonly number[] {
  return r
    .prepare<{ key: number }>(
      'SELECT key FROM email WHERE account_id = ? AND places = 0 AND local = 0 LIMIT ?',
    )
    .all(accountId, limit)
    .map(row => row.key)
}

/** Like `emailsWithoutPlace`, by looking at every email: also those that an interrupted resync left without a refresh. */
export function emailsWithoutCopies(r: Reader, accountId: string, limit: number): readonly number[] {
  return r
    .prepare<{ key: number }>(
      `SELECT key FROM email WHERE account_id = ? AND local = 0
         AND NOT EXISTS (SELECT 1 FROM email_copy WHERE email_key = email.key) LIMIT ?`,
    )
    .all(accountId, limit)
    .map(row => row.key)
}

/**
 * Removes emails that no mailbox holds any more, with content and search rows; one that has a copy again stays.
 *
 * Only for the end of a round that looked everywhere. Returns the conversations to hand to `refreshConversations`.
 */
export function dropEmailsWithoutCopies(w: Writer, keys: Iterable<number>): readonly number[] {
  const find = w.prepare<{ conversation_key: number }>(
    `SELECT conversation_key FROM email WHERE key = ? AND local = 0
       AND NOT EXISTS (SELECT 1 FROM email_copy WHERE email_key = email.key)`,
  )
  const conversations = new Set<number>()
  for (const key of keys) {
    const found = find.get(key)
    if (found === undefined) continue
    deleteEmail(w, key)
    conversations.add(found.conversation_key)
  }
  return [...conversations]
}

type CopyState = {
  role: MailboxRole
  seen: number
  draft: number
  keywords: string
  here_only: number | null
}
type EmailState = {
  places: number
  draft: number
  counted: number
  unread: number
  tags: string
  here_only: number
}
type StoredState = EmailState & {
  conversation_key: number
  outbound: number
  local: number
  unsent: number
  local_keywords: string | null
}

const stateColumns = ['places', 'draft', 'counted', 'unread', 'tags', 'here_only'] as const

/**
 * Recomputes what an email's copies decide: where it lies, whether it counts, is a draft, is unread, its tags. A copy that
 * the user moved lies where they want it (store/pending-moves.ts).
 *
 * An email is unread when it is inbound, counts, and a copy in a counted place lacks `\Seen`. An email without any copy
 * counts nowhere, unless it was made here and sent; it is not deleted, for it may be on its way to another mailbox (MOVE). Returns the keys of the conversations to hand to
 * `refreshConversations`; keys that are gone are passed over.
 */
export function refreshEmails(w: Writer, keys: Iterable<number>): readonly number[] {
  const read = w.prepare<StoredState>(
    `SELECT conversation_key, outbound, local, unsent, ${stateColumns.join(', ')},
       (SELECT group_concat(keyword, ' ') FROM local_keyword WHERE email_key = email.key) AS local_keywords
     FROM email WHERE key = ?`,
  )
  const copies = w.prepare<CopyState>(
    `SELECT coalesce(wish.to_role, mailbox.role) AS role, copy.seen, copy.draft, copy.keywords, wish.here_only
     FROM email_copy AS copy
     JOIN mailbox ON mailbox.key = copy.mailbox_key
     LEFT JOIN pending_move AS wish ON wish.email_key = copy.email_key AND wish.mailbox_key = copy.mailbox_key
     WHERE copy.email_key = ?`,
  )
  const update = w.prepare(
    'UPDATE email SET places = ?, draft = ?, counted = ?, unread = ?, tags = ?, here_only = ? WHERE key = ?',
  )
  const conversations = new Set<number>()
  for (const key of new Set(keys)) {
    const email = read.get(key)
    if (email === undefined) continue
    conversations.add(email.conversation_key)
    const state = stateOf(email, copies.all(key))
    if (stateColumns.every(name => state[name] === email[name])) continue
    update.run(state.places, state.draft, state.counted, state.unread, state.tags, state.here_only, key)
  }
  return [...conversations]
}

function stateOf(email: StoredState, copies: readonly CopyState[]): EmailState {
  let places = 0
  let draftFlag = false
  let unseen = false
  let keywords = email.local_keywords ?? ''
  let hereOnly = 0
  for (const copy of copies) {
    const bit = placeBits[copy.role]
    places |= bit
    draftFlag ||= copy.draft === 1
    unseen ||= copy.seen === 0 && isCountedPlace(bit)
    if (copy.keywords !== '') keywords += ` ${copy.keywords}`
    if (copy.here_only === 1) hereOnly = 1
  }
  const draft = isDraft(places, draftFlag)
  const counted =
    !draft && (isCountedPlace(places) || (copies.length === 0 && email.local === 1 && email.unsent === 0))
  return {
    places,
    draft: Number(draft),
    counted: Number(counted),
    unread: Number(counted && unseen && email.outbound === 0),
    tags: joinTags(keywords),
    here_only: hereOnly,
  }
}

/** Those of some keywords that are tags, each once and in order, as rows keep them. */
function joinTags(keywords: string): string {
  if (keywords === '') return ''
  const tags = keywords.split(' ').flatMap(keyword => tagOf(keyword) ?? [])
  return [...new Set(tags)].sort().join(' ')
}

/** The address headers of an email. */
export function readAddresses(r: Reader, emailKey: number): EmailAddresses {
  const row = r
    .prepare<{ addresses: string }>('SELECT addresses FROM email_recipient WHERE email_key = ?')
    .get(emailKey)
  return unpackAddresses(row?.addresses ?? '{}')
}

/** Removes an email for good: row, content, attachments' rows, copies and search row. Then `refreshConversations`. */
export function deleteEmail(w: Writer, key: number): void {
  const gone = w
    .prepare<{ search_key: number }>('DELETE FROM email WHERE key = ? RETURNING search_key')
    .all(key)
  for (const row of gone) w.index.removeEmail(row.search_key)
}

function storeContent(w: Writer, key: number, content: Uint8Array): void {
  w.prepare(
    'INSERT INTO email_content(email_key, packed) VALUES (?, ?) ON CONFLICT DO UPDATE SET packed = excluded.packed',
  ).run(key, content)
}

function attachmentWords(attachments: readonly { readonly name: string }[]): string {
  return attachments.map(attachment => attachment.name).join(' ')
}
