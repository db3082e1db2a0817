import { AppError } from '#shared/errors.ts'
import { atom, peek, uidSet } from './command.ts'
import type { ImapConnection } from './connection.ts'
import { type FetchedItems, readFetchLine } from './fetch-line.ts'
import { execWithLane } from './lane.ts'
import { imapLimits } from './limits.ts'
import { type MessageStructure, parseStructure } from './structure.ts'
import { formatUidSets, parseUidSet, type UidRange } from './uid-set.ts'

/** A message's beginning, with what the server knows of it. */
export type FetchedEmail = {
  readonly uid: number
  readonly flags: readonly string[]
  /** INTERNALDATE, epoch ms UTC; 0 where the server has none. */
  readonly receivedAt: number
  /** RFC822.SIZE: the same in every mailbox of an account. */
  readonly sizeBytes: number
  readonly raw: Uint8Array
  readonly structure?: MessageStructure
}

/** Flags of one message. */
export type FetchedFlags = { readonly uid: number; readonly flags: readonly string[] }

/**
 * Fetches the beginnings of messages, in whatever order the server sends them.
 *
 * A beginning holds the whole header block: where `bytes` cut it, the message is fetched once more, longer. `onEmail` may
 * hold the server back by returning a promise. Messages that the server answers incompletely (no UID, no bytes, headers
 * that end here and there) are left out (F-34): half of its headers would make an email another one. The functions of
 * this file are called inside `connection.use`, with the mailbox selected.
 */
export async function fetchEmails(connection: ImapConnection, set: string, options: Options): Promise<void> {
  const cut = await fetchBeginnings(connection, set, options, null)
  const longer = { ...options, bytes: Math.max(options.bytes, imapLimits.longHeaderBytes) }
  for (const again of formatUidSets([...cut.keys()], imapLimits.commandUidSetLength))
    await fetchBeginnings(connection, again, longer, cut)
}

type Options = {
  readonly bytes: number
  readonly structure?: boolean
  readonly onEmail: (email: FetchedEmail) => Promise<void> | undefined
}

/** How many bytes came of messages whose headers were cut, by UID; null where that was all that was asked for. */
type CutShort = ReadonlyMap<number, number | null>

/** Answers what was cut in its headers and not handed on. `before`: what was cut when it was asked for first. */
async function fetchBeginnings(
  connection: ImapConnection,
  set: string,
  options: Options,
  before: CutShort | null,
): Promise<CutShort> {
  const structures: Promise<void>[] = []
  const cutShort = new Map<number, number | null>()
  await fetchItems(
    connection,
    set,
    [
      atom('UID'),
      atom('FLAGS'),
      atom('INTERNALDATE'),
      atom('RFC822.SIZE'),
      ...(options.structure === true ? [atom('BODYSTRUCTURE')] : []),
      peek('', { start: 0, length: options.bytes }),
    ],
    items => {
      const raw = items.sections?.get('')
      if (items.uid === undefined || raw === undefined || raw === null) return undefined
      const email = {
        uid: items.uid,
        flags: cleanFlags(items.flags ?? []),
        receivedAt: items.receivedAt ?? 0,
        sizeBytes: Math.max(items.sizeBytes ?? raw.length, raw.length),
        raw,
      }
      const isFull = raw.length >= options.bytes
      // Headers that never end, or a server that twice has no more: that is the message.
      const isAll = before !== null && (isFull || before.get(email.uid) === raw.length)
      if (endsInHeaders(email) && !isAll) {
        cutShort.set(email.uid, isFull ? null : raw.length)
        return undefined
      }
      if (items.bodyStructure === undefined) return options.onEmail(email)
      const parsed = parseStructure(items.bodyStructure).then(structure =>
        options.onEmail(structure === null ? email : { ...email, structure }),
      )
      structures.push(parsed)
      return parsed
    },
  )
  await Promise.all(structures)
  return cutShort
}

/** Whether no blank line is in what was fetched, and more is to come. */
function endsInHeaders({ raw, sizeBytes }: FetchedEmail): boolean {
  if (raw.length >= sizeBytes) return false
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  return !bytes.includes('\r\n\r\n') && !bytes.includes('\n\n')
}

/** Length and age of a message. */
export type FetchedSize = { readonly uid: number; readonly sizeBytes: number; readonly receivedAt: number }

/** The lengths and dates of messages: what decides how much of each is fetched. */
export async function fetchSizes(connection: ImapConnection, set: string): Promise<readonly FetchedSize[]> {
  const found: FetchedSize[] = []
  await fetchItems(connection, set, [atom('UID'), atom('RFC822.SIZE'), atom('INTERNALDATE')], items => {
    const { uid, sizeBytes = 0, receivedAt = 0 } = items
    if (uid !== undefined) found.push({ uid, sizeBytes, receivedAt })
    return undefined
  })
  return found
}

