import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { emailsMissingBodies, type MissingBody } from '#engine/store/emails.ts'
import type { Reader } from '#engine/store/handle.ts'
import { findMailbox } from '#engine/store/mailboxes.ts'
import { isAppError } from '#shared/errors.ts'
import { type BodyDeps, completeBodies } from './bodies.ts'
import { syncLimits } from './limits.ts'

/**
 * Completes the bodies that an account keeps offline, newest first, a few at a time so that others get the connection in
 * between. Returns how many were completed.
 *
 * `since` as in RoundOptions. Emails whose body can't be completed (gone from the server meanwhile) are passed over.
 */
export async function fillBodies(
  deps: BodyDeps,
  connection: () => Promise<ImapConnection>,
  options: { readonly accountId: string; readonly since: number | null; readonly signal: AbortSignal },
): Promise<number> {
  const { signal } = options
  if (options.since === Number.POSITIVE_INFINITY) return 0
  const since = options.since ?? Number.MIN_SAFE_INTEGER
  const given = new Set<number>()
  let stuck = 0
  let completed = 0
  for (;;) {
    signal.throwIfAborted()
    const limit = syncLimits.bodiesAtOnce + stuck
    const missing = emailsMissingBodies(deps.store.reader, options.accountId, { since, limit })
    const next = missing.filter(({ emailKey }) => !given.has(emailKey))
    if (next.length === 0) return completed
    stuck = missing.length - next.length
    for (const [mailboxKey, bodies] of byMailbox(next)) {
      const mailbox = findMailbox(deps.store.reader, mailboxKey)
      if (mailbox === null) continue
      const uids = bodies.map(({ uid }) => uid)
      try {
        completed += await completeBodies(deps, await connection(), mailbox, uids, { signal })
      } catch (error) {
        if (!isAppError(error, 'message-missing') && !isAppError(error, 'mailbox-missing')) throw error
      }
    }
    for (const { emailKey } of next) given.add(emailKey)
  }
}

/** Whether an account lacks a body that it keeps offline. */
export function isBodyMissing(r: Reader, accountId: string, since: number | null): boolean {
  if (since === Number.POSITIVE_INFINITY) return false
  return emailsMissingBodies(r, accountId, { since: since ?? Number.MIN_SAFE_INTEGER, limit: 1 }).length > 0
}

function byMailbox(missing: readonly MissingBody[]): ReadonlyMap<number, readonly MissingBody[]> {
  const groups = new Map<number, MissingBody[]>()
  for (const body of missing) groups.set(body.mailboxKey, [...(groups.get(body.mailboxKey) ?? []), body])
  return groups
}
