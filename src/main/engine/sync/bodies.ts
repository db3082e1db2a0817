import type { Events } from '#engine/events.ts'
import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { type FetchedEmail, fetchEmails, fetchParts } from '#engine/mail/imap/fetch.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { formatUidSets } from '#engine/mail/imap/uid-set.ts'
import type { IndexedEmail, MailToRead } from '#engine/mail/mime/index-email.ts'
import type { MailReader } from '#engine/mail/mime/reader.ts'
import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import { copiesInRange } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import { findEmailsByDedupeKey, putContent } from '#engine/store/emails.ts'
import type { MailboxRecord } from '#engine/store/mailboxes.ts'
import { createDeliveries } from './deliveries.ts'
import { ensureOpen } from './ensure-open.ts'
import { syncLimits } from './limits.ts'
import { dedupeBytes, toNewContent } from './new-email.ts'
import { showsAnything } from './shows-anything.ts'

/** What completing bodies needs. */
export type BodyDeps = { readonly store: Store; readonly reader: MailReader; readonly events: Events }

/**
 * Completes emails of one mailbox: their structure, and the text parts that their beginnings didn't hold.
 *
 * Attachments stay on the server. Returns how many emails were completed; those that are gone are passed over.
 */
export async function completeBodies(
  deps: BodyDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  uids: readonly number[],
  { signal }: { readonly signal: AbortSignal },
): Promise<number> {
  const fetched = await connection.use(signal, async () => {
    await ensureOpen(connection, mailbox)
    const emails: FetchedEmail[] = []
    for (const set of formatUidSets(
      [...uids].sort((a, b) => a - b),
      imapLimits.commandUidSetLength,
    )) {
      await fetchEmails(connection, set, {
        bytes: imapLimits.prefixBytes,
        structure: true,
        onEmail: email => {
          emails.push(email)
          return undefined
        },
      })
    }
    return emails
  })
  if (fetched.length === 0) return 0
  const first = await deps.reader.parse(fetched.map(toMail), { signal })
  const second = await fetchMissingText(deps, connection, mailbox, fetched, first, signal)
  const third = await readPastStructure(deps, connection, mailbox, fetched, second, signal)
  return storeBodies(deps, mailbox, fetched, third)
}

/** Text parts beyond the beginnings, fetched for all messages that miss the same parts at once. */
async function fetchMissingText(
  deps: BodyDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  fetched: readonly FetchedEmail[],
  indexed: readonly IndexedEmail[],
  signal: AbortSignal,
): Promise<readonly IndexedEmail[]> {
  const missing = new Map<string, number[]>()
  for (const [at, email] of indexed.entries()) {
    const texts = email.textParts.filter(part => !part.complete).map(part => part.partId)
    const parts = [...texts, ...email.missingParts]
    if (parts.length === 0) continue
    const key = parts.join(' ')
    missing.set(key, [...(missing.get(key) ?? []), at])
  }
  const complete = [...indexed]
  for (const [key, positions] of missing) {
    const uids = positions.flatMap(at => fetched[at]?.uid ?? []).sort((a, b) => a - b)
    const parts = key.split(' ').map(partId => ({ partId, bytes: syncLimits.textPartBytes }))
    const found = await connection.use(signal, async () => {
      await ensureOpen(connection, mailbox)
      return fetchParts(connection, uids.join(','), parts)
    })
    const again = positions.flatMap(at => {
      const email = fetched[at]
      const bodies = email === undefined ? undefined : found.get(email.uid)
      if (email === undefined || bodies === undefined) return []
      return [
        { at, mail: { ...toMail(email), parts: [...bodies].map(([partId, bytes]) => ({ partId, bytes })) } },
      ]
    })
    const read = await deps.reader.parse(
      again.map(({ mail }) => mail),
      { signal },
    )
    for (const [index, { at }] of again.entries()) {
      const email = read[index]
      if (email !== undefined) complete[at] = email
    }
  }
  return complete
}

/**
 * Messages in whose structure the server saw nothing to show, read from their bytes alone.
 *
 * Some servers take a message with broken line ends or headers for one without a body.
 */
async function readPastStructure(
  deps: BodyDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  fetched: readonly FetchedEmail[],
  indexed: readonly IndexedEmail[],
  signal: AbortSignal,
): Promise<readonly IndexedEmail[]> {
  const complete = [...indexed]
  for (const [at, email] of indexed.entries()) {
    const known = fetched[at]
    if (known === undefined || known.raw.length >= known.sizeBytes || showsAnything(email)) continue
    const mails: MailToRead[] = []
    await connection.use(signal, async () => {
      await ensureOpen(connection, mailbox)
      await fetchEmails(connection, String(known.uid), {
        bytes: syncLimits.textPartBytes,
        onEmail: ({ raw }) => {
          mails.push({ raw, sizeBytes: known.sizeBytes, receivedAt: known.receivedAt })
          return undefined
        },
      })
    })
    const [read] = await deps.reader.parse(mails.slice(0, 1), { signal })
    if (read !== undefined && showsAnything(read)) complete[at] = read
  }
  return complete
}

const toMail = ({ raw, sizeBytes, receivedAt, structure }: FetchedEmail): MailToRead =>
  structure === undefined ? { raw, sizeBytes, receivedAt } : { raw, sizeBytes, receivedAt, structure }

function storeBodies(
  deps: BodyDeps,
  mailbox: MailboxRecord,
  fetched: readonly FetchedEmail[],
  indexed: readonly IndexedEmail[],
): number {
  const { store, events } = deps
  let completed = 0
  const ids = store.write(w => {
    const conversations = new Set<number>()
    const deliveries = createDeliveries(w, mailbox.accountId)
    for (const [at, email] of indexed.entries()) {
      const uid = fetched[at]?.uid
      if (uid === undefined) continue
      const known = findEmailsByDedupeKey(w, mailbox.accountId, [dedupeBytes(email.dedupeKey)])
      const [found] = known.values()
      const copy = copiesInRange(w, mailbox.key, uid, uid)[0]
      // The UID must still mean the email that its bytes say.
      if (found === undefined || copy?.emailKey !== found.key) continue
      // What was fetched is all that there is: a server that cuts parts short must not be asked forever.
      const content = toNewContent(email)
      const bodyState =
        content.bodyState === 'partial' || content.bodyState === 'absent' ? 'present' : content.bodyState
      if (putContent(w, found.key, { ...content, bodyState })) completed += 1
      deliveries.reported(found.key, email)
      conversations.add(found.conversationKey)
    }
    const tied = deliveries.tie()
    for (const key of tied.conversations) conversations.add(key)
    refreshConversations(w, conversations)
    return [...conversationIdsOf(w, conversations), ...tied.mergedIds]
  })
  if (ids.length > 0) events.changed({ conversations: ids })
  return completed
}
