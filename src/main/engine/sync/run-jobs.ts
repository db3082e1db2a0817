import type { ImapConnection } from '#engine/mail/imap/connection.ts'
import { fetchWantedBodies } from './fetch-wanted.ts'
import type { MailboxSyncDeps } from './mailbox-sync.ts'
import { pushFlags } from './push-flags.ts'

/**
 * Does what waits in the queue for an account's server: first what the user changed, then what they wanted to read.
 *
 * @throws AppError when the connection fails; what was not done waits for the next one
 */
export async function runJobs(
  deps: MailboxSyncDeps,
  connection: ImapConnection,
  accountId: string,
  options: { readonly signal: AbortSignal },
): Promise<void> {
  await pushFlags(deps, connection, accountId, options)
  await fetchWantedBodies(deps, connection, accountId, options)
}
