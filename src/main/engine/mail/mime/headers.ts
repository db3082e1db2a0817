import type { EmailAddress } from '#shared/address.ts'
import { safeLine } from '#shared/safe-text.ts'
import { parseAddressList } from './address-list.ts'
import { parseDate } from './dates.ts'
import { decodeWords } from './encoded-words.ts'
import { type HeaderFields, splitHeader } from './header-fields.ts'
import { mimeLimits } from './limits.ts'
import { parseMessageId, parseMessageIds } from './message-ids.ts'
import { parseParameters } from './parameters.ts'

/** What was wrong with a header block, for the "malformed headers" banner and the log. */
export type HeaderFault =
  | 'duplicate-from'
  | 'duplicate-sender'
  | 'duplicate-subject'
  | 'duplicate-date'
  | 'duplicate-message-id'
  | 'duplicate-reply-to'
  | 'several-authors'
  | 'no-from'
  | 'no-date'
  | 'bad-date'
  | 'header-too-long'
  | 'header-block-too-long'
  | 'header-without-end'

/**
 * Everything that Parley shows, sorts, threads or decides by, from one reading of one header block.
 *
 * Of a header that may appear once, the first one counts everywhere; To, Cc and Bcc that appear again are
 * joined, because losing a recipient is worse. Strings are single lines without control or bidi characters.
 */
export type EmailHeaders = {
  /** Without angle brackets. */
  readonly messageId: string | null
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  readonly subject: string
  readonly from: readonly EmailAddress[]
  readonly sender: EmailAddress | null
  readonly replyTo: readonly EmailAddress[]
  readonly to: readonly EmailAddress[]
  readonly cc: readonly EmailAddress[]
  readonly bcc: readonly EmailAddress[]
  /** How many recipients the limit left out of `to`, `cc` and `bcc`. */
  readonly recipientsOmitted: number
  /** The Date header in epoch ms UTC; null when missing or absurd. */
  readonly sentAt: number | null
  readonly automated: boolean
  /** Inside the brackets of List-Id (RFC 2919), lower case. */
  readonly listId: string | null
  /** The address of List-Post's mailto (RFC 2369); null when missing or NO. */
  readonly listPost: string | null
  /** First word of Auto-Submitted (RFC 3834), lower case. */
  readonly autoSubmitted: string | null
  /** `Return-Path: <>`: a message that must never be answered by a machine. */
  readonly nullReturnPath: boolean
  readonly xMailer: string | null
  readonly malformed: readonly HeaderFault[]
}

/** Reads a header block; whatever follows its blank line is ignored. Never throws. */
export function parseHeaders(block: Uint8Array): EmailHeaders {
  return readHeaders(splitHeader(asBuffer(block)).fields)
}

/** The same bytes as a Buffer, without a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * {@link parseHeaders} for fields that are split already.
 *
 * `bodyCharset` is what the mail's text declares: senders of raw 8-bit headers write them in the same charset.
 */
