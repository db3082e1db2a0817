import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { fetchEmails } from '#engine/mail/imap/fetch.ts'
import { imapLimits } from '#engine/mail/imap/limits.ts'
import { copyUids } from '#engine/store/copies.ts'
import { findMailbox, setMailboxState } from '#engine/store/mailboxes.ts'
import { ensureOpen } from './ensure-open.ts'
import { createIntake } from './intake.ts'
import { syncLimits } from './limits.ts'
import { type MailboxSyncDeps, syncMailbox } from './mailbox-sync.ts'

/** What watching needs. */
export type WatchOptions = {
  readonly mailboxKey: number
  readonly signal: AbortSignal
  readonly connection: () => Promise<ImapConnection>
  /** The mailbox is in step; bodies of new mail may be incomplete. */
  readonly onInStep: () => void
}

const highest = 4_294_967_295

/**
 * Keeps a mailbox in step for as long as the connection holds: IDLE where the server has it, else asking every minute.
 *
 * IDLE is renewed with a NOOP, which also brings the news that some servers never push (F-31) and finds a dead peer
 * (F-11). New mail is stored before anything else is compared (P5). Returns when the signal fires or we hung up.
 *
 * @throws AppError the connection's problem
 */
export async function watchMailbox(deps: MailboxSyncDeps, options: WatchOptions): Promise<void> {
  const { mailboxKey, signal } = options
  while (!signal.aborted) {
    const connection = await options.connection()
    connection.takeNews()
    await syncMailbox(deps, connection, mailboxKey, { signal })
    options.onInStep()
    while (connection.isOpen() && !signal.aborted) {
      if (!(await isSelected(deps, connection, mailboxKey, signal))) {
        await syncMailbox(deps, connection, mailboxKey, { signal })
      }
      await connection.idle(signal, connection.abilities.idle ? imapLimits.idleMs : imapLimits.pollMs)
      if (signal.aborted || !connection.isOpen()) break
      if (!connection.takeNews()) {
        await connection.use(signal, () => connection.client.noop())
        if (!connection.takeNews()) continue
      }
      await fetchNewest(deps, connection, mailboxKey, signal)
      // Comparing flag by flag is work: news that come in a stream are taken together.
      if (!connection.abilities.condstore) await pauseFor(syncLimits.slowNewsMs, signal)
      await syncMailbox(deps, connection, mailboxKey, { signal })
      options.onInStep()
    }
    if (signal.aborted) return
    const problem = await connection.closed
    if (problem !== null) throw problem
  }
}

/** A shared connection may have been elsewhere, where no news of this mailbox came. */
async function isSelected(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  mailboxKey: number,
  signal: AbortSignal,
): Promise<boolean> {
  signal.throwIfAborted()
  const selected = connection.client.mailbox
  return selected !== false && selected.path === findMailbox(deps.store.reader, mailboxKey)?.path
}

/** What lies above the highest known UID, without asking for anything else. */
async function fetchNewest(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  mailboxKey: number,
  signal: AbortSignal,
): Promise<void> {
  const mailbox = findMailbox(deps.store.reader, mailboxKey)
  if (mailbox === null) return
  // Mail that we moved here ourselves is known: the comparison that follows fetches only what lies between.
  if (copyUids(deps.store.reader, mailbox.key, mailbox.uidNext, highest).length > 0) return
  await connection.use(signal, async () => {
    await ensureOpen(connection, mailbox)
    let top = mailbox.uidNext - 1
    const intake = createIntake(deps, mailbox, { signal, announce: true })
    await fetchEmails(connection, `${Math.max(1, mailbox.uidNext)}:${highest}`, {
      bytes: imapLimits.prefixBytes,
      structure: true,
      onEmail: email => {
        // `n:*` always names the last message, also one that is known (RFC 9051 §6.4.8).
        if (email.uid < mailbox.uidNext) return undefined
        top = Math.max(top, email.uid)
        return intake.add(email)
      },
    })
    if (top >= mailbox.uidNext) intake.cut(w => setMailboxState(w, mailbox.key, { uidNext: top + 1 }))
    await intake.done()
  })
}

function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const finish = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, ms)
    signal.addEventListener('abort', finish, { once: true })
  })
}
