import type { Attention } from '#engine/attention.ts'
import type { Events } from '#engine/events.ts'
import type { FetchedEmail } from '#engine/mail/imap/fetch.ts'
import type { IndexedEmail } from '#engine/mail/mime/index-email.ts'
import type { MailReader } from '#engine/mail/mime/reader.ts'
import { ownAddressKeys } from '#engine/store/accounts.ts'
import type { Store } from '#engine/store/database.ts'
import type { Writer } from '#engine/store/handle.ts'
import { findMailbox, type MailboxRecord } from '#engine/store/mailboxes.ts'
import { AppError } from '#shared/errors.ts'
import type { Clock } from '#shared/time.ts'
import { type ArrivedEmail, applyArrived } from './apply.ts'
import { syncLimits } from './limits.ts'
import { createPacer } from './pacer.ts'
import { showsAnything } from './shows-anything.ts'

/** What is needed to take mail in. */
export type IntakeDeps = {
  readonly store: Store
  readonly reader: MailReader
  readonly events: Events
  readonly clock: Clock
  /** Whether a first sync should make way; absent: nobody is at work in a window. */
  readonly attention?: Pick<Attention, 'isAttended' | 'makeWay'>
}

/** Takes fetched mail of one mailbox in, batch by batch: reads it in the worker while more is fetched, then stores it. */
export type Intake = {
  /** Returns a promise where the server must wait. */
  readonly add: (email: FetchedEmail) => Promise<void> | undefined
  /** Hands over what has been added, and notes progress in the transaction of its last batch. Doesn't wait. */
  readonly cut: (note: (w: Writer) => void) => void
  /** Waits until everything is stored. @throws what reading or storing threw */
  readonly done: () => Promise<void>
  readonly added: () => number
}

type Batch = { emails: FetchedEmail[]; bytes: number; note: ((w: Writer) => void) | null }

/**
 * Creates the intake of a mailbox.
 *
 * Batches are stored in the order in which they were fetched, so a note ("all above UID n is here") is never ahead of
 * its mail. `announce` names conversations with new mail in the event; not during a first sync.
 */
export function createIntake(
  deps: IntakeDeps,
  mailbox: MailboxRecord,
  options: {
    readonly signal: AbortSignal
    readonly announce: boolean
    readonly onStored?: (emails: number) => void
  },
): Intake {
  const { store, reader, events } = deps
  const { signal } = options
  const own = ownAddressKeys(store.reader)
  const pacer = createPacer()
  const inFlight = new Set<Promise<void>>()
  let stored: Promise<void> = Promise.resolve()
  let failure: { readonly error: unknown } | null = null
  let batch: Batch = { emails: [], bytes: 0, note: null }
  let added = 0

  const apply = (emails: readonly ArrivedEmail[], note: ((w: Writer) => void) | null) => {
    signal.throwIfAborted()
    const applied = store.write(w => {
      // UIDs that were asked for before the mailbox was forgotten mean nothing now.
      if (findMailbox(w, mailbox.key)?.uidValidity !== mailbox.uidValidity)
        throw new AppError('message-missing', 'UIDVALIDITY changed')
      const place = {
        accountId: mailbox.accountId,
        mailboxKey: mailbox.key,
        role: mailbox.role,
        now: deps.clock.now(),
        own,
      }
      const result = applyArrived(w, place, emails)
      note?.(w)
      return result
    })
    added += applied.added
    if (applied.conversationIds.length > 0) {
      events.changed({
        conversations: applied.conversationIds,
        ...(options.announce ? { newMail: applied.newMail } : {}),
      })
    }
    options.onStored?.(emails.length)
  }

  const hand = (full: Batch) => {
    const read = reader.parse(
      full.emails.map(({ raw, sizeBytes, receivedAt, structure }) =>
        structure === undefined ? { raw, sizeBytes, receivedAt } : { raw, sizeBytes, receivedAt, structure },
      ),
      { signal },
    )
    read.catch(() => undefined)
    const before = stored
    const work = (async () => {
      const indexed = await read
      await before
      const emails = full.emails.flatMap((email, at) => {
        const one = indexed[at]
        return one === undefined ? [] : [{ ...withoutBytes(email), indexed: honest(email, one) }]
      })
      for (let at = 0; at === 0 || at < emails.length; ) {
        const some = emails.slice(at, at + pacer.next(deps.attention?.isAttended()))
        at += Math.max(1, some.length)
        const startedAt = performance.now()
        apply(some, at >= emails.length ? full.note : null)
        const tookMs = performance.now() - startedAt
        pacer.took(some.length, tookMs)
        // Readers and the event loop breathe between transactions (P9).
        await new Promise(resolve => setImmediate(resolve))
        if (!options.announce) await deps.attention?.makeWay(tookMs)
        await store.room()
      }
    })()
    stored = work
    const settled = work
      .catch(error => {
        failure ??= { error }
      })
      .finally(() => inFlight.delete(settled))
    inFlight.add(settled)
  }

  const flush = () => {
    if (batch.emails.length === 0 && batch.note === null) return
    const full = batch
    batch = { emails: [], bytes: 0, note: null }
    hand(full)
  }

  const throwFailure = () => {
    if (failure !== null) throw failure.error
  }

  return {
    add: email => {
      throwFailure()
      batch.emails.push(email)
      batch.bytes += email.raw.length
      if (batch.emails.length < syncLimits.batchEmails && batch.bytes < syncLimits.batchBytes)
        return undefined
      flush()
      return inFlight.size >= syncLimits.batchesInFlight ? Promise.race(inFlight) : undefined
    },
    cut: note => {
      batch.note = note
      flush()
    },
    done: async () => {
      flush()
      while (inFlight.size > 0) await Promise.race(inFlight)
      throwFailure()
    },
    added: () => added,
  }
}

/**
 * A structure in which the server saw nothing, of a message that is longer than its beginning, is not believed: it stays
 * incomplete, and `completeBodies` reads its bytes.
 */
function honest(email: FetchedEmail, indexed: IndexedEmail): IndexedEmail {
  const doubtful =
    email.structure !== undefined && email.raw.length < email.sizeBytes && !showsAnything(indexed)
  return doubtful ? { ...indexed, complete: false } : indexed
}

const withoutBytes = ({ uid, flags, receivedAt, sizeBytes }: FetchedEmail) => ({
  uid,
  flags,
  receivedAt,
  sizeBytes,
})
