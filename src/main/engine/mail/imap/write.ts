import { AppError } from '#shared/errors.ts'
import { atom, uidSet } from './command.ts'
import type { ImapConnection } from './connection.ts'
import { execWithLane } from './lane.ts'

/**
 * Adds and removes flags of messages in the selected mailbox, without an answer per message (`.SILENT`).
 *
 * Idempotent; UIDs that are gone are passed over by the server. Call it inside `connection.use`.
 *
 * @throws AppError `read-only` where the mailbox or the flag can't be changed
 */
export async function storeFlags(
  connection: ImapConnection,
  set: string,
  change: { readonly add: readonly string[]; readonly remove: readonly string[] },
): Promise<void> {
  const { mailbox } = connection.client
  if (mailbox === false || mailbox.readOnly === true) throw new AppError('read-only')
  for (const [sign, flags] of [
    ['+', change.add],
    ['-', change.remove],
  ] as const) {
    if (flags.length === 0) continue
    const names = flags.map(flag => atom(checkedFlag(flag)))
    await execWithLane(
      connection.client,
      'UID STORE',
      [uidSet(set), atom(`${sign}FLAGS.SILENT`), names],
      () => false,
    )
  }
}

/** A flag as RFC 9051 §9 allows it: `\Seen`, `$Forwarded`. */
function checkedFlag(flag: string): string {
  if (!/^\\?[\x21\x23\x24\x26\x27\x2b-\x5a\x5e-\x7a\x7c\x7e]{1,200}$/.test(flag))
    throw new AppError('invalid-request', 'flag')
  return flag
}
