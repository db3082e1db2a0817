import { htmlToText } from '#engine/mail/mime/html-text.ts'
import { parseMessageIds } from '#engine/mail/mime/message-ids.ts'
import { readContent } from '#engine/store/content.ts'
import { getEmail } from '#engine/store/conversation-thread.ts'
import { findEmail } from '#engine/store/email-lookup.ts'
import { readAddresses } from '#engine/store/emails.ts'
import type { Reader } from '#engine/store/handle.ts'
import { listIdentities } from '#engine/store/identities.ts'
import { getSettings } from '#engine/store/settings.ts'
import type { Email } from '#shared/conversation.ts'
import type { DraftContent, DraftKind, DraftPrefill } from '#shared/draft.ts'
import { AppError } from '#shared/errors.ts'
import { headerValues } from '#shared/header-lines.ts'
import {
  forwardAsHtml,
  forwardAsText,
  type OriginalEmail,
  quoteAsHtml,
  quoteAsText,
} from '#shared/quote-original.ts'
import { type Addressees, addresseesOf, routeOf } from '#shared/recipients.ts'

/** An email that a draft answers or forwards. */
export type Answered = {
  readonly key: number
  readonly accountId: string
  readonly conversationKey: number
  readonly email: Email
  /** Its header block, one character per byte. */
  readonly headers: string
}

/**
 * The email that the screen named, with what answering it needs.
 *
 * @throws AppError 'not-found'
 */
export function readAnswered(r: Reader, emailId: string): Answered {
  const found = findEmail(r, emailId)
  if (found === null) throw new AppError('not-found', 'email')
  const { key, accountId, conversationKey } = found
  const headers = readContent(r, key)?.headers ?? ''
  return { key, accountId, conversationKey, email: getEmail(r, emailId), headers }
}

/** The Message-IDs that answering an email names, oldest first, its own last (RFC 5322 §3.6.4). */
export function referencesTo({ email, headers }: Answered): readonly string[] {
  const ids = (name: string) => headerValues(headers, name).flatMap(parseMessageIds)
  const references = ids('references')
  const inReplyTo = ids('in-reply-to')
  // Without References, In-Reply-To counts where it names one mail.
  const parents = references.length > 0 ? references : inReplyTo.length === 1 ? inReplyTo : []
  const { messageId } = email
  const own = messageId === null ? [] : [messageId]
  return [...new Set([...parents.filter(id => id !== messageId), ...own])]
}

/** Who a draft is for and from whom, without regard to what was typed into it. */
export function addresseesFor(
  r: Reader,
  kind: DraftKind,
  answered: Answered | null,
  accountId: string | null,
): Addressees {
  const identities = listIdentities(r)
  if (answered === null) return addresseesOf(kind, null, { identities, accountId })
  const { from, replyTo, to, cc } = answered.email
  const { bcc } = readAddresses(r, answered.key)
  const mail = { accountId: answered.accountId, from, replyTo, to, cc, bcc, ...routeOf(answered.headers) }
  return addresseesOf(kind, { ...mail, visitor: null }, { identities })
}

/** What a new draft says before anybody writes: what a link prefilled, the signature, the quote. */
export function startContent(
  r: Reader,
  start: {
    readonly kind: DraftKind
    readonly answered: Answered | null
    /** Of the conversation that it belongs to. */
    readonly accountId: string | null
    readonly prefill: DraftPrefill
  },
): DraftContent {
  const { kind, answered, prefill } = start
  const { identityId, to, cc, bcc } = addresseesFor(r, kind, answered, start.accountId)
  const { plainText: plain, signatures } = getSettings(r)
  const signature = (identityId === null ? undefined : signatures[identityId]) ?? ''
  const text = prefill.text ?? ''
  const quote = answered === null || kind === 'new' ? null : quoteOf(kind, answered.email)
  const words = [text, htmlToText(signature).trim(), quote?.text ?? ''].filter(part => part !== '')
  return {
    identityId,
    to: prefill.to ?? to,
    cc: prefill.cc ?? cc,
    bcc: prefill.bcc ?? bcc,
    subject: prefill.subject ?? subjectOf(kind, answered),
    html: plain ? '' : `${paragraphs(text)}${signature}${quote?.html ?? ''}`,
    text:
      words.length === 0 || (words.length === 1 && text !== '')
        ? text
        : `${text === '' ? '\n\n' : ''}${words.join('\n\n')}`,
    plain,
  }
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

function quoteOf(kind: DraftKind, email: Email): { readonly html: string; readonly text: string } {
  const { from, to, cc, subject } = email
  const sentAt = day.format(email.sentAt)
  const original: OriginalEmail = { from, to, cc, subject, sentAt, text: email.text ?? '' }
  return kind === 'forward'
    ? { html: forwardAsHtml(original), text: forwardAsText(original) }
    : { html: quoteAsHtml(original), text: quoteAsText(original) }
}

function subjectOf(kind: DraftKind, answered: Answered | null): string {
  if (answered === null || kind === 'new') return ''
  const { subject } = answered.email
  const prefix = kind === 'forward' ? 'Fwd: ' : 'Re: '
  return subject.toLowerCase().startsWith(prefix.trim().toLowerCase())
    ? subject
    : `${prefix}${subject}`.trim()
}

/** Text as the editor's HTML, with a line to write into. */
function paragraphs(text: string): string {
  const escaped = (line: string) =>
    line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return text
    .split('\n')
    .map(line => `<p>${escaped(line)}</p>`)
    .join('')
}
