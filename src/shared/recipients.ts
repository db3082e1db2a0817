import { addressKey, type EmailAddress, isSendable } from './address.ts'
import type { DraftKind } from './draft.ts'
import { headerValues } from './header-lines.ts'
import { parseMailto } from './mailto.ts'
import { createOwnAddresses, type OwnAddresses } from './recipients-own.ts'

/** An address that mail can be sent as. */
export type OwnIdentity = {
  readonly id: string
  readonly accountId: string
  readonly address: string
  /** Its account can send. */
  readonly sends: boolean
}

/** All that decides who an answer goes to. */
export type AnsweredMail = {
  /** The account that has it. */
  readonly accountId: string
  readonly from: readonly EmailAddress[]
  readonly replyTo: readonly EmailAddress[]
  readonly to: readonly EmailAddress[]
  readonly cc: readonly EmailAddress[]
  /** Of own mail: who else got it. */
  readonly bcc: readonly EmailAddress[]
  /** Addresses of the envelope, as the own server noted them. */
  readonly deliveredTo: readonly string[]
  /** Where the mail's list takes answers (RFC 2369 §3.4); null where it is no list's or takes none. */
  readonly listPost: string | null
  /** Whom a contact form names in its fields; null for any other mail. */
  readonly visitor: EmailAddress | null
}

/** Who a draft is for, and who sends it. */
export type Addressees = {
  /** Null where nothing can send. */
  readonly identityId: string | null
  readonly to: readonly EmailAddress[]
  readonly cc: readonly EmailAddress[]
  readonly bcc: readonly EmailAddress[]
}

type Mailboxes = readonly EmailAddress[]

/**
 * Who an answer goes to, and from which identity (semantics.md, Sending 6).
 *
 * Answers go to Reply-To, else to From; on `reply-all` those beside the answerer in To stay in To and those in Cc in
 * Cc, and a list that is named nowhere else is added. Own addresses (`aliases` and their `+tags` too) are dropped unless
 * nobody is left. Own mail is answered to those who got it; a mail that a form sent in the own name goes to its visitor.
 * What no mail can be sent to is left out; nobody is named twice.
 *
 * `received`: null for a mail of its own. An identity that got the mail is preferred, in its own account first.
 */
export function addresseesOf(
  kind: DraftKind,
  received: AnsweredMail | null,
  own: {
    readonly identities: readonly OwnIdentity[]
    readonly aliases?: readonly string[]
    /** For a mail of its own: where it is written. */
    readonly accountId?: string | null
  },
): Addressees {
  const addresses = createOwnAddresses([
    ...own.identities.map(identity => identity.address),
    ...(own.aliases ?? []),
  ])
  const identityId = senderOf(received, own, addresses)
  if (received === null || kind === 'new' || kind === 'forward')
    return { identityId, to: [], cc: [], bcc: [] }
  const { to, cc, bcc } = answered(kind === 'reply-all', received, addresses)
  const takeNew = once()
  return { identityId, to: takeNew(to), cc: takeNew(cc), bcc: takeNew(bcc) }
}

/** The envelope and the list of a mail, from its header block (one character per byte). */
export function routeOf(headers: string): Pick<AnsweredMail, 'deliveredTo' | 'listPost'> {
  const deliveredTo = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']
    .flatMap(name => headerValues(headers, name))
    .flatMap(value => value.split(','))
    .map(value => value.trim().replace(/^<(.*)>$/, '$1'))
    .filter(isSendable)
  const posts = headerValues(headers, 'list-post').flatMap(value => [...value.matchAll(/<([^<>]{1,500})>/g)])
  const listPost = posts.map(([, link]) => parseMailto(link ?? '')?.to[0]).find(one => one !== undefined)
  return { deliveredTo, listPost: listPost ?? null }
}

type Split = { readonly to: Mailboxes; readonly cc: Mailboxes; readonly bcc: Mailboxes }

function answered(all: boolean, mail: AnsweredMail, own: OwnAddresses): Split {
  const others = (list: Mailboxes) => list.filter(({ address }) => !own.has(address))
  const to = others(mail.to)
  const cc = others(mail.cc)
  if (isOwnMail(mail, own)) {
    const bcc = others(mail.bcc)
    // A note to oneself is answered to oneself.
    if (to.length + cc.length + bcc.length === 0) return { to: mail.to, cc: [], bcc: [] }
    if (all) return { to, cc, bcc: to.length + cc.length === 0 ? bcc : [] }
    return to.length > 0 ? { to, cc: [], bcc: [] } : { to: cc, cc: [], bcc: cc.length > 0 ? [] : bcc }
  }
  const authors = authorsOf(mail, own)
  if (!all) return { to: authors, cc: [], bcc: [] }
  const named = new Set([...authors, ...to, ...cc].map(({ address }) => addressKey(address)))
  const list =
    mail.listPost === null || named.has(addressKey(mail.listPost)) || own.has(mail.listPost)
      ? []
      : [{ name: '', address: mail.listPost }]
  return { to: [...authors, ...to], cc: [...cc, ...list], bcc: [] }
}

/** Whether we wrote it: not where a form used our address to write to us for somebody else. */
function isOwnMail(mail: AnsweredMail, own: OwnAddresses): boolean {
  const from = sendable(mail.from)
  if (from.length === 0 || !from.every(({ address }) => own.has(address))) return false
  const gotByOthers = [...mail.to, ...mail.cc, ...mail.bcc].some(({ address }) => !own.has(address))
  return gotByOthers || visitorsOf(mail, own).length === 0
}

function visitorsOf(mail: AnsweredMail, own: OwnAddresses): Mailboxes {
  const asked = sendable(mail.replyTo).filter(({ address }) => !own.has(address))
  if (asked.length > 0 || mail.visitor === null) return asked
  return sendable([mail.visitor]).filter(({ address }) => !own.has(address))
}

function authorsOf(mail: AnsweredMail, own: OwnAddresses): Mailboxes {
  const visitors = visitorsOf(mail, own)
  return visitors.length > 0 ? visitors : sendable(mail.from)
}

function senderOf(
  mail: AnsweredMail | null,
  {
    identities,
    accountId = null,
  }: { readonly identities: readonly OwnIdentity[]; readonly accountId?: string | null },
  own: OwnAddresses,
): string | null {
  const sending = identities.filter(identity => identity.sends)
  const home = mail?.accountId ?? accountId
  const ofHome = sending.filter(identity => identity.accountId === home)
  const named = mail === null ? [] : addressedAs(mail, own)
  const match = (list: readonly OwnIdentity[]) => {
    for (const key of [addressKey, own.mailboxKey])
      for (const address of named) {
        const found = list.find(identity => key(identity.address) === key(address))
        if (found !== undefined) return found
      }
    return undefined
  }
  return (match(ofHome) ?? match(sending) ?? ofHome[0] ?? sending[0])?.id ?? null
}

/** By which of our addresses the mail went or came, the surest first. */
function addressedAs(mail: AnsweredMail, own: OwnAddresses): readonly string[] {
  const got = [...mail.to, ...mail.cc].map(({ address }) => address)
  const wrote = isOwnMail(mail, own) ? mail.from.map(({ address }) => address) : []
  return [...wrote, ...got, ...mail.deliveredTo]
}

function sendable(list: Mailboxes): Mailboxes {
  return list.filter(({ address }) => isSendable(address))
}

/** Lets each mailbox pass once, over all lists that it is given. */
function once(): (list: Mailboxes) => Mailboxes {
  const seen = new Set<string>()
  return list =>
    sendable(list).filter(({ address }) => {
      const key = addressKey(address)
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
}
