import type { BounceReport, FailedRecipient } from '#shared/bounce.ts'
import { safeLine, safeText } from '#shared/safe-text.ts'
import { addressesIn } from './bounce-addresses.ts'
import { type CopiedHeaders, readCopiedHeaders, splitReport } from './bounce-copy.ts'
import {
  type DeliveryStatus,
  enhancedStatus,
  readDeliveryStatus,
  type StatusRecipient,
} from './bounce-fields.ts'
import { bounceReason } from './bounce-reason.ts'
import {
  type BounceSigns,
  hasFailingSubject,
  hasFailingWords,
  isAnswer,
  isDelay,
  isMachine,
} from './bounce-signs.ts'
import { diagnosticIn, type NamedRecipient, namedRecipients } from './bounce-words.ts'
import { decodeRaw, decodeWords } from './encoded-words.ts'
import type { EmailHeaders } from './headers.ts'
import type { MimeNode } from './structure.ts'
import { decodeTransfer } from './transfer.ts'

/** What a mail that reports a failed or late delivery says (RFC 3464, and the forms that are older). */
export type MailReport = {
  readonly kind: BounceReport['kind']
  /** At most 100; empty where the report names nobody. */
  readonly recipients: readonly FailedRecipient[]
  /** Message-ID of the mail that failed, without angle brackets. */
  readonly originalMessageId: string | null
  /** Its subject, to find it by where its Message-ID is not told. */
  readonly originalSubject: string | null
}

/** A message to be read as a report. */
export type ReportSource = {
  readonly headers: EmailHeaders
  /** X-Failed-Recipients, as it came. */
  readonly failedRecipients: readonly string[]
  /** The tree, from the bytes or from the server's structure. */
  readonly root: MimeNode
  /** The encoded bytes of a part, as far as they are here. */
  readonly bytesOf: (node: MimeNode) => Buffer
  /** What a reader sees, HTML as text. */
  readonly text: string
}

const partBytes = 256 * 1024
const textLength = 128 * 1024

/** Parts that hold the machine's words about a delivery; RFC 6533 added the second. */
const statusTypes = /^(?:message|text|application)\/(?:global-|x-)?delivery-status$/
const copyTypes = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global-headers',
  'text/rfc822',
  'message/partial',
])

/**
 * Reads what a message reports about a delivery; null for mail that reports none, receipts and feedback among it.
 *
 * Bounded: 256 KB of each part, 100 recipients. Never throws on any bytes.
 */
export function readReport(source: ReportSource): MailReport | null {
  if (find(source.root, isOtherReport).length > 0) return null
  const split = splitReport(source.text.slice(0, textLength))
  const status = deliveryStatus(source, split.words)
  const copied = copiedHeaders(source, split.copy)
  const signs = signsOf(source, split.words)
  const failed = status.recipients.filter(one => one.fate !== 'delivered')
  if (status.recipients.length > 0 && failed.length === 0) return null
  if (failed.length > 0 && failed.some(one => one.address !== null || one.status !== null))
    return fromStatus(source, failed, status, copied, signs)
  return fromWords(source, copied, signs, split.copy !== null || find(source.root, isCopy).length > 0)
}

/** The parts without which a report can't be read, for whoever has only the beginning of a message. */
export function reportParts(root: MimeNode): readonly MimeNode[] {
  return find(root, isStatus)
}

const isStatus = ({ type }: MimeNode) => statusTypes.test(type)
const isCopy = ({ type }: MimeNode) => copyTypes.has(type)
/** Complaints (RFC 5965) and read receipts (RFC 8098) tell of mail that did arrive. */
const isOtherReport = ({ type, params }: MimeNode) =>
  type === 'message/feedback-report' ||
  type === 'message/disposition-notification' ||
  (type === 'multipart/report' &&
    /^(?:feedback-report|disposition-notification)$/i.test(params.get('report-type') ?? ''))

function find(node: MimeNode, fits: (node: MimeNode) => boolean): readonly MimeNode[] {
  const own = fits(node) ? [node] : []
  return node.type.startsWith('message/')
    ? own
    : [...own, ...node.children.flatMap(child => find(child, fits))]
}

function textOf({ bytesOf }: ReportSource, node: MimeNode): string {
  const bytes = decodeTransfer(bytesOf(node), node.encoding, partBytes)
  return safeText(decodeRaw(bytes.toString('latin1')))
}

function deliveryStatus(source: ReportSource, words: string): DeliveryStatus {
  const parts = find(source.root, isStatus).map(node => readDeliveryStatus(textOf(source, node)))
  const recipients = parts.flatMap(part => part.recipients)
  const originalMessageId = parts.find(part => part.originalMessageId !== null)?.originalMessageId ?? null
  if (recipients.length > 0) return { recipients, originalMessageId }
  // Some mailers write the fields into the text.
  return /^[ \t>]{0,8}(?:final|original)-recipient[ \t]*:/im.test(words)
    ? readDeliveryStatus(words)
    : { recipients: [], originalMessageId }
}

function copiedHeaders(source: ReportSource, copy: string | null): CopiedHeaders {
  for (const node of find(source.root, isCopy)) {
    const found = readCopiedHeaders(textOf(source, node).slice(0, 64 * 1024))
    if (found.messageId !== null || found.subject !== null) return found
  }
  return readCopiedHeaders(copy?.slice(0, 64 * 1024) ?? '')
}

