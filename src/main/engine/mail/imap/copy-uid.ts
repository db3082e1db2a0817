import { parseUidSet } from './uid-set.ts'

/** Where messages went (RFC 4315 COPYUID): new UIDs by old ones, valid under the target's UIDVALIDITY. */
export type CopiedUids = { readonly uidValidity: string; readonly uids: ReadonlyMap<number, number> }

/**
 * Reads a COPYUID code: `[COPYUID 38505 304,319:320 3956:3958]`, from an untagged or a tagged OK.
 *
 * Both sets are in the same order (RFC 4315 §3). Null where the line has none, or one that can't be true: sets of
 * different lengths, or more than the `most` messages that were asked for.
 */
export function readCopyUid(line: string, most: number): CopiedUids | null {
  const found = /\[COPYUID (\d{1,20}) ([\d:,]+) ([\d:,]+)\]/i.exec(line)
  if (found === null) return null
  const [, uidValidity = '', from = '', to = ''] = found
  const before = expand(from, most)
  const after = expand(to, most)
  if (before === null || after === null || before.length !== after.length) return null
  return { uidValidity, uids: new Map(before.map((uid, at) => [uid, after[at] ?? 0])) }
}

function expand(set: string, most: number): readonly number[] | null {
  const uids: number[] = []
  for (const { from, to } of parseUidSet(set)) {
    if (uids.length + to - from >= most) return null
    for (let uid = from; uid <= to; uid += 1) uids.push(uid)
  }
  return uids
}
