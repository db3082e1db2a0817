import { readContent } from '#engine/store/content.ts'
import { getEmail } from '#engine/store/conversation-thread.ts'
import { findEmail } from '#engine/store/email-lookup.ts'
import type { Reader } from '#engine/store/handle.ts'
import { type IdentityRecord, listIdentities } from '#engine/store/identities.ts'
import { getSettings } from '#engine/store/settings.ts'
import { addressKey, type EmailAddress } from '#shared/address.ts'
import type { Email } from '#shared/conversation.ts'
import type { DraftContent, DraftKind, DraftPrefill } from '#shared/draft.ts'
import { AppError } from '#shared/errors.ts'
import { headerValues } from '#shared/header-lines.ts'

/** An email that a draft answers or forwards. */
export type Answered = {
  readonly key: number
  readonly accountId: string
  readonly conversationKey: number
  readonly email: Email
  /** Its header block, one character per byte. */
  readonly headers: string
}

/** Who a draft of a kind is for, and who sends it. */
export type Addressees = {
  readonly identityId: string | null
  readonly to: readonly EmailAddress[]
  readonly cc: readonly EmailAddress[]
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
  const known = (name: string) =>
    headerValues(headers, name).flatMap(value =>
      [...value.matchAll(/<([^<>\s]{1,998})>/g)].map(id => id[1] ?? ''),
    )
  const earlier = known('references')
  const before = earlier.length > 0 ? earlier : known('in-reply-to').slice(0, 1)
  const own = email.messageId === null ? [] : [email.messageId]
  return [...new Set([...before.filter(id => id !== email.messageId), ...own])]
}

/** What a new draft says before anybody writes. */
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
  const identities = listIdentities(r)
  const { identityId, to, cc } = addressees(identities, kind, answered, start.accountId)
  const plain = getSettings(r).plainText
  const text = prefill.text ?? ''
  return {
    identityId,
    to: prefill.to ?? to,
    cc: prefill.cc ?? cc,
    bcc: prefill.bcc ?? [],
    subject: prefill.subject ?? subjectOf(kind, answered),
    html: plain ? '' : paragraphs(text),
    text,
    plain,
  }
}

/** Who a draft is for and from whom, without regard to what was typed into it. */
export function addressees(
  identities: readonly IdentityRecord[],
  kind: DraftKind,
  answered: Answered | null,
  accountId: string | null,
): Addressees {
  const own = new Set(identities.map(identity => identity.addressKey))
  const isOther = (one: EmailAddress) => !own.has(addressKey(one.address))
  const sending = identities.filter(identity => identity.sends)
  const home = answered?.accountId ?? accountId
  const identityId =
    (answered === null ? undefined : receivedBy(sending, answered.email))?.id ??
    sending.find(identity => identity.accountId === home)?.id ??
    sending[0]?.id ??
    null
  if (answered === null || kind === 'new' || kind === 'forward') return { identityId, to: [], cc: [] }
  const { email } = answered
  const authors = email.replyTo.length > 0 ? email.replyTo : email.from
  const to = email.outbound ? email.to : authors
  if (kind === 'reply') return { identityId, to: once(to), cc: [] }
  const others = email.outbound ? email.cc : [...email.to, ...email.cc].filter(isOther)
  const answeredTo = once(to)
  const known = new Set(answeredTo.map(one => addressKey(one.address)))
  return { identityId, to: answeredTo, cc: once(others).filter(one => !known.has(addressKey(one.address))) }
}

/** The identity that an email was sent to, or by. */
function receivedBy(identities: readonly IdentityRecord[], email: Email): IdentityRecord | undefined {
  const named = email.outbound ? email.from : [...email.to, ...email.cc]
  const keys = named.map(one => addressKey(one.address))
  return identities.find(identity => keys.includes(identity.addressKey))
}

function once(list: readonly EmailAddress[]): readonly EmailAddress[] {
  const byKey = new Map(list.filter(one => one.address !== '').map(one => [addressKey(one.address), one]))
  return [...byKey.values()]
}

function subjectOf(kind: DraftKind, answered: Answered | null): string {
  if (answered === null || kind === 'new') return ''
  const { subject } = answered.email
  const prefix = kind === 'forward' ? 'Fwd: ' : 'Re: '
  return subject.toLowerCase().startsWith(prefix.trim().toLowerCase())
    ? subject
    : `${prefix}${subject}`.trim()
}

/** Text as the editor's HTML. */
function paragraphs(text: string): string {
  if (text === '') return ''
  const escaped = (line: string) =>
    line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return text
    .split('\n')
    .map(line => `<p>${escaped(line)}</p>`)
    .join('')
}
