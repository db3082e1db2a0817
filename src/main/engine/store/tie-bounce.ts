import { addressKey } from '#shared/address.ts'
import { dayMs } from '#shared/time.ts'
import { readAddresses } from './emails.ts'
import type { Reader, Writer } from './handle.ts'
import { addThreadRefs, mergeConversations } from './threads.ts'

/** What tying changed. */
export type Tied = {
  /** Conversations to hand to `refreshConversations`. */
  readonly conversations: readonly number[]
  /** Ids of conversations that became part of another one. */
  readonly mergedIds: readonly string[]
}

const nothing: Tied = { conversations: [], mergedIds: [] }

/** Mailers give up after five days (RFC 5321 §4.5.4.1); clocks differ by minutes. */
const givenUpMs = 5 * dayMs
const clockSkewMs = 10 * 60_000
/** How many sent emails are looked at for one report that names no Message-ID. */
const candidatesAtMost = 500

type Place = { readonly key: number; readonly conversation_key: number }
type Bounce = Place & {
  readonly account_id: string
  readonly message_id: string | null
  readonly own_message_id: string | null
  readonly subject: string | null
  readonly sent_at: number
}
type Sent = Place & { readonly subject: string; readonly account_id: string }

/**
 * Ties a report to the email that failed and brings it into that email's conversation; nothing where none is found.
 *
 * By the Message-ID that it names; else by recipient and time: the newest email to one of the recipients within the five
 * days before, one with the subject that the report copied first. Where the report names a Message-ID that isn't here, only
 * an email with that subject will do: the right one may still come.
 *
 * Call it after `refreshEmails`.
 */
export function tieBounce(w: Writer, bounceKey: number): Tied {
  const bounce = w
    .prepare<Bounce>(
      `SELECT email.key, email.conversation_key, email.sent_at, email.message_id AS own_message_id, bounce.account_id,
         bounce.message_id, bounce.subject
       FROM bounce JOIN email ON email.key = bounce.email_key WHERE bounce.email_key = ?`,
    )
    .get(bounceKey)
  if (bounce === undefined) return nothing
  const named = namedEmail(w, bounce)
  const failed = named ?? guess(w, bounce)
  w.prepare('UPDATE bounce SET guessed_key = ? WHERE email_key = ?').run(
    named === undefined ? (failed?.key ?? null) : null,
    bounceKey,
  )
  return failed === undefined || failed.conversation_key === bounce.conversation_key
    ? nothing
    : bringTogether(w, bounce, failed)
}

/** Ties reports that came before the email whose failure they report, like {@link tieBounce}. */
export function tieSentEmail(w: Writer, sentKey: number): Tied {
  const sent = w
    .prepare<{ account_id: string; message_id: string | null; sent_at: number }>(
      'SELECT account_id, message_id, sent_at FROM email WHERE key = ? AND outbound = 1',
    )
    .get(sentKey)
  if (sent === undefined) return nothing
  const recipients = JSON.stringify(recipientKeys(w, sentKey))
  const keys = w
    .prepare<{ email_key: number }>(
      `SELECT email_key FROM bounce WHERE account_id = ? AND message_id = ?
       UNION
       SELECT bounce.email_key FROM bounce_recipient AS recipient
         JOIN bounce ON bounce.email_key = recipient.email_key JOIN email ON email.key = bounce.email_key
         WHERE bounce.account_id = ? AND email.sent_at BETWEEN ? AND ?
           AND (recipient.address_key IN (SELECT value FROM json_each(?))
             OR recipient.sent_to_key IN (SELECT value FROM json_each(?)))`,
    )
    .all(
      sent.account_id,
      sent.message_id,
      sent.account_id,
      sent.sent_at - clockSkewMs,
      sent.sent_at + givenUpMs,
      recipients,
      recipients,
    )
  return together(keys.map(row => tieBounce(w, row.email_key)))
}

/** Several changes as one. */
export function together(all: readonly Tied[]): Tied {
  return {
    conversations: all.flatMap(one => one.conversations),
    mergedIds: all.flatMap(one => one.mergedIds),
  }
}

function namedEmail(r: Reader, bounce: Bounce): Place | undefined {
  return r
    .prepare<Place>(
      `SELECT key, conversation_key FROM email WHERE account_id = ? AND message_id = ? AND outbound = 1
       ORDER BY key LIMIT 1`,
    )
    .get(bounce.account_id, bounce.message_id)
}

function guess(r: Reader, bounce: Bounce): Place | undefined {
  const recipients = r
    .prepare<{ address_key: string; sent_to_key: string | null }>(
      'SELECT address_key, sent_to_key FROM bounce_recipient WHERE email_key = ?',
    )
    .all(bounce.key)
  const wanted = new Set(recipients.flatMap(one => [one.address_key, one.sent_to_key ?? one.address_key]))
  const isAbout = (sent: Sent) => bounce.subject !== null && sameSubject(sent.subject, bounce.subject)
  const subjectDecides = bounce.message_id !== null || wanted.size === 0
  const candidates = r
    .prepare<Sent>(
      `SELECT key, conversation_key, subject, account_id FROM email
       WHERE sent_at BETWEEN ? AND ? AND outbound = 1 AND counted = 1 AND draft = 0 ORDER BY sent_at DESC LIMIT ?`,
    )
    .all(bounce.sent_at - givenUpMs, bounce.sent_at + clockSkewMs, candidatesAtMost)
    .filter(sent => sent.account_id === bounce.account_id && (!subjectDecides || isAbout(sent)))
  // The subject is at hand, the recipients are not: a flood of reports about forged mail must stay cheap.
  const isTo = (sent: Sent) => wanted.size === 0 || recipientKeys(r, sent.key).some(key => wanted.has(key))
  return (
    candidates.find(sent => isAbout(sent) && isTo(sent)) ??
    (subjectDecides ? undefined : candidates.find(isTo))
  )
}

function sameSubject(one: string, other: string): boolean {
  const plain = (subject: string) => subject.replace(/\s+/g, ' ').trim().toLowerCase()
  return plain(one) === plain(other)
}

function recipientKeys(r: Reader, emailKey: number): readonly string[] {
  const { to, cc, bcc } = readAddresses(r, emailKey)
  return [...to, ...cc, ...bcc].map(one => addressKey(one.address)).filter(key => key !== '')
}

/** The whole conversation of a report that stands alone, so that links to it stay good; else the report only. */
function bringTogether(w: Writer, bounce: Bounce, failed: Place): Tied {
  w.prepare("UPDATE email SET joined_by = 'report' WHERE key = ?").run(bounce.key)
  const others = w
    .prepare<{ one: number }>(
      `SELECT 1 AS one FROM email WHERE conversation_key = ? AND key NOT IN (SELECT email_key FROM bounce) LIMIT 1`,
    )
    .get(bounce.conversation_key)
  if (others === undefined) {
    const into = Math.min(bounce.conversation_key, failed.conversation_key)
    const from = Math.max(bounce.conversation_key, failed.conversation_key)
    return { conversations: [into], mergedIds: mergeConversations(w, { into, from: [from] }) }
  }
  w.prepare('UPDATE email SET conversation_key = ? WHERE key = ?').run(failed.conversation_key, bounce.key)
  if (bounce.own_message_id !== null)
    addThreadRefs(w, bounce.account_id, failed.conversation_key, [bounce.own_message_id])
  return { conversations: [bounce.conversation_key, failed.conversation_key], mergedIds: [] }
}