export function readHeaders(fields: HeaderFields, bodyCharset: string | null = null): EmailHeaders {
  const charset =
    bodyCharset ?? parseParameters(fields.get('content-type') ?? '').params.get('charset') ?? null
  const addresses = (raw: string | undefined) =>
    raw === undefined ? { addresses: [], omitted: 0 } : parseAddressList(raw, charset)
  const joined = (values: readonly string[]) => addresses(values.length === 0 ? undefined : values.join(', '))
  const line = (raw: string | undefined, length: number) =>
    raw === undefined ? '' : safeLine(decodeWords(raw, charset)).slice(0, length)
  const from = addresses(fields.get('from'))
  const sender = addresses(fields.get('sender')).addresses[0] ?? null
  const to = joined(fields.all('to'))
  const cc = joined(fields.all('cc'))
  const bcc = joined(fields.all('bcc'))
  const sentAt = parseDate(fields.get('date'))
  const autoSubmitted = firstWord(fields.get('auto-submitted'))
  const nullReturnPath = /^<\s*>$/.test(fields.get('return-path') ?? '')
  const listId = bracketed(fields.get('list-id'))
  return {
    messageId: parseMessageId(fields.get('message-id')),
    inReplyTo: parseMessageIds(fields.get('in-reply-to') ?? ''),
    references: parseMessageIds(fields.get('references') ?? ''),
    subject: line(fields.get('subject'), mimeLimits.subjectLength),
    from: from.addresses,
    sender,
    replyTo: addresses(fields.get('reply-to')).addresses,
    to: to.addresses,
    cc: cc.addresses,
    bcc: bcc.addresses,
    recipientsOmitted: to.omitted + cc.omitted + bcc.omitted,
    sentAt,
    automated: isAutomated(fields, autoSubmitted, nullReturnPath),
    listId,
    listPost: /<mailto:([^>?]{1,500})/i.exec(fields.get('list-post') ?? '')?.[1] ?? null,
    autoSubmitted,
    nullReturnPath,
    xMailer: line(fields.get('x-mailer') ?? fields.get('user-agent'), 200) || null,
    malformed: faults(fields, from.addresses, sentAt),
  }
}

/** Headers that only machines write when they answer by themselves; any value counts. */
const autoReplyMarks = [
  'x-autoreply',
  'x-autorespond',
  'x-auto-reply',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-autogenerated',
  'x-auto-response',
]
const bulkPrecedence = new Set(['bulk', 'junk', 'list', 'auto_reply'])

/** Whether a machine sent this: never makes a contact, never counts, never gets an automatic answer (RFC 3834). */
function isAutomated(fields: HeaderFields, autoSubmitted: string | null, nullReturnPath: boolean): boolean {
  if (nullReturnPath) return true
  if (autoSubmitted !== null && autoSubmitted !== 'no') return true
  if (fields.get('list-id') !== undefined) return true
  if (bulkPrecedence.has(firstWord(fields.get('precedence')) ?? '')) return true
  if (autoReplyMarks.some(name => meansYes(fields.get(name)))) return true
  const type = fields.get('content-type')
  return type !== undefined && parseParameters(type).value.toLowerCase() === 'multipart/report'
}

function meansYes(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !/^(?:no|false|0)$/i.test(value)
}

function faults(fields: HeaderFields, from: readonly EmailAddress[], sentAt: number | null): HeaderFault[] {
  const list: HeaderFault[] = []
  if (fields.all('from').length > 1) list.push('duplicate-from')
  if (fields.all('sender').length > 1) list.push('duplicate-sender')
  if (fields.all('subject').length > 1) list.push('duplicate-subject')
  if (fields.all('date').length > 1) list.push('duplicate-date')
  if (fields.all('message-id').length > 1) list.push('duplicate-message-id')
  if (fields.all('reply-to').length > 1) list.push('duplicate-reply-to')
  if (from.length > 1) list.push('several-authors')
  if (from.length === 0) list.push('no-from')
  if (sentAt === null) list.push(fields.get('date') === undefined ? 'no-date' : 'bad-date')
  for (const problem of fields.problems) {
    if (
      problem === 'header-too-long' ||
      problem === 'header-block-too-long' ||
      problem === 'header-without-end'
    ) {
      if (!list.includes(problem)) list.push(problem)
    }
  }
  return list
}

function firstWord(raw: string | undefined): string | null {
  const word = raw === undefined ? undefined : /^[a-z_-]+/i.exec(raw)?.[0]
  return word === undefined ? null : word.toLowerCase()
}

function bracketed(raw: string | undefined): string | null {
  if (raw === undefined) return null
  const inside = /<([^<>]{1,250})>\s*$/.exec(raw.slice(-300))?.[1] ?? raw
  return safeLine(decodeWords(inside)).toLowerCase().slice(0, 250) || null
}
