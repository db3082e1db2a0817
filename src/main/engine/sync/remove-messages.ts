import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { expungeAll, expungeUids } from '#engine/mail/imap/move.ts'
import { searchUids } from '#engine/mail/imap/search.ts'
import { formatUidSet, inRanges, toRanges } from '#engine/mail/imap/uid-set.ts'
import { storeFlags } from '#engine/mail/imap/write.ts'
import { dropJob, enqueue } from '#engine/queue/queue.ts'
import type { Store } from '#engine/store/database.ts'
import type { MailboxRecord } from '#engine/store/mailboxes.ts'
import type { Clock } from '#shared/time.ts'

/**
 * Removes messages that have been copied elsewhere from the selected mailbox, and no others.
 *
 * Without UIDPLUS there is only EXPUNGE, which takes whatever is marked `\Deleted`. So mail that somebody else marked
 * loses its mark first and gets it back afterwards (RFC 4549); a job in the queue gives it back, so that a cut in between
 * costs nobody a mark, let alone a message.
 *
 * Our own mark is taken back in the same way: cut before the expunging, and undone by the user meanwhile, a message must
 * not go with the next EXPUNGE of another client.
 */
export async function removeMessages(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  connection: ImapConnection,
  mailbox: MailboxRecord,
  uids: readonly number[],
): Promise<void> {
  if (uids.length === 0) return
  const mark = { add: ['\\Deleted'], remove: [] }
  const marked = await searchUids(connection, setOf(uids), 'DELETED')
  const payload = {
    mailboxKey: mailbox.key,
    uidValidity: mailbox.uidValidity ?? '',
    changes: uids.filter(uid => !inRanges(marked, uid)).map(uid => ({ uid, add: [], remove: mark.add })),
  }
  const { accountId } = mailbox
  const key = store.write(w => enqueue(w, { accountId, kind: 'set-flags', payload }, { now: clock.now() }))
  await storeFlags(connection, setOf(uids), mark)
  if (connection.abilities.uidPlus) await expungeUids(connection, uids)
  else await expungeOnly({ store, clock }, connection, mailbox, uids)
  store.write(w => dropJob(w, key))
}

async function expungeOnly(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  connection: ImapConnection,
  mailbox: MailboxRecord,
  uids: readonly number[],
): Promise<void> {
  const mark = { add: ['\\Deleted'], remove: [] }
  const ours = new Set(uids)
  const others = (await searchUids(connection, '1:*', 'DELETED'))
    .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
    .filter(uid => !ours.has(uid))
  for (let at = 0; at < others.length; at += marksAtOnce) {
    const some = others.slice(at, at + marksAtOnce)
    const payload = {
      mailboxKey: mailbox.key,
      uidValidity: mailbox.uidValidity ?? '',
      changes: some.map(uid => ({ uid, ...mark })),
    }
    const { accountId } = mailbox
    store.write(w => enqueue(w, { accountId, kind: 'set-flags', payload }, { now: clock.now() }))
    await storeFlags(connection, setOf(some), { add: [], remove: mark.add })
  }
  await expungeAll(connection)
}

const marksAtOnce = 500

const setOf = (uids: readonly number[]) => formatUidSet(toRanges([...uids].sort((a, b) => a - b)))
