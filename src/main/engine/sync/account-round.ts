import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { listMailboxes } from '#engine/mail/imap/mailboxes.ts'
import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import { countCopies } from '#engine/store/copies.ts'
import { dropEmailsWithoutCopies, emailsWithoutCopies, emailsWithoutPlace } from '#engine/store/emails.ts'
import { findMailbox, setMailboxState } from '#engine/store/mailboxes.ts'
import { type ErrorCode, isAppError } from '#shared/errors.ts'
import { type BackfillPlan, fetchChunk, planBackfill } from './backfill.ts'
import { refreshedAtOnce } from './changes.ts'
import { ensureOpen } from './ensure-open.ts'
import { createIntake, type Intake } from './intake.ts'
import { syncLimits } from './limits.ts'
import { inOrder } from './mailbox-order.ts'
import { isInStep, looksUnchanged, type MailboxSyncDeps, syncMailbox } from './mailbox-sync.ts'
import { pushFlags } from './push-flags.ts'
import { type ListedRecord, reconcileMailboxes } from './reconcile.ts'
import { holdsSameMail } from './same-mailbox.ts'

/** What one round does. */
export type RoundOptions = {
  readonly accountId: string
  readonly signal: AbortSignal
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
  await pushFlags(deps, connection, accountId, { signal })
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
    total.removed += await finish(deps, connection, read, closed, options)
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

type Running = { readonly key: number; readonly plan: BackfillPlan; readonly intake: Intake; at: number }

/**
 * Fetches what is missing of some mailboxes, in turns, newest first; at most `atMost` emails of each where given.
 *
 * Fetching, reading and storing overlap, also from one mailbox to the next.
 */
async function backfillGroup(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  keys: readonly number[],
  options: RoundOptions,
  atMost = Number.POSITIVE_INFINITY,
): Promise<number> {
  const { signal } = options
  const running: Running[] = []
  let added = 0
  try {
    for (const key of keys) {
      const mailbox = findMailbox(deps.store.reader, key)
      if (mailbox === null || mailbox.backfillUid === null) continue
      const plan = await connection.use(signal, async () => {
        await ensureOpen(connection, mailbox)
        return planBackfill(connection, deps.store.reader, mailbox, { since: options.since })
      })
      const intake = createIntake(deps, mailbox, { signal, announce: false, onStored: options.onStored })
      running.push({ key, plan, intake, at: 0 })
    }
    let size = Math.min(atMost, syncLimits.chunk)
    for (let left = [...running]; left.length > 0; left = left.filter(one => isOpen(one, atMost))) {
      for (const one of left) await nextChunk(deps, connection, one, size, signal)
      size = Math.min(size * 2, syncLimits.chunk)
    }
  } finally {
    for (const { intake } of running) {
      await intake.done()
      added += intake.added()
    }
  }
  return added
}

const isOpen = (one: Running, atMost: number) => one.at < Math.min(one.plan.uids.length, atMost)

async function nextChunk(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  one: Running,
  size: number,
  signal: AbortSignal,
): Promise<void> {
  const end = Math.min(one.at + size, one.plan.uids.length)
  await connection.use(signal, async () => {
    const mailbox = findMailbox(deps.store.reader, one.key)
    if (mailbox === null) return
    await ensureOpen(connection, mailbox)
    await fetchChunk(connection, one.intake, mailbox, one.plan, { start: one.at, end })
  })
  one.at = end
}

/**
 * Notes which mailboxes were read to their end for the first time, or again after a change of UIDVALIDITY; then what has
 * no copy any more is gone for good, provided that nothing arrived anywhere meanwhile: it may have been moved there.
 */
async function finish(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  listed: readonly ListedRecord[],
  closed: ReadonlySet<string>,
  { accountId, signal }: RoundOptions,
): Promise<number> {
  const { store } = deps
  const mailboxes = listed.flatMap(({ record }) => findMailbox(store.reader, record.key) ?? [])
  if (mailboxes.some(({ backfillUid }) => backfillUid !== null)) return 0
  const fresh = mailboxes.filter(({ syncedAt }) => syncedAt === null)
  const find = fresh.length > 0 ? emailsWithoutCopies : emailsWithoutPlace
  let dropped = 0
  if (find(store.reader, accountId, 1).length > 0 && (await isQuiet(connection, mailboxes, closed, signal))) {
    for (;;) {
      const keys = find(store.reader, accountId, refreshedAtOnce)
      if (keys.length === 0) break
      signal.throwIfAborted()
      dropForGood(deps, keys)
      dropped += keys.length
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  const now = deps.clock.now()
  store.write(w => {
    for (const { key } of fresh) setMailboxState(w, key, { syncedAt: now })
  })
  // Otherwise counted already, as copies that went.
  return fresh.length > 0 ? dropped : 0
}

function dropForGood({ store, events }: MailboxSyncDeps, keys: readonly number[]): void {
  const ids = store.write(w => {
    const conversations = dropEmailsWithoutCopies(w, keys)
    const changed = conversationIdsOf(w, conversations)
    refreshConversations(w, conversations)
    return changed
  })
  if (ids.length > 0) events.changed({ conversations: ids })
}

/** Whether no mailbox that opens to us (`closed` don't) holds a UID that we have not seen, as far as the server tells. */
async function isQuiet(
  connection: ImapConnection,
  known: readonly { readonly path: string; readonly uidValidity: string | null; readonly uidNext: number }[],
  closed: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<boolean> {
  const byPath = new Map(known.map(mailbox => [mailbox.path, mailbox]))
  const now = await listMailboxes(connection, { signal })
  return now.every(({ path, selectable, state }) => {
    if (!selectable || closed.has(path)) return true
    const here = byPath.get(path)
    return (
      here !== undefined &&
      state !== null &&
      state.uidValidity === here.uidValidity &&
      state.uidNext <= Math.max(1, here.uidNext)
    )
  })
}
