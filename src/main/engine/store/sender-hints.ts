import { addressKey, domainOf, type EmailAddress, nameImpersonates } from '#shared/address.ts'
import { headerValues } from '#shared/header-lines.ts'
import { hasMixedScripts, readsAs, skeleton } from '#shared/look-alike.ts'
import { registrableDomain, sameOwner } from '#shared/registrable-domain.ts'
import { safeLine } from '#shared/safe-text.ts'
import type { TrustHint } from '#shared/trust.ts'
import { parseUrl } from '#shared/web-url.ts'
import type { Reader } from './handle.ts'
import { knownByName, knownLike } from './known-senders.ts'
import { hasWritten, wasWrittenTo } from './mail-history.ts'

/** What hints are made from. */
export type HintSubject = {
  readonly from: EmailAddress
  readonly replyTo: readonly EmailAddress[]
  /** Kept headers. */
  readonly headers: string
  readonly sentAt: number
  readonly automated: boolean
  /** A website's form: its answers go to the visitor, always. */
  readonly isForm: boolean
  readonly ownAddresses: ReadonlySet<string>
  readonly firstContact: boolean
}

/** Senders that say themselves that answers go elsewhere, and machines that write for people. */
const noAnswers =
  /^(?:.*no-?_?\.?reply.*|do-?not-?reply.*|wordpress|www-data|mailer(?:-daemon)?|postmaster|notifications?|notify|(?:.*[-_.])?forms?(?:[-_.]?[a-z]+)?|submissions?|contact|web(?:site|form|master)?|bounces?.*)$/i

/** Services whose forms write for the visitors of other people's websites. */
const formServices =
  /(?:^|\.)(?:formspree|formsubmit|getform|web3forms|typeform|jotform|wufoo|cognitoforms|paperform|tally|netlify|squarespace|wix|wix-forms|webflow|hubspot|hubspotemail|shopify)\.[a-z.]{2,12}$/

/**
 * What a reader should know about a sender: few hints, each with a reason that can be named.
 *
 * Imitations of what is known here are looked for only where nothing of this sender was here before.
 */
export function senderHints(r: Reader, subject: HintSubject): readonly TrustHint[] {
  const { from } = subject
  const hints: TrustHint[] = []
  const domain = domainOf(from.address)
  if (nameImpersonates(from)) hints.push({ kind: 'name-is-address', claimed: claimedIn(from) })
  if (domain !== '' && (hasMixedScripts(domain) || readsAs(domain) !== null))
    hints.push({ kind: 'mixed-script', shown: `${localPart(from.address)}@${wireForm(domain)}` })
  else if (subject.firstContact) hints.push(...imitation(r, subject))
  return [...hints, ...replyElsewhere(r, subject), ...sentBy(subject)]
}

function imitation(r: Reader, subject: HintSubject): readonly TrustHint[] {
  const key = addressKey(subject.from.address)
  if (key === '' || subject.ownAddresses.has(key)) return []
  const wasHere = (address: string) =>
    subject.ownAddresses.has(address) ||
    hasWritten(r, address, subject.sentAt) ||
    wasWrittenTo(r, address, subject.sentAt)
  const own = [...subject.ownAddresses].filter(address => imitates(key, address))
  const alike = [...own, ...knownLike(r, key)].find(wasHere)
  if (alike !== undefined) return [{ kind: 'look-alike', of: alike }]
  if (subject.automated) return []
  const named = knownByName(r, subject.from.name).find(
    address => !sameOwner(domainOf(address), domainOf(key)) && wasWrittenTo(r, address, subject.sentAt),
  )
  return named === undefined ? [] : [{ kind: 'known-name-new-address', known: named }]
}

function imitates(address: string, known: string): boolean {
  const [domain, knownDomain] = [registrableDomain(domainOf(address)), registrableDomain(domainOf(known))]
  if (domain !== knownDomain) return skeleton(domain) === skeleton(knownDomain)
  return address !== known && skeleton(address) === skeleton(known)
}

function replyElsewhere(r: Reader, subject: HintSubject): readonly TrustHint[] {
  const { from, replyTo, automated, isForm, ownAddresses } = subject
  const answer = addressKey(replyTo[0]?.address ?? '')
  if (answer === '' || automated || isForm || from.address === '') return []
  if (noAnswers.test(localPart(from.address)) || formServices.test(domainOf(from.address))) return []
  if (ownAddresses.has(answer)) return []
  if (sameOwner(domainOf(answer), domainOf(from.address))) return []
  if (hasWritten(r, answer, subject.sentAt) || wasWrittenTo(r, answer, subject.sentAt)) return []
  return [{ kind: 'reply-elsewhere', address: answer }]
}

function sentBy({ from, headers, automated, ownAddresses }: HintSubject): readonly TrustHint[] {
  if (automated || from.address === '') return []
  const value = safeLine((headerValues(headers, 'sender')[0] ?? '').slice(0, 1_000))
  const address = addressKey(
    /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(value)?.[1] ?? /^[^\s<>@]+@[^\s<>@]+$/.exec(value)?.[0] ?? '',
  )
  if (address === '' || ownAddresses.has(address)) return []
  return sameOwner(domainOf(address), domainOf(from.address)) ? [] : [{ kind: 'sent-by', address }]
}

function localPart(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf('@')))
}

function wireForm(domain: string): string {
  return parseUrl(`https://${domain}/`)?.hostname ?? domain
}

/** The address that a name pretends to be, as far as it can be picked out. */
function claimedIn({ name }: EmailAddress): string {
  const words = name.normalize('NFKC').split(/[\s"'<>()[\],;]+/)
  return words.find(word => word.includes('@') && word.length > 2) ?? name
}
