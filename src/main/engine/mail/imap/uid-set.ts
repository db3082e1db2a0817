/** Sets of UIDs as IMAP writes them (RFC 9051 §9, sequence-set): `1:5,9`. */

const highestUid = 4_294_967_295

/** A run of UIDs, both ends included. */
export type UidRange = { readonly from: number; readonly to: number }

/**
 * Reads a sequence set that a server sent. Ranges come back in the order of the text; `*` and nonsense are passed over.
 *
 * Nothing is expanded: `1:4294967295` costs one entry.
 */
export function parseUidSet(text: string): readonly UidRange[] {
  const ranges: UidRange[] = []
  for (const piece of text.split(',')) {
    const match = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(piece.trim())
    if (match === null) continue
    const a = Number(match[1])
    const b = match[2] === undefined ? a : Number(match[2])
    const from = Math.min(a, b)
    const to = Math.max(a, b)
    if (from >= 1 && to <= highestUid) ranges.push({ from, to })
  }
  return ranges
}

/** Joins UIDs (ascending) into ranges. */
export function toRanges(uids: Iterable<number>): readonly UidRange[] {
  const ranges: { from: number; to: number }[] = []
  for (const uid of uids) {
    const last = ranges.at(-1)
    if (last !== undefined && uid === last.to + 1) last.to = uid
    else ranges.push({ from: uid, to: uid })
  }
  return ranges
}

/** Writes ranges as IMAP does. */
export function formatUidSet(ranges: readonly UidRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}:${to}`)).join(',')
}

/** Writes UIDs (ascending) as sets that each stay under `longest` characters. */
export function formatUidSets(uids: Iterable<number>, longest: number): readonly string[] {
  const sets: string[] = []
  let set = ''
  for (const range of toRanges(uids)) {
    const piece = formatUidSet([range])
    if (set !== '' && set.length + 1 + piece.length > longest) {
      sets.push(set)
      set = ''
    }
    set = set === '' ? piece : `${set},${piece}`
  }
  if (set !== '') sets.push(set)
  return sets
}

/** Whether a UID lies in one of the ranges, which must be ascending and apart. */
export function inRanges(ranges: readonly UidRange[], uid: number): boolean {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range === undefined) return false
    if (uid < range.from) high = middle - 1
    else if (uid > range.to) low = middle + 1
    else return true
  }
  return false
}

/** How many UIDs ranges hold, were each of them in use. */
export function countUids(ranges: readonly UidRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)
}
