import { assignThread } from '#engine/mail/threading/assign-thread.ts'
import { stripReplyPrefixes, subjectKey } from '#engine/mail/threading/reply-prefix.ts'
import { subjectFallbackKey, subjectFallbackMs, threadLinks } from '#engine/mail/threading/thread-ids.ts'
import { detectSource } from '#engine/sources/source.ts'
import { ensureContact, findContactByAddress } from '#engine/store/contacts.ts'
import type { JoinedBy } from '#engine/store/emails.ts'
import type { Reader, Writer } from '#engine/store/handle.ts'
import { isMessageIdTaken } from '#engine/store/message-ids.ts'
import {
  addThreadRefs,
  type ConversationContact,
  conversationStart,
  createConversation,
  lookupThreadRefs,
  mergeConversations,
  setConversationBeginning,
  subjectCandidates,
} from '#engine/store/threads.ts'
import { addressKey, displayName, type EmailAddress, nameImpersonates } from '#shared/address.ts'
import type { ArrivalPlace, ArrivedEmail } from './apply.ts'

/** Where an email goes, and why. */
export type ThreadSpot = {
  readonly conversationKey: number
  readonly joinedBy: JoinedBy
  readonly outbound: boolean
  /** Ids of conversations that became part of this one. */
  readonly mergedIds?: readonly string[]
}

/**
 * Finds or makes the conversation of a new email (JWZ), and remembers its ids for mail that comes later.
 *
 * Where an email ties several conversations together they become one; the one that has been here longest survives, so
 * that links and notifications of it stay good.
 */
export function placeInThread(w: Writer, place: ArrivalPlace, email: ArrivedEmail): ThreadSpot {
  const { headers, report } = email.indexed
  const links = threadLinks({ ...headers, reportOf: report?.originalMessageId ?? null })
  const other = counterpart(headers, place.own)
  const decision = assignThread({
    links,
    ownIdTaken: headers.messageId !== null && isMessageIdTaken(w, place.accountId, headers.messageId),
    known: lookupThreadRefs(
      w,
      place.accountId,
      links.map(link => link.id),
    ),
    subjectCandidates: candidates(w, place, email, other.address),
  })
  const spot = { outbound: other.outbound }
  const remember = (key: number) =>
    addThreadRefs(
      w,
      place.accountId,
      key,
      links.map(link => link.id),
    )
  switch (decision.kind) {
    case 'join':
      remember(decision.key)
      adoptBeginning(w, place, email, other, decision.key)
      return { ...spot, conversationKey: decision.key, joinedBy: decision.by }
    case 'merge': {
      const into = Math.min(...decision.keys)
      const mergedIds = mergeConversations(w, { into, from: decision.keys.filter(key => key !== into) })
      remember(into)
      adoptBeginning(w, place, email, other, into)
      return { ...spot, conversationKey: into, joinedBy: decision.by, mergedIds }
    }
    case 'create': {
      const key = create(w, place, email, other)
      remember(key)
      return { ...spot, conversationKey: key, joinedBy: 'first' }
    }
  }
}

/** The other side of an email: who wrote to us, or to whom we wrote. */
type Counterpart = {
  readonly outbound: boolean
  readonly address: EmailAddress | null
  /** Several authors: nobody can be matched. */
  readonly ambiguous: boolean
}

function counterpart(headers: ArrivedEmail['indexed']['headers'], own: ReadonlySet<string>): Counterpart {
  const isOwn = (one: EmailAddress) => own.has(addressKey(one.address))
  const from = headers.from[0]
  const ambiguous =
    headers.malformed.includes('duplicate-from') || headers.malformed.includes('several-authors')
  if (from === undefined || !isOwn(from)) return { outbound: false, address: from ?? null, ambiguous }
  const recipients = [...headers.to, ...headers.cc, ...headers.bcc].filter(one => one.address !== '')
  return {
    outbound: true,
    address: recipients.find(one => !isOwn(one)) ?? recipients[0] ?? from,
    ambiguous: false,
  }
}

function candidates(
  r: Reader,
  place: ArrivalPlace,
  { indexed, receivedAt }: ArrivedEmail,
  address: EmailAddress | null,
): readonly number[] {
  const key = subjectFallbackKey(indexed.headers)
  if (key === null || address === null || address.address === '') return []
  const contact = findContactByAddress(r, addressKey(address.address))
  if (contact === null) return []
  const at = indexed.headers.sentAt ?? receivedAt
  return subjectCandidates(r, place.accountId, key, contact.key, at - subjectFallbackMs)
    .filter(candidate => candidate.lastAt <= at + subjectFallbackMs)
    .map(candidate => candidate.conversationKey)
}

/**
 * The contact is the one of the first email (semantics.md, Contact), also where mail comes newest first.
 *
 * The server's own date must agree: a Date header alone, which any sender can write, changes nobody's contact.
 */
function adoptBeginning(
  w: Writer,
  place: ArrivalPlace,
  email: ArrivedEmail,
  other: Counterpart,
  conversationKey: number,
): void {
  const at = email.indexed.headers.sentAt ?? email.receivedAt
  const start = conversationStart(w, conversationKey)
  if (start === null || at >= start || email.receivedAt >= start) return
  setConversationBeginning(w, conversationKey, contactOf(w, place, email, other), at)
}

function contactOf(
  w: Writer,
  place: ArrivalPlace,
  email: ArrivedEmail,
  other: Counterpart,
): ConversationContact {
  const { headers } = email.indexed
  const shown = other.address ?? { name: '', address: '' }
  // Machines and junk make no contacts (semantics.md, Automated mail).
  const makesContact = !headers.automated && !other.ambiguous && place.role !== 'junk' && shown.address !== ''
  const contact = makesContact
    ? ensureContact(
        w,
        {
          name: nameImpersonates(shown) ? '' : shown.name,
          address: shown.address,
          addressKey: addressKey(shown.address),
        },
        headers.sentAt ?? email.receivedAt,
      )
    : null
  return {
    contactKey: contact?.key ?? null,
    contactName: displayName(shown),
    contactAddress: shown.address === '' ? null : shown.address,
  }
}

function create(w: Writer, place: ArrivalPlace, email: ArrivedEmail, other: Counterpart): number {
  const { headers } = email.indexed
  return createConversation(w, {
    ...contactOf(w, place, email, other),
    accountId: place.accountId,
    source: detectSource({ outbound: other.outbound, automated: headers.automated }),
    subject: stripReplyPrefixes(headers.subject).base,
    subjectKey: subjectKey(headers.subject),
    at: headers.sentAt ?? email.receivedAt,
  }).key
}
