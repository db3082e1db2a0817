import { atom } from './command.ts'
import type { ImapConnection } from './connection.ts'
import { type CommandPart, execWithLane } from './lane.ts'
import { readSearchLine } from './search.ts'
import type { UidRange } from './uid-set.ts'

/** What a message must have, all of it. Texts as a person typed them. */
export type TextCriteria = {
  /** Anywhere in headers or body. */
  readonly texts: readonly string[]
  readonly from: readonly string[]
  /** In To, Cc or Bcc. */
  readonly to: readonly string[]
  readonly subjects: readonly string[]
  /** Epoch ms UTC. Servers compare days and pass over zones, so a day more on each side is asked for. */
  readonly sentFrom: number | null
  readonly sentBefore: number | null
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const dayMs = 86_400_000
const controls = /[\x00-\x1f\x7f]+/g
const printable = /^[\x20-\x7e]*$/

/**
 * UIDs in the selected mailbox of messages that have all of it, as ranges in the order of the answer (RFC 9051 §6.4.4).
 *
 * Text beyond ASCII goes as UTF-8 literals. Call it inside `connection.use`, with the mailbox selected.
 *
 * @throws what imapflow throws, also for a server that knows no UTF-8 (`BADCHARSET`): see errors.ts
 */
export async function searchText(
  connection: ImapConnection,
  criteria: TextCriteria,
): Promise<readonly UidRange[]> {
  const keys = keysOf(criteria)
  if (keys.length === 0) return []
  const isAscii = [criteria.texts, criteria.from, criteria.to, criteria.subjects]
    .flat()
    .every(text => printable.test(text))
  const query: CommandPart[] = [
    ...(connection.abilities.esearch ? [atom('RETURN'), [atom('ALL')]] : []),
    ...(isAscii ? [] : [atom('CHARSET'), atom('UTF-8')]),
    ...keys,
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

function keysOf({ texts, from, to, subjects, sentFrom, sentBefore }: TextCriteria): readonly CommandPart[] {
  const each = (values: readonly string[], make: (value: CommandPart) => readonly CommandPart[]) =>
    values
      .map(value => value.replace(controls, ' ').trim())
      .filter(value => value !== '')
      .flatMap(value => make(stringOf(value)))
  return [
    ...each(texts, value => [atom('TEXT'), value]),
    ...each(from, value => [atom('FROM'), value]),
    ...each(to, value => [
      ...[atom('OR'), atom('TO'), value],
      ...[atom('OR'), atom('CC'), value, atom('BCC'), value],
    ]),
    ...each(subjects, value => [atom('SUBJECT'), value]),
    ...(sentFrom === null ? [] : [atom('SENTSINCE'), dateOf(sentFrom - dayMs)]),
    ...(sentBefore === null ? [] : [atom('SENTBEFORE'), dateOf(sentBefore + 2 * dayMs)]),
  ]
}

function stringOf(value: string): CommandPart {
  return { type: printable.test(value) ? 'STRING' : 'LITERAL', value }
}

/** `1-Feb-2026`; servers know no years of other lengths. */
function dateOf(at: number): CommandPart {
  const first = Date.UTC(1970, 0, 1)
  const last = Date.UTC(9999, 11, 31)
  const date = new Date(Math.min(Math.max(at, first), last))
  return atom(`${date.getUTCDate()}-${months[date.getUTCMonth()] ?? 'Jan'}-${date.getUTCFullYear()}`)
}
