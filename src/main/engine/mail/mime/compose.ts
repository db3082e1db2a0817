import MailComposer from 'nodemailer/lib/mail-composer'
import type MimeNode from 'nodemailer/lib/mime-node'
import { addressKey, type EmailAddress, isSendable } from '#shared/address.ts'
import { AppError } from '#shared/errors.ts'
import { headerFields } from '#shared/header-lines.ts'
import { type EmailHeaders, parseHeaders } from './headers.ts'
import { attachmentPart, type OutgoingAttachment } from './outgoing-attachment.ts'
import { fitForWire } from './outgoing-guard.ts'
import { headerMailbox, refuseBreaks, subjectValue } from './outgoing-header.ts'
import { cleanOutgoingHtml, cleanText, drawnContentIds, outgoingText } from './outgoing-html.ts'
import { idList, ownId } from './outgoing-ids.ts'

/** A mail to be built. */
export type OutgoingMail = {
  /** Null only in a draft's copy. */
  readonly from: EmailAddress | null
  readonly to: readonly EmailAddress[]
  readonly cc: readonly EmailAddress[]
  readonly bcc: readonly EmailAddress[]
  readonly replyTo?: readonly EmailAddress[] | undefined
  readonly subject: string
  /** All there is where `html` is null; else the plain part is made from the HTML. */
  readonly text: string
  /** As the editor writes it; null for plain text. */
  readonly html: string | null
  /** Ids here and below without angle brackets. */
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  readonly messageId: string
  /** Epoch ms; written in UTC, because where a writer's clock stands is their own matter. */
  readonly date: number
  readonly attachments: readonly OutgoingAttachment[]
  /** Makes it the copy of a draft, which keeps its Bcc and need not be complete: the value of `X-Parley-Draft`. */
  readonly draftMark?: string | undefined
}

/** Who SMTP is told: this, never the headers, decides where a mail goes. */
export type MailEnvelope = { readonly from: string; readonly to: readonly string[] }

/** A built mail. */
export type ComposedMail = {
  readonly envelope: MailEnvelope
  /** The message, once: CRLF only, lines of 998 bytes at most, no Bcc but in a draft's copy. Reads files as it goes. */
  readonly bytes: AsyncIterable<Uint8Array>
}

type People = Pick<OutgoingMail, 'to' | 'cc' | 'bcc'> & {
  readonly from: readonly EmailAddress[]
  readonly replyTo: readonly EmailAddress[]
}

/** Some programs draw a mail without a font of its own in a book face. */
const frame = [
  '<!doctype html><html><head><meta charset="utf-8"></head><body>' +
    '<div style="font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.5">',
  '</div></body></html>',
] as const

/** The end of the years with four digits (RFC 5322 §3.3). */
const latestDate = Date.UTC(10_000, 0)

const draftMarkShape = /^[A-Za-z0-9_-]{1,80}\/\d{1,9}$/

/** Every field that a mail of ours has at its head. */
const ownFields = new Set(
  (
    'from to cc reply-to subject message-id date in-reply-to references mime-version content-type ' +
    'content-transfer-encoding content-disposition'
  ).split(' '),
)

/**
 * Builds the bytes of a mail (RFC 5322, RFC 2045) and its envelope.
 *
 * What the headers say afterwards is read back and held against what was asked for, so that no value can add a field or
 * a recipient.
 *
 * @throws AppError `invalid-request` naming the field that holds a line break, a NUL or an address that mail can't be
 * sent to, or `recipients` without any; while reading `bytes`: `not-found`, `unreadable` for a file
 */
export async function composeMail(mail: OutgoingMail): Promise<ComposedMail> {
  const isDraft = mail.draftMark !== undefined
  const people = mailboxes(mail)
  const envelope = envelopeOf(people)
  if (!isDraft && envelope.to.length === 0) throw new AppError('invalid-request', 'recipients')
  const html = mail.html === null ? null : cleanOutgoingHtml(mail.html)
  const drawn = html === null ? new Set<string>() : drawnContentIds(html)
  const attachments = await Promise.all(mail.attachments.map(one => attachmentPart(one, drawn)))
  const node = new MailComposer({
    ...headerOptions(mail, people),
    text: textPart(html === null ? cleanText(mail.text) : outgoingText(html)),
    ...(html === null ? {} : { html: { content: lines(`${frame[0]}${html}${frame[1]}`) } }),
    attachments: [...attachments],
    boundaryPrefix: '=_',
    newline: '\r\n',
    disableUrlAccess: true,
    disableFileAccess: true,
  }).compile()
  node.keepBcc = isDraft
  proveHead(node, mail, people)
  return { envelope, bytes: fitForWire(node.createReadStream()) }
}

