import { packBytes, packText } from './compress.ts'
import { ftsText, visibleText } from './fts-text.ts'
import type { EmailHeaders } from './headers.ts'
import type { AttachmentInfo, BodyBlock } from './layout.ts'
import { mimeLimits } from './limits.ts'
import {
  type ParsedEmail,
  type ParseOptions,
  parseAsSource,
  parseMessage,
  type ReadTextPart,
} from './parse.ts'
import { ownText, preview } from './preview.ts'
import type { MailReport } from './report.ts'

/** A message to be read for the store. */
export type MailToRead = ParseOptions & {
  /** The whole message, or its beginning. */
  readonly raw: Uint8Array
  /** INTERNALDATE, epoch ms UTC. */
  readonly receivedAt: number
}

/** All that the store keeps of a message, ready to be written: bulky parts are packed (see `packText`). */
export type IndexedEmail = {
  /** `sentAt` is null also when it lies more than two days after the arrival (F-20). */
  readonly headers: EmailHeaders
  readonly dedupeKey: string
  readonly preview: string
  /** Visible words of the body and of attached messages, lines kept. */
  readonly ftsText: string
  readonly ftsAddresses: string
  readonly ftsAttachments: string
  readonly contentText: Uint8Array | null
  /** HTML documents (see `splitHtmlDocuments`), packed. */
  readonly contentHtml: Uint8Array | null
  readonly contentHeaders: Uint8Array
  readonly attachments: readonly AttachmentInfo[]
  readonly textParts: readonly ReadTextPart[]
  readonly blocks: readonly BodyBlock[]
  readonly complete: boolean
  readonly hasCalendar: boolean
  readonly encrypted: boolean
  readonly report: MailReport | null
  readonly problems: readonly string[]
}

const clockSkewMs = 2 * 86_400_000

/** Reads a message into what the store keeps. Pure; never throws on any bytes. */
export function indexEmail(mail: MailToRead): IndexedEmail {
  return toIndexed(parseMessage(mail.raw, mail), mail.receivedAt)
}

/** {@link indexEmail} for a message that proved dangerous to read: headers and source only, bounded effort. */
export function indexAsSource(mail: MailToRead): IndexedEmail {
  return toIndexed(parseAsSource(mail.raw, mail), mail.receivedAt)
}

/** The stored form of a parsed message. */
export function toIndexed(email: ParsedEmail, receivedAt: number): IndexedEmail {
  const visible = visibleText(email, mimeLimits.ftsBytes)
  const { headers } = email
  const sentAt =
    headers.sentAt !== null && receivedAt > 0 && headers.sentAt > receivedAt + clockSkewMs
      ? null
      : headers.sentAt
  return {
    headers: sentAt === headers.sentAt ? headers : { ...headers, sentAt },
    dedupeKey: email.dedupeKey,
    preview: preview(ownText({ text: visible })),
    ftsText: ftsText(visible, email.embeddedText),
    ftsAddresses: addressWords(headers),
    ftsAttachments: email.attachments.map(attachment => attachment.name).join(' '),
    contentText: email.text === null ? null : packText(email.text),
    contentHtml: email.html === null ? null : packText(email.html),
    contentHeaders: packBytes(email.headerBlock),
    attachments: email.attachments,
    textParts: email.textParts,
    blocks: email.blocks,
    complete: email.complete,
    hasCalendar: email.hasCalendar,
    encrypted: email.encrypted,
    report: email.report,
    problems: email.problems,
  }
}

function addressWords(headers: EmailHeaders): string {
  const words = new Set<string>()
  for (const list of [headers.from, headers.replyTo, headers.to, headers.cc, headers.bcc]) {
    for (const { name, address } of list) {
      if (name !== '') words.add(name)
      if (address !== '') words.add(address)
    }
  }
  return [...words].join(' ')
}
