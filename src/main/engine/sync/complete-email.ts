import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { AppError } from '#shared/errors.ts'
import { type BodyDeps, completeBodies } from './bodies.ts'
import { placesOf } from './pieces.ts'

/**
 * Completes the body of one email from the first of its copies that is still there.
 *
 * @throws AppError `message-missing`, or the connection's
 */
export async function completeEmail(
  deps: BodyDeps,
  connection: ImapConnection,
  emailKey: number,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  for (const { mailbox, uid } of placesOf(deps.store, emailKey)) {
    if ((await completeBodies(deps, connection, mailbox, [uid], { signal })) > 0) return
  }
  throw new AppError('message-missing')
}
