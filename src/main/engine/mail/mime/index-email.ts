import { searchWords } from '#shared/search-words.ts'
import { ftsText, visibleText } from './fts-text.ts'
import type { EmailHeaders } from './headers.ts'
import { keptHeaders } from './kept-headers.ts'
import type { AttachmentInfo, BodyBlock } from './layout.ts'
import { mimeLimits } from './limits.ts'
import { packContent } from './pack-content.ts'
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

/** All that the store keeps of a message, ready to be written. */
export type IndexedEmail = {
  /** `sentAt` is null also when it lies more than two days after the arrival (F-20). */
  readonly headers: EmailHeaders
  readonly dedupeKey: string
  readonly preview: string
  /** Words of the body and of attached messages, as `searchWords` makes them. */
  readonly bodyWords: string
  /** Text, HTML documents (see `splitHtmlDocuments`) and headers, as `packContent` makes it. */
  readonly content: Uint8Array
  readonly hasText: boolean
  readonly hasHtml: boolean
  readonly attachments: readonly AttachmentInfo[]
  readonly textParts: readonly ReadTextPart[]
  readonly blocks: readonly BodyBlock[]
  readonly complete: boolean
  /** See `ParsedEmail`. */
  readonly missingParts: readonly string[]
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
  // A mailer's report is a machine's, also where its headers don't say so (semantics.md, Automated mail).
  const headers = email.report === null ? email.headers : { ...email.headers, automated: true }
  const sentAt =
    headers.sentAt !== null && receivedAt > 0 && headers.sentAt > receivedAt + clockSkewMs
      ? null
      : headers.sentAt
  return {
    headers: sentAt === headers.sentAt ? headers : { ...headers, sentAt },
    dedupeKey: email.dedupeKey,
    preview: preview(ownText({ text: visible })),
    bodyWords: searchWords(ftsText(visible, email)),
    content: packContent({ text: email.text, html: email.html, headers: keptHeaders(email.headerBlock) }),
    hasText: email.text !== null,
    hasHtml: email.html !== null,
    attachments: email.attachments,
    textParts: email.textParts,
    blocks: email.blocks,
    complete: email.complete,
    missingParts: email.missingParts,
    hasCalendar: email.hasCalendar,
    encrypted: email.encrypted,
    report: email.report,
    problems: email.problems,
  }
}
