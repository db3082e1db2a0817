import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import type { RoundOptions } from './account-round.ts'
import { type BackfillPlan, fetchChunk, planBackfill } from './backfill.ts'
import { ensureOpen } from './ensure-open.ts'
import { createIntake, type Intake } from './intake.ts'
import { syncLimits } from './limits.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'

type Running = { readonly key: number; readonly plan: BackfillPlan; readonly intake: Intake; at: number }

/**
 * Fetches what is missing of some mailboxes, in turns, newest first; at most `atMost` emails of each where given.
 *
 * Fetching, reading and storing overlap, also from one mailbox to the next.
 */
export async function backfillGroup(
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