/** Encoded bytes of body parts, by UID and part number. A part that the server doesn't have is absent. */
export type FetchedParts = ReadonlyMap<number, ReadonlyMap<string, Uint8Array>>

/** Fetches the same parts of several messages, each up to `bytes`. */
export async function fetchParts(
  connection: ImapConnection,
  set: string,
  parts: readonly { readonly partId: string; readonly bytes: number }[],
): Promise<FetchedParts> {
  const found = new Map<number, ReadonlyMap<string, Uint8Array>>()
  const wanted = parts.map(part => peek(checkedPartId(part.partId), { start: 0, length: part.bytes }))
  await fetchItems(connection, set, [atom('UID'), ...wanted], items => {
    if (items.uid === undefined) return undefined
    const bytes = new Map<string, Uint8Array>()
    for (const [section, value] of items.sections ?? []) if (value !== null) bytes.set(section, value)
    found.set(items.uid, bytes)
    return undefined
  })
  return found
}

/**
 * One piece of a part, or of the whole message where `partId` is empty; empty at the end. Null when the message is gone.
 */
export async function fetchPiece(
  connection: ImapConnection,
  uid: number,
  piece: { readonly partId: string; readonly start: number; readonly length: number },
): Promise<Uint8Array | null> {
  let found: Uint8Array | null = null
  const section = piece.partId === '' ? '' : checkedPartId(piece.partId)
  await fetchItems(connection, String(uid), [atom('UID'), peek(section, piece)], items => {
    if (items.uid === uid && items.sections?.has(section) === true)
      found = items.sections.get(section) ?? new Uint8Array()
    return undefined
  })
  return found
}

/**
 * The flags of messages, at 100,000 a second.
 *
 * `changedSince` asks for changes after a modification sequence only; where QRESYNC is enabled, the UIDs that vanished
 * since then come too (RFC 7162 §3.2.6).
 */
export async function fetchFlags(
  connection: ImapConnection,
  set: string,
  options: {
    readonly changedSince?: string
    readonly onFlags: (email: FetchedFlags) => void
    readonly onVanished?: (ranges: readonly UidRange[]) => void
  },
): Promise<void> {
  const { client, abilities } = connection
  const since = options.changedSince
  const modifiers =
    since === undefined
      ? []
      : [[atom('CHANGEDSINCE'), atom(since), ...(abilities.qresync ? [atom('VANISHED')] : [])]]
  await execWithLane(
    client,
    'UID FETCH',
    [uidSet(set), [atom('UID'), atom('FLAGS')], ...modifiers],
    (line, literals) => {
      const vanished = readVanished(line)
      if (vanished !== null) {
        options.onVanished?.(vanished)
        // Only (EARLIER) answers our question; a plain VANISHED is news, which imapflow needs for its count.
        return isEarlier(line)
      }
      const items = readFetchLine(line, literals)
      if (items === null) return false
      if (items.uid !== undefined && items.flags !== undefined) {
        options.onFlags({ uid: items.uid, flags: cleanFlags(items.flags) })
      }
      return true
    },
  )
}

async function fetchItems(
  connection: ImapConnection,
  set: string,
  items: Parameters<typeof execWithLane>[2],
  onItems: (items: FetchedItems) => Promise<void> | undefined,
): Promise<void> {
  await execWithLane(connection.client, 'UID FETCH', [uidSet(set), items], (line, literals) => {
    const found = readFetchLine(line, literals)
    if (found === null) return false
    const held = onItems(found)
    return held === undefined ? true : held.then(() => true)
  })
}

/** `* VANISHED (EARLIER) 1:5,9` or `* VANISHED 7`; null for other lines. */
export function readVanished(line: Buffer): readonly UidRange[] | null {
  if (line[2] !== 0x56 && line[2] !== 0x76) return null
  const match = /^\* VANISHED (?:\(EARLIER\) )?([\d:,]+)\s*$/i.exec(line.toString('latin1'))
  return match?.[1] === undefined ? null : parseUidSet(match[1])
}

const isEarlier = (line: Buffer) => line.toString('latin1', 0, 30).toUpperCase().includes('(EARLIER)')

function cleanFlags(flags: readonly string[]): readonly string[] {
  if (flags.length === 0) return flags
  if (flags.length <= 8 && flags.every(flag => flag.length <= imapLimits.flagLength)) return flags
  return flags.filter(flag => flag.length <= imapLimits.flagLength).slice(0, imapLimits.flagsPerEmail)
}

/** Part numbers come from mail: nothing else may reach a command. */
function checkedPartId(partId: string): string {
  if (!/^(?:\d{1,6}(?:\.\d{1,6}){0,100}|HEADER)$/.test(partId))
    throw new AppError('message-missing', 'part number')
  return partId
}
