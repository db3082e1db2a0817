import type { UidRange } from '#engine/mail/imap/uid-set.ts'
import { copyUids } from '#engine/store/copies.ts'
import type { Reader } from '#engine/store/handle.ts'

/**
 * The UIDs from `from` to `to` that are not known here, as ranges: what we moved into the mailbox ourselves is not
 * fetched a second time.
 */
export function unknownRanges(r: Reader, mailboxKey: number, from: number, to: number): readonly UidRange[] {
  const ranges: UidRange[] = []
  let next = from
  for (const uid of copyUids(r, mailboxKey, from, to)) {
    if (uid > next) ranges.push({ from: next, to: uid - 1 })
    next = uid + 1
  }
  if (next <= to) ranges.push({ from: next, to })
  return ranges
}
