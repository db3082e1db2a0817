import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { type FetchedEmail, fetchEmails, fetchSizes } from '#engine/mail/imap/fetch.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { openMailbox } from '#engine/mail/imap/mailboxes.ts'
import { searchUids } from '#engine/mail/imap/search.ts'
import { formatUidSets, inRanges } from '#engine/mail/imap/uid-set.ts'
import type { MailReader } from '#engine/mail/mime/reader.ts'
import { copiesOfEmail } from '#engine/store/copies.ts'
import type { Store } from '#engine/store/database.ts'
import { identitiesOf } from '#engine/store/email-lookup.ts'
import type { MailboxRecord } from '#engine/store/mailboxes.ts'
import { dedupeBytes } from './new-email.ts'

/** What finding needs. */
export type FindDeps = { readonly store: Store; readonly reader: MailReader }

/** Where an email lies in a mailbox; `flags` null where the store knows them. */
export type FoundCopy = {
  readonly uid: number
  readonly uidValidity: string
  readonly flags: readonly string[] | null
}

/**
 * Finds emails in a mailbox of the server, by asking it: copies that the store knows must still be there, and mail that
 * it has not read yet is compared by size first, then by the headers that make an email the same (semantics.md, Email).
 *
 * Selects the mailbox. Call it inside `connection.use`. Answers by key of the email; what isn't there is absent.
 */
export async function findCopies(
  deps: FindDeps,
  connection: ImapConnection,
  mailbox: MailboxRecord,
  emailKeys: readonly number[],
  options: {
    readonly signal: AbortSignal
    readonly except?: ReadonlySet<number>
    /** Passes over messages that are marked `\\Deleted`: the next expunging takes them. */
    readonly lasting?: boolean
  },
): Promise<ReadonlyMap<number, FoundCopy>> {
  const { signal, except = new Set(), lasting = false } = options
  const opened = await openMailbox(connection, mailbox.path)
  signal.throwIfAborted()
  const found = new Map<number, FoundCopy>()
  if (opened.messages === 0 || emailKeys.length === 0) return found
  const { uidValidity } = opened
  const isSame = mailbox.uidValidity === opened.uidValidity
  const known = isSame ? knownUids(deps.store, mailbox.key, emailKeys, except) : new Map<number, number>()
  const unread = isSame && mailbox.backfillUid === null ? Math.max(1, mailbox.uidNext) : 1
  const sizes = new Map<number, number>()
  const sets = [
    ...formatUidSets(
      [...known.keys()].sort((a, b) => a - b),
      imapLimits.commandUidSetLength,
    ),
    ...(opened.uidNext > unread ? [`${unread}:${opened.uidNext - 1}`] : []),
  ]
  for (const set of sets) {
    const marked = lasting ? await searchUids(connection, set, 'DELETED') : []
    for (const { uid, sizeBytes } of await fetchSizes(connection, set))
      if (!inRanges(marked, uid)) sizes.set(uid, sizeBytes)
  }
  for (const [uid, key] of known) if (sizes.has(uid)) found.set(key, { uid, uidValidity, flags: null })

  const wanted = identitiesOf(deps.store.reader, emailKeys).filter(({ key }) => !found.has(key))
  const wantedSizes = new Set(wanted.map(({ sizeBytes }) => sizeBytes))
  const candidates = [...sizes]
    .filter(([uid, size]) => wantedSizes.has(size) && !known.has(uid) && !except.has(uid))
    .map(([uid]) => uid)
  const byIdentity = new Map(wanted.map(({ key, dedupeHex }) => [dedupeHex, key]))
  for (const { uid, flags, hex } of await readIdentities(deps, connection, candidates, signal)) {
    const key = byIdentity.get(hex)
    if (key !== undefined) found.set(key, { uid, uidValidity, flags })
  }
  return found
}

/** Keys of emails by the UIDs under which the store knows them in a mailbox. */
function knownUids(
  store: Store,
  mailboxKey: number,
  emailKeys: readonly number[],
  except: ReadonlySet<number>,
): Map<number, number> {
  const uids = new Map<number, number>()
  for (const key of emailKeys) {
    for (const copy of copiesOfEmail(store.reader, key))
      if (copy.mailboxKey === mailboxKey && !except.has(copy.uid)) uids.set(copy.uid, key)
  }
  return uids
}

/** Reads what makes each message the same wherever it lies. */
async function readIdentities(
  deps: FindDeps,
  connection: ImapConnection,
  uids: readonly number[],
  signal: AbortSignal,
): Promise<readonly { readonly uid: number; readonly flags: readonly string[]; readonly hex: string }[]> {
  const read: { uid: number; flags: readonly string[]; hex: string }[] = []
  const sorted = [...uids].sort((a, b) => a - b)
  for (const set of formatUidSets(sorted, imapLimits.commandUidSetLength)) {
    const fetched: FetchedEmail[] = []
    await fetchEmails(connection, set, {
      bytes: imapLimits.headerBytes,
      onEmail: email => {
        fetched.push(email)
        return undefined
      },
    })
    const indexed = await deps.reader.parse(
      fetched.map(({ raw, sizeBytes, receivedAt }) => ({ raw, sizeBytes, receivedAt })),
      { signal },
    )
    fetched.forEach(({ uid, flags }, at) => {
      const key = indexed[at]?.dedupeKey
      if (key !== undefined) read.push({ uid, flags, hex: Buffer.from(dedupeBytes(key)).toString('hex') })
    })
  }
  return read
}
