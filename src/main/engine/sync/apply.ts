import type { IndexedEmail } from '#engine/mail/mime/index-email.ts'
import { pendingFlagIntents, withIntent } from '#engine/queue/flag-intents.ts'
import { keepDeleted } from '#engine/queue/keep-deleted.ts'
import { conversationIdsOf, newsworthyIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import { type EmailCopy, putCopies } from '#engine/store/copies.ts'
import { findEmailsByDedupeKey, insertEmail, putContent, refreshEmails } from '#engine/store/emails.ts'
import type { Writer } from '#engine/store/handle.ts'
import { putMirrorCopy } from '#engine/store/mirror-copies.ts'
import type { MailboxRole } from '#shared/account.ts'
import { adoptSent } from './adopt-sent.ts'
import { createDeliveries } from './deliveries.ts'
import { mirroredDraft } from './mirror-copy.ts'
import { dedupeBytes, toNewContent, toNewEmail } from './new-email.ts'
import { placeInThread } from './place.ts'

/** An email as it came from the server, read. */
export type ArrivedEmail = {
  readonly uid: number
  readonly flags: readonly string[]
  readonly receivedAt: number
  readonly sizeBytes: number
  readonly indexed: IndexedEmail
}

/** Where emails arrived. */
export type ArrivalPlace = {
  readonly accountId: string
  readonly mailboxKey: number
  readonly role: MailboxRole
  /** Epoch ms. */
  readonly now: number
  /** Normalised addresses of all identities. */
  readonly own: ReadonlySet<string>
}

/** What an arrival changed. */
export type Applied = {
  readonly added: number
  /** Those that were merged into another one included. */
  readonly conversationIds: readonly string[]
  /** Conversations with new unread inbound mail of a human; muted and deleted ones left out. */
  readonly newMail: readonly string[]
}

/**
 * Stores emails that arrived in a mailbox: rows, copies, threads, contacts, search and list, in the caller's transaction.
 *
 * Doing it again changes nothing: an email is found by its dedupe key, a copy by its UID.
 */
export function applyArrived(w: Writer, place: ArrivalPlace, emails: readonly ArrivedEmail[]): Applied {
  const keyed = withoutMirrors(w, place, emails).map(email => ({
    email,
    dedupeKey: dedupeBytes(email.indexed.dedupeKey),
  }))
  const known = findEmailsByDedupeKey(
    w,
    place.accountId,
    keyed.map(({ dedupeKey }) => dedupeKey),
  )
  const found = new Map([...known].map(([hex, email]) => [hex, email.key]))
  // Flag changes that the server doesn't know yet win over what it says (F-32).
  const intents = pendingFlagIntents(w, place.mailboxKey, {
    uids: emails.map(({ uid }) => uid),
    emailKeys: [...found.values()],
  })
  const conversations = new Set<number>()
  const announced = new Set<number>()
  const merged: string[] = []
  const deliveries = createDeliveries(w, place.accountId)
  const copies: EmailCopy[] = []
  let added = 0
  for (const { email, dedupeKey } of keyed) {
    const { indexed } = email
    const hex = Buffer.from(dedupeKey).toString('hex')
    let emailKey = adoptSent(w, place, email, dedupeKey) ?? found.get(hex)
    if (emailKey === undefined) {
      const spot = placeInThread(w, place, email)
      emailKey = insertEmail(w, toNewEmail(place, email, dedupeKey, spot))
      found.set(hex, emailKey)
      added += 1
      if (spot.outbound) deliveries.sent(emailKey)
      else deliveries.reported(emailKey, indexed)
      conversations.add(spot.conversationKey)
      merged.push(...(spot.mergedIds ?? []))
      if (isNews(place, email, spot.outbound)) announced.add(spot.conversationKey)
    } else if (known.get(hex)?.bodyState !== 'present' && indexed.complete) {
      putContent(w, emailKey, toNewContent(indexed))
      deliveries.reported(emailKey, indexed)
    }
    const flags = withIntent(email.flags, intents.byEmail.get(emailKey))
    copies.push({ uid: email.uid, emailKey, flags: withIntent(flags, intents.byUid.get(email.uid)) })
  }
  putCopies(w, place.mailboxKey, copies)
  keepDeleted(w, place, copies)
  const touched = refreshEmails(
    w,
    copies.map(copy => copy.emailKey),
  )
  for (const key of touched) conversations.add(key)
  const tied = deliveries.tie()
  for (const key of tied.conversations) conversations.add(key)
  refreshConversations(w, conversations)
  return {
    added,
    conversationIds: [...conversationIdsOf(w, conversations), ...merged, ...tied.mergedIds],
    newMail: newsworthyIdsOf(w, announced),
  }
}

/** What is not the copy of a draft of ours, which is drawn from the draft itself: such copies are noted. */
function withoutMirrors(
  w: Writer,
  { role, mailboxKey }: ArrivalPlace,
  emails: readonly ArrivedEmail[],
): readonly ArrivedEmail[] {
  if (role !== 'drafts' && role !== 'all') return emails
  return emails.filter(({ uid, indexed }) => {
    const draftKey = mirroredDraft(w, indexed.headers.messageId)
    if (draftKey !== null) putMirrorCopy(w, mailboxKey, uid, draftKey)
    return draftKey === null
  })
}

/** Worth a notification: unread mail of a human in a place that counts. */
function isNews(place: ArrivalPlace, email: ArrivedEmail, outbound: boolean): boolean {
  const quiet =
    place.role === 'trash' || place.role === 'junk' || place.role === 'drafts' || place.role === 'sent'
  const seen = email.flags.some(flag => flag.toLowerCase() === '\\seen')
  return !quiet && !outbound && !seen && !email.indexed.headers.automated
}
