import { AppError } from '#shared/errors.ts'
import { atom, uidSet } from './command.ts'
import type { ImapConnection } from './connection.ts'
import { type CopiedUids, readCopyUid } from './copy-uid.ts'
import { execWithLane } from './lane.ts'
import { encodeMailboxPath } from './path.ts'
import { formatUidSet, toRanges } from './uid-set.ts'

/**
 * Moves messages of the selected mailbox to another one (RFC 6851). UIDs that are gone are passed over by the server.
 *
 * Answers which message got which UID; null where the server doesn't tell. The functions of this file are called inside
 * `connection.use`, with few enough UIDs for one command.
 *
 * @throws AppError `read-only`, `over-quota`, `mailbox-missing` where the target is gone, `server-refused`
 */
export function moveMessages(
  connection: ImapConnection,
  uids: readonly number[],
  path: string,
): Promise<CopiedUids | null> {
  return transfer(connection, 'UID MOVE', uids, path)
}

/** Copies messages of the selected mailbox to another one, all or none (RFC 9051 §6.4.7). As `moveMessages`. */
export function copyMessages(
  connection: ImapConnection,
  uids: readonly number[],
  path: string,
): Promise<CopiedUids | null> {
  return transfer(connection, 'UID COPY', uids, path)
}

async function transfer(
  connection: ImapConnection,
  command: 'UID MOVE' | 'UID COPY',
  uids: readonly number[],
  path: string,
): Promise<CopiedUids | null> {
  let told: CopiedUids | null = null
  const attributes = [setOf(uids), atom(encodeMailboxPath(connection.client, path))]
  // MOVE tells in an untagged OK (RFC 6851 §4.3), COPY in the tagged one; servers have done either.
  const tagged = await execWithLane(connection.client, command, attributes, line => {
    told ??= readCopyUid(line.toString('latin1'), uids.length)
    return false
  })
  return told ?? readCopyUid(tagged, uids.length)
}

/** Removes exactly these messages, which must be marked `\Deleted` (RFC 4315 UID EXPUNGE). */
export async function expungeUids(connection: ImapConnection, uids: readonly number[]): Promise<void> {
  await execWithLane(connection.client, 'UID EXPUNGE', [setOf(uids)], () => false)
}

/** Removes every message of the selected mailbox that is marked `\Deleted`, whoever marked it. */
export async function expungeAll(connection: ImapConnection): Promise<void> {
  await execWithLane(connection.client, 'EXPUNGE', [], () => false)
}

/**
 * Makes sure that messages of the selected mailbox may be removed, before anything is copied.
 *
 * @throws AppError `read-only` (RFC 4314: without the rights, the mailbox is read-only or `\Deleted` can't be set)
 */
export function ensureRemovable(connection: ImapConnection): void {
  const { mailbox } = connection.client
  if (mailbox === false || mailbox.readOnly === true) throw new AppError('read-only')
  const { permanentFlags } = mailbox
  if (permanentFlags !== undefined && permanentFlags.size > 0 && !permanentFlags.has('\\Deleted'))
    throw new AppError('read-only')
}

const setOf = (uids: readonly number[]) => uidSet(formatUidSet(toRanges([...uids].sort((a, b) => a - b))))
