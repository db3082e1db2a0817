import { atom } from './command.ts'
import type { ImapConnection } from './connection.ts'
import { type CommandPart, execWithLane } from './lane.ts'
import { parseUidSet, type UidRange } from './uid-set.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * The UIDs of the selected mailbox that lie in `set`, ascending and without doubles, as ranges.
 *
 * `since` leaves out what arrived before that day (INTERNALDATE; RFC 9051 §6.4.4 ignores time and zone, so a day more
 * is asked for). `larger` leaves out what has no more bytes than this. With ESEARCH the answer is a compact set; without it a list of numbers.
 *
 * Call it inside `connection.use`, with the mailbox selected.
 */
export async function searchUids(
  connection: ImapConnection,
  set: string,
  options: { readonly since?: number; readonly larger?: number } = {},
): Promise<readonly UidRange[]> {
  const ranges: UidRange[] = []
  const since = options.since
  const query: CommandPart[] = [
    ...(connection.abilities.esearch ? [atom('RETURN'), [atom('ALL')]] : []),
    atom('UID'),
    { type: 'SEQUENCE', value: set },
    ...(since === undefined ? [] : [atom('SINCE'), atom(imapDate(since - 86_400_000))]),
    ...(options.larger === undefined ? [] : [atom('LARGER'), atom(String(options.larger))]),
  ]
  await execWithLane(connection.client, 'UID SEARCH', query, line => {
    const found = readSearchLine(line)
    if (found === null) return false
    for (const range of found) ranges.push(range)
    return true
  })
  return merged(ranges)
}

/** `* SEARCH 2 84 882` or `* ESEARCH (TAG "A1") UID ALL 2,84:882`; null for other lines. */
export function readSearchLine(line: Buffer): readonly UidRange[] | null {
  const start = line.toString('latin1', 0, 10).toUpperCase()
  if (start.startsWith('* SEARCH')) {
    const numbers = line
      .toString('latin1', 8)
      .replace(/\(MODSEQ \d+\)/i, '')
      .trim()
    return numbers === '' ? [] : parseUidSet(numbers.replace(/\s+/g, ','))
  }
  if (!start.startsWith('* ESEARCH')) return null
  // Before UID ALL stands the tag that asked, in parentheses.
  const all = /\bALL ([\d:,]+)/i.exec(line.toString('latin1').replace(/\([^)]*\)/, ''))?.[1]
  return all === undefined ? [] : parseUidSet(all)
}

function merged(ranges: readonly UidRange[]): readonly UidRange[] {
  const sorted = [...ranges].sort((a, b) => a.from - b.from)
  const result: { from: number; to: number }[] = []
  for (const range of sorted) {
    const last = result.at(-1)
    if (last !== undefined && range.from <= last.to + 1) last.to = Math.max(last.to, range.to)
    else result.push({ ...range })
  }
  return result
}

/** `1-Feb-1994`, in UTC. */
function imapDate(at: number): string {
  const date = new Date(Math.max(0, at))
  return `${date.getUTCDate()}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()}`
}