function signsOf({ headers }: ReportSource, words: string): BounceSigns {
  const from = headers.from[0] ?? headers.sender
  return {
    from: from?.address ?? '',
    fromName: from?.name ?? '',
    subject: headers.subject,
    nullReturnPath: headers.nullReturnPath,
    autoSubmitted: headers.autoSubmitted,
    words,
  }
}

function fromStatus(
  source: ReportSource,
  failed: readonly StatusRecipient[],
  status: DeliveryStatus,
  copied: CopiedHeaders,
  signs: BounceSigns,
): MailReport {
  const kind = failed.some(one => one.fate === 'failed') ? 'failed' : 'delayed'
  const told = namedRecipients(signs.words, sendersOf(source))
  const nameless = namedHeader(source)[0] ?? told[0]?.address ?? null
  const recipients = new Map<string, FailedRecipient>()
  for (const one of failed) {
    if (kind === 'failed' && one.fate !== 'failed') continue
    const address = one.address ?? nameless
    if (address === null) continue
    const key = address.toLowerCase()
    const about =
      told.find(({ address: name }) => name.toLowerCase() === key)?.words ??
      (told.length <= 1 ? signs.words : '')
    recipients.set(key, recipientOf(address, one.writtenAs, one.status, one.diagnostic, about, kind))
  }
  return {
    kind,
    recipients: [...recipients.values()],
    originalMessageId: copied.messageId ?? status.originalMessageId,
    originalSubject: subjectOf(copied),
  }
}

function fromWords(
  source: ReportSource,
  copied: CopiedHeaders,
  signs: BounceSigns,
  hasCopy: boolean,
): MailReport | null {
  const header = namedHeader(source)
  const told = namedRecipients(signs.words, sendersOf(source))
  if (!isReport(source, signs, header.length > 0, told.length > 0, hasCopy)) return null
  const kind = isDelay(signs) ? 'delayed' : 'failed'
  const copiedTo = addressesIn(copied.to ?? '').map(({ address }) => address)
  const names =
    header.length > 0
      ? header
      : told.length > 0
        ? told.map(({ address }) => address)
        : copiedTo.length === 1
          ? copiedTo
          : []
  return {
    kind,
    recipients: names.map(address =>
      recipientOf(address, null, null, null, wordsFor(address, told, signs), kind),
    ),
    originalMessageId: copied.messageId,
    originalSubject: subjectOf(copied),
  }
}

/** Words and a machine that says them, or much more than words: a customer writes of failed deliveries, too. */
function isReport(
  source: ReportSource,
  signs: BounceSigns,
  hasHeader: boolean,
  hasName: boolean,
  hasCopy: boolean,
): boolean {
  if (isAnswer(signs)) return false
  const subject = hasFailingSubject(signs)
  const words = hasFailingWords(signs)
  if (hasHeader) return subject || words
  const reportType = source.root.type === 'multipart/report'
  if (isMachine(signs) || reportType) {
    return (
      (subject && (words || hasName || hasCopy)) || (words && hasName && (hasCopy || hasReply(signs.words)))
    )
  }
  return subject && words && hasName && (hasCopy || hasReply(signs.words))
}

function hasReply(words: string): boolean {
  return (
    /(?<![\d.])[45]\d\d[ -](?:#?[45]\.\d|[A-Za-z<])/.test(words) ||
    /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.test(words)
  )
}

function wordsFor(address: string, told: readonly NamedRecipient[], signs: BounceSigns): string {
  const named = told.find(one => one.address.toLowerCase() === address.toLowerCase())
  return named?.words ?? signs.words
}

function recipientOf(
  address: string,
  writtenAs: string | null,
  status: string | null,
  diagnostic: string | null,
  about: string,
  kind: BounceReport['kind'],
): FailedRecipient {
  const tells = (line: string) => bounceReason(line, null) !== null
  const said = diagnostic ?? diagnosticIn(about, tells)
  const code = status ?? enhancedStatus(said ?? '')
  const reason = bounceReason(said ?? '', code) ?? bounceReason(about, code)
  return {
    address: safeLine(address).slice(0, 320),
    sentTo: writtenAs === null ? null : safeLine(writtenAs).slice(0, 320),
    reason: reason ?? (kind === 'delayed' ? 'delayed' : 'unknown'),
    status: code,
    diagnostic: said === null ? null : safeLine(said).slice(0, 1_000) || null,
  }
}

function namedHeader({ failedRecipients }: ReportSource): readonly string[] {
  const names = failedRecipients.flatMap(value => addressesIn(decodeWords(value), 100))
  return [...new Set(names.map(({ address }) => address))].slice(0, 100)
}

/** Whom the report was sent to: the sender of the mail that failed. */
function sendersOf({ headers }: ReportSource): ReadonlySet<string> {
  return new Set([...headers.to, ...headers.cc].map(({ address }) => address.toLowerCase()))
}

function subjectOf(copied: CopiedHeaders): string | null {
  return copied.subject === null ? null : safeLine(decodeWords(copied.subject)).slice(0, 2_000) || null
}
