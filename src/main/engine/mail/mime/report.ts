import type { BounceReport, FailedRecipient } from '#shared/bounce.ts'
import { safeLine, safeText } from '#shared/safe-text.ts'
import { addressesIn } from './bounce-addresses.ts'
import { type CopiedHeaders, readCopiedHeaders, splitReport } from './bounce-copy.ts'
import { type DeliveryStatus, readDeliveryStatus, type StatusRecipient } from './bounce-fields.ts'
import { localNames, recipientOf } from './bounce-recipient.ts'
import {
  type BounceSigns,
  hasFailingSubject,
  hasFailingWords,
  hasReply,
  hasTranscript,
  isAnswer,
  isDaemon,
  isDelay,
  isSuccess,
} from './bounce-signs.ts'
import { type NamedRecipient, namedRecipients } from './bounce-words.ts'
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

const namesRecipient = /^[ \t>]{0,8}(?:final|original)-recipient[ \t]*:/im
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
  if (!mayReport(source)) return null
  const split = splitReport(source.text.slice(0, textLength))
  if (find(source.root, isOtherReport).length > 0 && !isRefusal(split.words)) return null
  const signs = signsOf(source, split.words)
  const status = deliveryStatus(source, signs)
  const copied = copiedHeaders(source, split.copy)
  const failed = status.recipients.filter(one => one.fate !== 'delivered')
  if (status.recipients.length > 0 && failed.length === 0) return null
  if (failed.length > 0 && failed.some(one => one.address !== null || one.status !== null))
    return fromStatus(source, failed, status, copied, signs)
  const hasCopy = split.copy !== null || find(source.root, isCopy).length > 0
  const header = namedHeader(source)
  const told = namedRecipients(signs.words, sendersOf(source))
  if (!isReport(source, signs, header.length > 0, told.length > 0, hasCopy)) return null
  const passedOn = passedOnStatus(source, split.copy)
  return header.length === 0 && told.length === 0 && passedOn.recipients.length > 0
    ? fromStatus(source, passedOn.recipients, passedOn, copied, signs)
    : fromWords(header, told, copied, signs)
}

/** Whether to look further: every mail comes by here, and hardly any is a report. */
function mayReport(source: ReportSource): boolean {
  const signs = signsOf(source, '')
  return (
    source.failedRecipients.length > 0 ||
    signs.nullReturnPath ||
    isDaemon(signs) ||
    find(source.root, isAnyReport).length > 0 ||
    hasFailingSubject(signs)
  )
}

/** Dovecot refuses mail (RFC 5429) in the form of a receipt. */
function isRefusal(words: string): boolean {
  return /was (?:automatically )?(?:rejected|refused)/i.test(words.slice(0, 2_000))
}

/** The parts without which a report can't be read, for whoever has only the beginning of a message. */
export function reportParts(root: MimeNode): readonly MimeNode[] {
  return find(root, isStatus)
}

const isStatus = ({ type }: MimeNode) => statusTypes.test(type)
const isCopy = ({ type }: MimeNode) => copyTypes.has(type)
const isAnyReport = ({ type }: MimeNode) => type === 'multipart/report'
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

function deliveryStatus(source: ReportSource, signs: BounceSigns): DeliveryStatus {
  const parts = find(source.root, isStatus).map(node => readDeliveryStatus(textOf(source, node)))
  const recipients = parts.flatMap(part => part.recipients)
  const originalMessageId = parts.find(part => part.originalMessageId !== null)?.originalMessageId ?? null
  if (recipients.length > 0) return { recipients, originalMessageId }
  // Some mailers write the fields into the text; so do people who ask what they mean.
  return (isDaemon(signs) || signs.nullReturnPath) && namesRecipient.test(signs.words)
    ? readDeliveryStatus(signs.words)
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
  const nameless = namedHeader(source)[0] ?? told[0]?.address ?? onlyOne(copied.to) ?? null
  const recipients = new Map<string, FailedRecipient>()
  for (const one of failed) {
    if (kind === 'failed' && one.fate !== 'failed') continue
    const address = one.address ?? nameless ?? one.localName
    if (address === null) continue
    const key = address.toLowerCase()
    recipients.set(key, recipientOf({ ...one, address }, told, signs, kind))
  }
  return {
    kind,
    recipients: [...recipients.values()],
    originalMessageId: copied.messageId ?? status.originalMessageId,
    originalSubject: subjectOf(copied),
  }
}

function fromWords(
  header: readonly string[],
  told: readonly NamedRecipient[],
  copied: CopiedHeaders,
  signs: BounceSigns,
): MailReport {
  const kind = isDelay(signs) ? 'delayed' : 'failed'
  const names = [header, told.map(({ address }) => address), [onlyOne(copied.to) ?? []].flat()].find(
    some => some.length > 0,
  )
  return {
    kind,
    recipients: (names ?? localNames(signs)).map(address => recipientOf({ address }, told, signs, kind)),
    originalMessageId: copied.messageId,
    originalSubject: subjectOf(copied),
  }
}

/** A report inside a report: gateways and lists pass on what they got. */
function passedOnStatus(source: ReportSource, copy: string | null): DeliveryStatus {
  const deep = (node: MimeNode): readonly MimeNode[] =>
    isStatus(node) ? [node] : node.children.flatMap(deep)
  const texts = [...deep(source.root).map(node => textOf(source, node)), copy ?? '']
  for (const text of texts.filter(text => namesRecipient.test(text))) {
    const status = readDeliveryStatus(text)
    const recipients = status.recipients.filter(one => one.fate !== 'delivered' && one.address !== null)
    if (recipients.length > 0) return { ...status, recipients }
  }
  return { recipients: [], originalMessageId: null }
}

/** Words and a machine that says them, or much more than words: a customer writes of failed deliveries, too. */
function isReport(
  source: ReportSource,
  signs: BounceSigns,
  hasHeader: boolean,
  hasName: boolean,
  hasCopy: boolean,
): boolean {
  if (isAnswer(signs) || isSuccess(signs)) return false
  const subject = hasFailingSubject(signs)
  const words = hasFailingWords(signs)
  if (hasHeader) return subject || words
  const proof = hasCopy || hasReply(signs)
  if (isDaemon(signs) || source.root.type === 'multipart/report') {
    return (subject && (words || hasName || hasCopy)) || (words && hasName)
  }
  if (signs.nullReturnPath) return words && hasName && proof
  return subject && words && hasName && (hasCopy || hasTranscript(signs))
}

function namedHeader({ failedRecipients }: ReportSource): readonly string[] {
  const names = failedRecipients.flatMap(value => addressesIn(decodeWords(value), 100))
  return [...new Set(names.map(({ address }) => address))].slice(0, 100)
}

/** Whom the report was sent to: the sender of the mail that failed. */
function sendersOf({ headers }: ReportSource): ReadonlySet<string> {
  return new Set([...headers.to, ...headers.cc].map(({ address }) => address.toLowerCase()))
}

/** The address of a copied To header that names one person only. */
function onlyOne(to: string | null): string | null {
  const [first, second] = addressesIn(to ?? '')
  return first !== undefined && second === undefined ? first.address : null
}

function subjectOf(copied: CopiedHeaders): string | null {
  return copied.subject === null ? null : safeLine(decodeWords(copied.subject)).slice(0, 2_000) || null
}
