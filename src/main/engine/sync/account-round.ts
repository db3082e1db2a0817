import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { listMailboxes } from '#engine/mail/imap/mailboxes.ts'
import { countCopies } from '#engine/store/copies.ts'
import { nextJobAt } from '#engine/store/jobs.ts'
import { type ErrorCode, isAppError } from '#shared/errors.ts'
import { backfillGroup } from './backfill-group.ts'
import { dropLeftovers } from './leftovers.ts'
import { syncLimits } from './limits.ts'
import { inOrder } from './mailbox-order.ts'
import { isInStep, looksUnchanged, type MailboxSyncDeps, syncMailbox } from './mailbox-sync.ts'
import { type ListedRecord, reconcileMailboxes } from './reconcile.ts'
import type { JobRunner } from './run-jobs.ts'
import { holdsSameMail } from './same-mailbox.ts'

/** What one round does. */
export type RoundOptions = {
  readonly accountId: string
  readonly signal: AbortSignal
  readonly jobs: JobRunner
  /** From when on bodies are kept offline, epoch ms; null for from ever, Infinity for none. */
  readonly since: number | null
  /** Mailboxes whose flags can only be compared one by one are passed over when they were compared just now. */
  readonly passOver?: (mailboxKey: number) => boolean
  readonly onTotal: (done: number, total: number) => void
  readonly onStored: (emails: number) => void
  /** The inbox's newest mail is here: it can be watched from now on. */
  readonly onInboxReady?: () => void
}

/** Refusals that concern one mailbox: the others are synchronised all the same. */
const ofOneMailbox: ReadonlySet<ErrorCode> = new Set(['mailbox-missing', 'server-refused', 'read-only'])

/** What a round changed. */
export type RoundResult = { readonly added: number; readonly updated: number; readonly removed: number }

/**
 * Brings an account in step: tells the server what waits, takes over its mailboxes, new mail, flags and removals, then
 * fetches what was never fetched, newest first.
 *
 * Cut at any point, the next round goes on where this one was: every cursor moves in the transaction of its mail (F-01).
 */
export async function syncRound(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  options: RoundOptions,
): Promise<RoundResult> {
  const { accountId, signal } = options
  const total = { added: 0, updated: 0, removed: 0 }
  await options.jobs.run(connection, { signal })
  const listed = await reconcileMailboxes(deps, accountId, await listMailboxes(connection, { signal }), {
    signal,
    isSame: (record, server) => holdsSameMail(deps, connection, record, server, { signal }),
  })
  tellTotal(deps, listed, options)
  const groups = inOrder(
    listed.map(entry => ({ ...entry, role: entry.server.role, path: entry.server.path })),
  )
  const firstGroup = groups[0] ?? []
  const refused = new Set<number>()
  const backfill = (group: readonly ListedRecord[]) =>
    backfillGroup(
      deps,
      connection,
      group.flatMap(({ record }) => (refused.has(record.key) ? [] : [record.key])),
      options,
    )
  for (const group of groups) {
    for (const { record, server } of group) {
      if (isInStep(deps.store.reader, record, server.state)) continue
      if (looksUnchanged(deps.store.reader, record, server.state) && options.passOver?.(record.key) === true)
        continue
      const bytes = newMailBytes(options)
      const result = await syncMailbox(deps, connection, record.key, { signal, bytes }).catch(error => {
        if (server.role === 'inbox' || !isAppError(error) || !ofOneMailbox.has(error.code)) throw error
        deps.log.warn('mailbox-refused', { accountId, mailbox: record.key, code: error.code })
        refused.add(record.key)
        return { added: 0, updated: 0, removed: 0 }
      })
      total.added += result.added
      total.updated += result.updated
      total.removed += result.removed
      if (server.role === 'inbox') {
        total.added += await backfillGroup(deps, connection, [record.key], options, syncLimits.firstChunk)
        options.onInboxReady?.()
      }
    }
    if (group === firstGroup) total.added += await backfill(group)
  }
  for (const group of groups) total.added += await backfill(group)
  // What was read of a refused mailbox before may lie there still.
  const isKnown = ({ record }: ListedRecord) => record.uidValidity !== null
  const read = listed.filter(({ record }) => !refused.has(record.key))
  const closed = new Set(
    listed.filter(entry => refused.has(entry.record.key)).map(({ server }) => server.path),
  )
  if (!listed.some(entry => refused.has(entry.record.key) && isKnown(entry)))
    total.removed += await dropLeftovers(deps, connection, read, closed, options)
  // Deleted mail that was found only now has been put into the queue.
  if ((nextJobAt(deps.store.reader, accountId) ?? Number.POSITIVE_INFINITY) <= deps.clock.now())
    await options.jobs.run(connection, { signal })
  return total
}

/** New mail is always inside the window, unless no bodies are wanted at all. */
function newMailBytes({ since }: RoundOptions): number {
  return since === Number.POSITIVE_INFINITY ? imapLimits.headerBytes : imapLimits.prefixBytes
}

function tellTotal(deps: MailboxSyncDeps, listed: readonly ListedRecord[], options: RoundOptions): void {
  let done = 0
  let total = 0
  for (const { record, server } of listed) {
    const here = countCopies(deps.store.reader, record.key)
    done += here
    total += Math.max(here, server.state?.messages ?? record.messageCount)
  }
  options.onTotal(done, total)
}
