import type { IndexedEmail } from '#engine/mail/mime/index-email.ts'
import type { AttachmentInfo } from '#engine/mail/mime/layout.ts'
import { stripReplyPrefixes } from '#engine/mail/threading/reply-prefix.ts'
import type { NewAttachment } from '#engine/store/attachments.ts'
import type { NewBounce } from '#engine/store/delivery.ts'
import type { NewContent, NewEmail } from '#engine/store/emails.ts'
import type { BodyState } from '#shared/conversation.ts'
import type { ArrivalPlace, ArrivedEmail } from './apply.ts'
import type { ThreadSpot } from './place.ts'

/** A dedupe key of mail/mime as the store keeps it. */
export function dedupeBytes(dedupeKey: string): Uint8Array {
  return Buffer.from(dedupeKey, 'base64url')
}

/** An arrived email in the words of the store. */
export function toNewEmail(
  place: ArrivalPlace,
  { indexed, receivedAt, sizeBytes }: ArrivedEmail,
  dedupeKey: Uint8Array,
  spot: ThreadSpot,
): NewEmail {
  const { headers } = indexed
  return {
    accountId: place.accountId,
    conversationKey: spot.conversationKey,
    dedupeKey,
    messageId: headers.messageId,
    from: headers.from,
    replyTo: headers.replyTo,
    to: headers.to,
    cc: headers.cc,
    bcc: headers.bcc,
    subject: headers.subject,
    baseSubject: stripReplyPrefixes(headers.subject).base,
    preview: indexed.preview,
    sentAt: headers.sentAt ?? receivedAt,
    receivedAt: receivedAt || (headers.sentAt ?? 0),
    sizeBytes,
    outbound: spot.outbound,
    automated: headers.automated,
    malformed: headers.malformed.some(fault => fault.startsWith('duplicate-') || fault === 'several-authors'),
    bodyState: bodyStateOf(indexed),
    hasHtml: indexed.hasHtml,
    joinedBy: spot.joinedBy,
    bounceOf: null,
    content: indexed.content,
    bodyWords: indexed.bodyWords,
    attachments: attachmentsOf(indexed),
  }
}

/** A body that came later, in the words of the store. */
export function toNewContent(indexed: IndexedEmail): NewContent {
  return {
    content: indexed.content,
    bodyState: bodyStateOf(indexed),
    hasHtml: indexed.hasHtml,
    preview: indexed.preview,
    bodyWords: indexed.bodyWords,
    attachments: attachmentsOf(indexed),
  }
}

/** `partial` also where all text is here but the server may have further attachments: the body's fetch completes both. */
function bodyStateOf(indexed: IndexedEmail): BodyState {
  if (indexed.problems.includes('unreadable')) return 'unreadable'
  if (indexed.complete) return 'present'
  return !indexed.hasText && !indexed.hasHtml ? 'absent' : 'partial'
}

/** What machines say to machines about a delivery: read already, and no file that a row should tell of. */
const machineParts = /^(?:message\/(?:global-)?delivery-status|(?:text|message)\/(?:rfc822|global)-headers)$/

function attachmentsOf({ attachments, report }: IndexedEmail): readonly NewAttachment[] {
  return attachments.map(info => ({
    ...toNewAttachment(info),
    ...(report !== null && machineParts.test(info.type) ? { inline: true } : {}),
  }))
}

function toNewAttachment(info: AttachmentInfo): NewAttachment {
  return {
    partId: info.partId,
    name: info.name,
    type: info.type,
    sizeBytes: info.sizeBytes,
    inline: info.disposition === 'inline',
    contentId: info.contentId,
    encoding: info.encoding,
  }
}

/** What an email reports about a delivery, in the words of the store; null for mail that reports none. */
export function toNewBounce({ report }: IndexedEmail): NewBounce | null {
  if (report === null) return null
  const { kind, originalMessageId, originalSubject, recipients } = report
  return { kind, messageId: originalMessageId, subject: originalSubject, recipients }
}
