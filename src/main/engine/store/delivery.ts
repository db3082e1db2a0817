import { addressKey } from '#shared/address.ts'
import type { BounceReason, BounceReport, DeliveryFailure, FailedRecipient } from '#shared/bounce.ts'
import type { EmailRow } from './email-view.ts'
import type { Reader, Writer } from './handle.ts'
import { placeBits } from './places.ts'

/** What a report says, to be kept. */
export type NewBounce = {
  readonly kind: BounceReport['kind']
  /** Of the mail that failed; without angle brackets. */
  readonly messageId: string | null
  readonly subject: string | null
  readonly recipients: readonly FailedRecipient[]
}

type StoredRecipient = {
  readonly address: string
  readonly sentTo: string | null
  readonly reason: BounceReason
  readonly status: string | null
  readonly diagnostic: string | null
}

const recipientColumns = 'address, sent_to AS sentTo, reason, status, diagnostic'

/**
 * Keeps what an email reports about a delivery; replaces what was known of it.
 *
 * The email counts as written by a machine from now on. Then `tieBounce`, and `refreshConversations` with its conversation.
 */
export function putBounce(w: Writer, accountId: string, emailKey: number, bounce: NewBounce): void {
  const email = w.prepare<{ outbound: number }>('SELECT outbound FROM email WHERE key = ?').get(emailKey)
  // What is sent from here reports nothing to us, whatever it looks like.
  if (email === undefined || email.outbound === 1) return
  w.prepare('DELETE FROM bounce_recipient WHERE email_key = ?').run(emailKey)
  w.prepare(
    `INSERT INTO bounce(email_key, account_id, kind, message_id, subject) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET kind = excluded.kind, message_id = excluded.message_id, subject = excluded.subject`,
  ).run(emailKey, accountId, bounce.kind, bounce.messageId, bounce.subject)
  const add = w.prepare(
    `INSERT INTO bounce_recipient(email_key, position, address, address_key, sent_to, sent_to_key, reason, status, diagnostic)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const [position, one] of bounce.recipients.entries()) {
    const { address, sentTo } = one
    const sentToKey = sentTo === null ? null : addressKey(sentTo)
    add.run(
      emailKey,
      position,
      address,
      addressKey(address),
      sentTo,
      sentToKey,
      one.reason,
      one.status,
      one.diagnostic,
    )
  }
  w.prepare('UPDATE email SET automated = 1, bounce_of = ? WHERE key = ?').run(
    bounce.kind === 'failed' ? (bounce.messageId ?? '') : null,
    emailKey,
  )
}

/** What an email reports about the delivery of another; null for ordinary mail. */
export function bounceReport(r: Reader, row: EmailRow): BounceReport | null {
  if (row.outbound === 1) return null
  const bounce = r
    .prepare<{ kind: BounceReport['kind']; failedId: string | null }>(
      `SELECT bounce.kind, coalesce(
         (SELECT failed.id FROM email AS failed WHERE failed.account_id = bounce.account_id
            AND failed.message_id = bounce.message_id AND failed.outbound = 1 ORDER BY failed.key LIMIT 1),
         (SELECT guessed.id FROM email AS guessed WHERE guessed.key = bounce.guessed_key)) AS failedId
       FROM bounce WHERE bounce.email_key = ?`,
    )
    .get(row.key)
  // Stored before reports were kept, and not read again yet.
  if (bounce === undefined)
    return row.bounce_of === null ? null : { kind: 'failed', failedEmailId: null, recipients: [] }
  const recipients = r
    .prepare<StoredRecipient>(
      `SELECT ${recipientColumns} FROM bounce_recipient WHERE email_key = ? ORDER BY position`,
    )
    .all(row.key)
  return { kind: bounce.kind, failedEmailId: bounce.failedId, recipients }
}

type StoredFailure = {
  readonly kind: BounceReport['kind']
  readonly reportedBy: string
  readonly reporter: string
  readonly address: string | null
  readonly sentTo: string | null
  readonly reason: BounceReason | null
  readonly status: string | null
  readonly diagnostic: string | null
}

/**
 * What bounces said about an email sent from here: one for each recipient, the last word on it.
 *
 * A report that lies in Junk says nothing: anybody can write one. One that names no recipient comes with an empty address.
 */
export function deliveryFailures(r: Reader, row: EmailRow): readonly DeliveryFailure[] {
  if (row.outbound === 0) return []
  const told = r
    .prepare<StoredFailure>(
      `SELECT bounce.kind, email.id AS reportedBy, coalesce(email.from_address, '') AS reporter, ${recipientColumns}
       FROM bounce JOIN email ON email.key = bounce.email_key
       LEFT JOIN bounce_recipient AS recipient ON recipient.email_key = bounce.email_key
       WHERE bounce.email_key IN (
           SELECT email_key FROM bounce
             WHERE account_id = (SELECT account_id FROM email WHERE key = ?) AND message_id = ?
           UNION SELECT email_key FROM bounce WHERE guessed_key = ?)
         AND email.places <> ?
       ORDER BY email.sent_at, email.key, recipient.position`,
    )
    .all(row.key, row.message_id, row.key, placeBits.junk)
  const failures = new Map<string, DeliveryFailure>()
  for (const { address, reason, ...rest } of told) {
    const failure = { ...rest, address: address ?? '', reason: reason ?? ('unknown' as const) }
    const key = addressKey(failure.address)
    // A warning that comes late takes back no failure.
    if (failure.kind === 'delayed' && failures.get(key)?.kind === 'failed') continue
    failures.set(key, failure)
  }
  return [...failures.values()]
}
