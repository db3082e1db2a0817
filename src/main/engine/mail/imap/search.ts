import { atom } from './command.ts'
import type { ImapConnection } from './connection.ts'
import { type CommandPart, execWithLane } from './lane.ts'
import { parseUidSet, type UidRange } from './uid-set.ts'

/**
 * The UIDs of the selected mailbox that lie in `set`, and have the flag where one is named, ascending and without
 * doubles, as ranges.
 *
 * With ESEARCH (RFC 4731) the answer is a compact set; without it a list of numbers.
 *
 * Call it inside `connection.use`, with the mailbox selected.
 */
export async function searchUids(
  connection: ImapConnection,
  set: string,
  flag?: 'DELETED',
): Promise<readonly UidRange[]> {
  const ranges: UidRange[] = []
  const query: CommandPart[] = [
    ...(connection.abilities.esearch ? [atom('RETURN'), [atom('ALL')]] : []),
    atom('UID'),
    { type: 'SEQUENCE', value: set },
    ...(flag === undefined ? [] : [atom(flag)]),
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
