import type { MailboxRole } from '#shared/account.ts'
import { tagOf } from '#shared/actions.ts'
import { waitsOf } from '#shared/waits.ts'
import type { Reader } from './handle.ts'

type PlainEmail = {
  key: number
  sent_at: number
  received_at: number
  outbound: number
  automated: number
  has_attachment: number
  local: number
  unsent: number
}
type PlainConversation = {
  key: number
  id: string
  muted: number
  snoozed_until: number | null
  snoozed_key: number | null
  resurfaced_at: number | null
}

/** What rows should say, computed from emails, copies and wishes without a thought for speed. By id of conversation. */
export function plainRows(r: Reader, keys: readonly number[]): ReadonlyMap<string, Record<string, unknown>> {
  const conversations = r
    .prepare<PlainConversation>(
      `SELECT key, id, muted, snoozed_until, snoozed_key, resurfaced_at FROM conversation
       WHERE key IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(keys))
  return new Map(conversations.map(one => [one.id, plainRow(r, one)]))
}

function plainRow(r: Reader, conversation: PlainConversation): Record<string, unknown> {
  const emails = r
    .prepare<PlainEmail>('SELECT * FROM email WHERE conversation_key = ? ORDER BY sent_at, key')
    .all(conversation.key)
    .map(email => ({ ...email, ...plainEmail(r, email) }))
  const counted = emails.filter(email => email.counted)
  const unsent = emails.filter(email => email.unsent === 1)
  const visible = [counted, unsent, emails].find(some => some.length > 0) ?? []
  const written = r
    .prepare("SELECT 1 FROM draft WHERE conversation_key = ? AND state = 'open'")
    .all(conversation.key)
  const inInbox = counted.some(email => email.roles.includes('inbox'))
  const archived = (conversation.muted === 1 || !inInbox) && counted.some(email => email.outbound === 0)
  const snoozed = !archived && conversation.snoozed_until !== null
  const unread = counted.filter(email => email.unread)
  const waits = waitsOf(
    counted.map(email => ({
      id: email.key,
      at: email.sent_at,
      outbound: email.outbound === 1,
      automated: email.automated === 1,
    })),
  ).some(wait => wait.closedAt === null)
  const attached = counted.some(email => email.has_attachment === 1)
  return {
    hidden: Number(counted.length + unsent.length === 0),
    archived: archived ? 1 : snoozed ? 2 : 0,
    snoozed_until: archived || hasNews(conversation, counted) ? null : conversation.snoozed_until,
    email_count: counted.length,
    unread_count: unread.length,
    last_at: Math.max(visible.at(-1)?.sent_at ?? 0, conversation.resurfaced_at ?? 0),
    facet: Number(unread.length > 0) + (waits && !archived ? 2 : 0) + (attached ? 4 : 0),
    tags: [...new Set(counted.flatMap(email => email.tags))].sort().join(' '),
    here_only: Number(emails.some(email => email.hereOnly)),
    mailboxes: JSON.stringify([...new Set(emails.flatMap(email => email.mailboxes))].sort((a, b) => a - b)),
    has_draft: Number(
      written.length > 0 ||
        emails.some(
          email => email.isDraft && !email.roles.includes('trash') && !email.roles.includes('junk'),
        ),
    ),
  }
}

function hasNews(conversation: PlainConversation, counted: readonly (PlainEmail & PlainFacts)[]): boolean {
  const { snoozed_key: last, snoozed_until: until } = conversation
  if (last === null || until === null) return false
  const newest = Math.max(0, ...counted.filter(({ key }) => key <= last).map(email => email.received_at))
  return counted.some(email => email.key > last && email.outbound === 0 && email.received_at >= newest)
}

type PlainFacts = {
  readonly roles: readonly MailboxRole[]
  readonly mailboxes: readonly number[]
  readonly isDraft: boolean
  readonly counted: boolean
  readonly unread: boolean
  readonly tags: readonly string[]
  readonly hereOnly: boolean
}

function plainEmail(r: Reader, { key, outbound, local: madeHere, unsent }: PlainEmail): PlainFacts {
  const copies = r
    .prepare<{ role: MailboxRole; mailbox_key: number; seen: number; draft: number; keywords: string }>(
      `SELECT role, mailbox_key, seen, draft, keywords FROM email_copy JOIN mailbox ON mailbox.key = mailbox_key
       WHERE email_key = ?`,
    )
    .all(key)
  const wishes = r
    .prepare<{
      mailbox_key: number
      to_role: MailboxRole
      to_mailbox_key: number | null
      here_only: number
    }>('SELECT mailbox_key, to_role, to_mailbox_key, here_only FROM pending_move WHERE email_key = ?')
    .all(key)
  const local = r
    .prepare<{ keyword: string }>('SELECT keyword FROM local_keyword WHERE email_key = ?')
    .all(key)
  const placed = copies.flatMap(copy => {
    const ofCopy = wishes.filter(one => one.mailbox_key === copy.mailbox_key)
    if (ofCopy.length === 0) return { ...copy, hereOnly: false }
    return ofCopy.map(wish => ({ ...copy, role: wish.to_role, hereOnly: wish.here_only === 1 }))
  })
  const ofRole = r.prepare<{ key: number }>(
    `SELECT key FROM mailbox WHERE role = ? AND account_id = (SELECT account_id FROM email WHERE key = ?)`,
  )
  const mailboxes = [
    ...copies
      .filter(copy => !wishes.some(wish => wish.mailbox_key === copy.mailbox_key))
      .map(copy => copy.mailbox_key),
    ...wishes.flatMap(
      wish => wish.to_mailbox_key ?? ofRole.all(wish.to_role, key).map(mailbox => mailbox.key),
    ),
  ]
  const roles = placed.map(({ role }) => role)
  const aside = (role: MailboxRole) => role === 'trash' || role === 'junk' || role === 'drafts'
  const isDraft =
    (placed.some(copy => copy.draft === 1) || roles.includes('drafts')) &&
    !roles.includes('inbox') &&
    !roles.includes('sent')
  const sentFromHere = copies.length === 0 && madeHere === 1 && unsent === 0
  const counted = !isDraft && (sentFromHere || roles.some(role => !aside(role)))
  const keywords = [...placed.flatMap(copy => copy.keywords.split(' ')), ...local.map(one => one.keyword)]
  return {
    roles,
    mailboxes,
    isDraft,
    counted,
    unread: counted && outbound === 0 && placed.some(copy => copy.seen === 0 && !aside(copy.role)),
    tags: keywords.flatMap(keyword => tagOf(keyword) ?? []),
    hereOnly: placed.some(copy => copy.hereOnly),
  }
}

/** What the rows do say. */
export function storedRows(r: Reader, keys: readonly number[]): ReadonlyMap<string, Record<string, unknown>> {
  const rows = r
    .prepare<Record<string, unknown> & { id: string }>(
      `SELECT id, hidden, archived, snoozed_until, email_count, unread_count, last_at, facet, tags, here_only, has_draft, mailboxes
       FROM conversation WHERE key IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(keys))
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Counts over plain rows. */
export function plainCounts(rows: readonly Readonly<Record<string, unknown>>[]) {
  const listed = rows.filter(row => row.hidden === 0)
  const on = (side: number) => listed.filter(row => row.archived === side)
  return {
    total: listed.length,
    active: on(0).length + on(2).length,
    archived: on(1).length,
    snoozed: on(2).length,
    unread: on(0).filter(row => row.unread_count !== 0).length,
  }
}

/** The index of tags as it is, or as the rows of some conversations say. */
export function taggedKeys(r: Reader, keys?: readonly number[]): readonly string[] {
  if (keys === undefined)
    return r
      .prepare<{ keyword: string; conversation_key: number }>(
        "SELECT list AS keyword, conversation_key FROM list_member WHERE typeof(list) = 'text'",
      )
      .all()
      .map(row => `${row.conversation_key} ${row.keyword}`)
      .sort()
  return r
    .prepare<{ key: number; tags: string }>(
      "SELECT key, tags FROM conversation WHERE tags <> '' AND key IN (SELECT value FROM json_each(?))",
    )
    .all(JSON.stringify(keys))
    .flatMap(row => row.tags.split(' ').map(tag => `${row.key} ${tag}`))
    .sort()
}

/** Keys of a conversation's emails, oldest first. */
export function emailKeysOf(r: Reader, conversationKey: number): readonly number[] {
  return r
    .prepare<{ key: number }>('SELECT key FROM email WHERE conversation_key = ? ORDER BY sent_at, key')
    .all(conversationKey)
    .map(({ key }) => key)
}

/** Emails that are deleted, and count all the same: there are none. */
export function resurrected(r: Reader, conversationKeys: readonly number[]): readonly number[] {
  return r
    .prepare<{ key: number }>(
      `SELECT email.key FROM email JOIN tombstone USING (account_id, dedupe_key)
       WHERE counted = 1 AND conversation_key IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(conversationKeys))
    .map(({ key }) => key)
}
