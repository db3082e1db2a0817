import { AppError } from '#shared/errors.ts'
import { atom } from './command.ts'
import type { ImapConnection } from './connection.ts'
import { type CommandPart, execWithLane } from './lane.ts'
import { readSearchLine } from './search.ts'
import type { UidRange } from './uid-set.ts'

/**
 * Adds a message to a mailbox, byte for byte (RFC 9051 §6.3.12). Select the mailbox first: its flags decide which can be
 * set. Call it inside `connection.use`.
 *
 * @throws AppError `over-quota`, `too-large` (RFC 7889), what the server refused it with
 */
export async function appendMessage(
  connection: ImapConnection,
  path: string,
  message: { readonly bytes: Uint8Array; readonly flags: readonly string[]; readonly receivedAt: number },
): Promise<void> {
  const limit = connection.client.capabilities.get('APPENDLIMIT')
  if (typeof limit === 'number' && limit < message.bytes.length) throw new AppError('too-large')
  const { buffer, byteOffset, length } = message.bytes
  const done = await connection.upload(() =>
    connection.client.append(
      path,
      Buffer.from(buffer, byteOffset, length),
      [...message.flags],
      new Date(message.receivedAt),
    ),
  )
  if (done === false || done === undefined) throw new AppError('connection-lost')
}

const idShape = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/**
 * The UIDs in the selected mailbox of messages with this Message-ID (without angle brackets), as ranges.
 *
 * Servers look for parts of the field (RFC 9051 §6.4.4): an id of ours is part of no other. Call it inside
 * `connection.use`, with the mailbox selected.
 *
 * @throws AppError `invalid-request` for an id that can't be asked for
 */
export function searchMessageId(connection: ImapConnection, messageId: string): Promise<readonly UidRange[]> {
  return searchHeader(connection, 'Message-ID', `<${messageId}>`)
}

/**
 * The UIDs in the selected mailbox of all copies of a draft of ours, whatever they say, as ranges. As `searchMessageId`.
 *
 * @throws AppError `invalid-request` for an id that can't be asked for
 */
export function searchDraftCopies(connection: ImapConnection, draftId: string): Promise<readonly UidRange[]> {
  return searchHeader(connection, 'X-Parley-Draft', `${draftId}/`)
}

async function searchHeader(
  connection: ImapConnection,
  field: string,
  value: string,
): Promise<readonly UidRange[]> {
  if (!idShape.test(value)) throw new AppError('invalid-request', field)
  const query: CommandPart[] = [
    ...(connection.abilities.esearch ? [atom('RETURN'), [atom('ALL')]] : []),
    atom('HEADER'),
    atom(field),
    { type: 'STRING', value },
  ]
  const ranges: UidRange[] = []
  await execWithLane(connection.client, 'UID SEARCH', query, line => {
    const found = readSearchLine(line)
    if (found === null) return false
    for (const range of found) ranges.push(range)
    return true
  })
  return ranges
}