function mailboxes(mail: OutgoingMail): People {
  const isDraft = mail.draftMark !== undefined
  const list = (field: string, all: readonly EmailAddress[]) => {
    const seen = new Set<string>()
    // What is still being typed is no address yet, and waits on this computer.
    const whole = isDraft ? all.filter(({ address }) => isSendable(address)) : all
    return whole
      .map(one => headerMailbox(field, one))
      .filter(({ address }) => !seen.has(addressKey(address)) && seen.add(addressKey(address)))
  }
  if (mail.from === null && !isDraft) throw new AppError('invalid-request', 'from')
  return {
    from: mail.from === null ? [] : [headerMailbox('from', mail.from)],
    to: list('to', mail.to),
    cc: list('cc', mail.cc),
    bcc: list('bcc', mail.bcc),
    replyTo: list('replyTo', mail.replyTo ?? []),
  }
}

function envelopeOf({ from, to, cc, bcc }: People): MailEnvelope {
  const byKey = new Map<string, string>()
  for (const { address } of [...to, ...cc, ...bcc])
    if (!byKey.has(addressKey(address))) byKey.set(addressKey(address), address)
  return { from: from[0]?.address ?? '', to: [...byKey.values()] }
}

function headerOptions(mail: OutgoingMail, people: People) {
  const { draftMark } = mail
  if (draftMark !== undefined && !draftMarkShape.test(draftMark))
    throw new AppError('invalid-request', 'draftMark')
  if (!(mail.date >= 0 && mail.date < latestDate)) throw new AppError('invalid-request', 'date')
  const named = (all: readonly EmailAddress[]) => all.map(({ name, address }) => ({ name, address }))
  const hidden = people.to.length === 0 && people.cc.length === 0 && people.bcc.length > 0
  const subject = subjectValue(mail.subject)
  const references = idList('references', mail.references)
  const inReplyTo = idList('inReplyTo', mail.inReplyTo === null ? [] : [mail.inReplyTo])
  return {
    ...(people.from.length > 0 ? { from: named(people.from) } : {}),
    // RFC 5322 Appendix A.1.3: servers and readers expect somebody to be named.
    to: hidden && draftMark === undefined ? 'undisclosed-recipients:;' : named(people.to),
    cc: named(people.cc),
    bcc: named(people.bcc),
    ...(people.replyTo.length > 0 ? { replyTo: named(people.replyTo) } : {}),
    messageId: ownId('messageId', mail.messageId),
    date: new Date(mail.date),
    ...(inReplyTo === '' ? {} : { inReplyTo }),
    ...(references === '' ? {} : { references }),
    headers: {
      ...(subject === '' ? {} : { Subject: { prepared: true, foldLines: true, value: subject } }),
      ...(draftMark === undefined
        ? {}
        : { 'X-Parley-Draft': { prepared: true, value: refuseBreaks('draftMark', draftMark) } }),
    },
  }
}

/** An empty text is still a part: a mail without one is drawn as its first file by some programs. */
function textPart(text: string): { readonly content: string } {
  return { content: lines(text === '' ? '\n' : text) }
}

function lines(text: string): string {
  const ended = text.endsWith('\n') ? text : `${text}\n`
  return ended.replaceAll('\n', '\r\n')
}

/** Holds the head of the built mail against what was asked for. */
function proveHead(node: MimeNode, mail: OutgoingMail, people: People): void {
  const block = `${node.buildHeaders()}\r\n\r\n`
  const names = headerFields(block).map(field => field.name)
  const allowed = mail.draftMark === undefined ? ownFields : new Set([...ownFields, 'bcc', 'x-parley-draft'])
  const strange = names.find((name, at) => !allowed.has(name) || names.indexOf(name) !== at)
  if (strange !== undefined) throw new AppError('internal', `outgoing mail: field ${strange}`)
  const read = parseHeaders(Buffer.from(block))
  for (const field of ['from', 'to', 'cc', 'replyTo'] as const) {
    if (keys(read[field]) !== keys(people[field])) throw new AppError('internal', `outgoing mail: ${field}`)
  }
  if (read.messageId !== mail.messageId) throw new AppError('internal', 'outgoing mail: messageId')
}

function keys(list: EmailHeaders['to']): string {
  return list
    .filter(({ address }) => address !== '')
    .map(({ address }) => addressKey(address))
    .join(' ')
}
