import type { Attachment } from '#shared/attachment.ts'
import { attachmentFacts } from '#shared/attachment-facts.ts'
import type { BodyState, Email } from '#shared/conversation.ts'
import { readUnsubscribe } from '#shared/list-unsubscribe.ts'
import type { AttachmentRecord } from './attachments.ts'
import { contentIdsIn } from './content-ids.ts'
import { bounceReport, deliveryFailures } from './delivery.ts'
import type { EmailParts } from './email-parts.ts'
import { fromStoredFlags, type StoredFlags, toKeywords } from './flags.ts'
import type { Reader } from './handle.ts'
import { senderTrust } from './sender-trust.ts'
import { submissionOfEmail } from './submissions.ts'

/** The columns of `EmailRow`. */
export const emailColumns = `key, id, message_id, subject, preview, sent_at, outbound, automated, malformed, unread, counted,
  unsent, body_state, has_html, bounce_of`

/** An email as SQLite gives it. */
export type EmailRow = {
  readonly key: number
  readonly id: string
  readonly message_id: string | null
  readonly subject: string
  readonly preview: string
  readonly sent_at: number
  readonly outbound: number
  readonly automated: number
  readonly malformed: number
  readonly unread: number
  readonly counted: number
  readonly unsent: number
  readonly body_state: BodyState
  readonly has_html: number
  readonly bounce_of: string | null
}

/** A stored email as a thread draws it, with its addresses, copies, attachments and text. */
export function toEmail(r: Reader, row: EmailRow, parts: EmailParts): Email {
  const { content, copies } = parts
  const { from, replyTo, to, cc } = parts.addresses
  return {
    id: row.id,
    messageId: row.message_id,
    mailboxes: mailboxesOf(copies),
    keywords: keywordsOf(copies),
    from,
    replyTo,
    to,
    cc,
    sentAt: row.sent_at,
    subject: row.subject,
    preview: row.preview,
    unread: row.unread === 1,
    outbound: row.outbound === 1,
    automated: row.automated === 1,
    malformed: row.malformed === 1,
    bodyState: row.body_state,
    text: content?.text ?? null,
    hasHtml: row.has_html === 1,
    htmlLength: content?.html?.length ?? 0,
    attachments: listAttachments(parts.attachments, row.has_html === 1 ? (content?.html ?? null) : ''),
    trust: senderTrust(r, row, parts),
    bounce: bounceReport(r, row),
    failures: deliveryFailures(r, row),
    unsubscribe: content === null || row.outbound === 1 ? null : readUnsubscribe(content.headers),
    submission: row.outbound === 1 ? emailSubmission(r, row.key) : null,
  }
}

function emailSubmission(r: Reader, key: number): Email['submission'] {
  const found = submissionOfEmail(r, key)
  if (found === null) return null
  const { id, state, sendAt, scheduled, retryAt, recipients, problem, heldForAnswer, sentCopy } = found
  return { id, state, sendAt, scheduled, retryAt, recipients, problem, heldForAnswer, sentCopy }
}

/** A file that the text does not draw is listed, whatever its sender calls it: else nobody would ever see it. */
function listAttachments(
  attachments: readonly AttachmentRecord[],
  html: string | null,
): readonly Attachment[] {
  // Until the HTML is here nobody knows what it draws.
  if (html === null) return attachments.map(toAttachment)
  const drawn = attachments.some(one => one.inline) ? contentIdsIn(html) : new Set<string>()
  return attachments.map(one => ({
    ...toAttachment(one),
    inline: one.inline && one.contentId !== null && drawn.has(one.contentId.toLowerCase()),
  }))
}

function toAttachment(one: AttachmentRecord): Attachment {
  return {
    id: one.id,
    name: one.name,
    sizeBytes: one.sizeBytes,
    inline: one.inline,
    onDisk: one.blobHash !== null,
    ...attachmentFacts(one.name, one.type, one.sniffedType),
  }
}

function mailboxesOf(copies: EmailParts['copies']): Email['mailboxes'] {
  const byName = new Map(copies.map(copy => [copy.name, { name: copy.name, role: copy.role }]))
  return [...byName.values()]
}

/** The union over all copies; only `$seen` must be on every one, so that no unread copy goes unnoticed. */
function keywordsOf(copies: readonly StoredFlags[]): readonly string[] {
  const keywords = new Set(copies.flatMap(copy => toKeywords(fromStoredFlags(copy))))
  if (copies.some(copy => copy.seen === 0)) keywords.delete('$seen')
  return [...keywords].sort()
}
