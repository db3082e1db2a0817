import { listColumns, type StoredListRow } from './conversation-row.ts'
import type { Reader } from './handle.ts'

/** Where a search goes on: in which of its two phases, below which search key. */
export type SearchPosition = { readonly phase: 'rows' | 'mail'; readonly key: number }

/** A conversation that was found; `emailSearchKey` names the email that was, null when its row was. */
export type SearchHit = {
  readonly row: StoredListRow
  readonly at: SearchPosition
  readonly emailSearchKey: number | null
}

/** Above every search key. */
export const newestKey = Number.MAX_SAFE_INTEGER

/** Numbers are bound as REAL, and FTS5 seeks by INTEGER only: without the cast each page would begin at the top. */
export const rowidBelow = 'rowid < CAST(? AS INTEGER) ORDER BY rowid DESC LIMIT ?'

/** A row of the list by key; undefined when it is gone. */
export function listRow(r: Reader, key: number): StoredListRow | undefined {
  return r.prepare<StoredListRow>(`SELECT ${listColumns.join(', ')} FROM conversation WHERE key = ?`).get(key)
}

/** Candidates taken at once: few at first, because most searches are answered by them; 2 µs each. */
const firstWindow = 80
const largestWindow = 2_560

/**
 * What `take` gives below a key, newest first, window by window, so that no statement stays open.
 *
 * `onward` may skip: asked for the last key of a window, it tells below which one the next begins.
 */
export function* eachWindow<Found extends { readonly at: number }>(
  take: (below: number, size: number) => readonly Found[],
  before: number,
  onward: (last: number) => number = last => last,
): Generator<Found, undefined> {
  let below = before
  for (let size = firstWindow; ; size = Math.min(largestWindow, size * 4)) {
    const window = take(below, size)
    yield* window
    const last = window.at(-1)
    if (last === undefined || window.length < size) return
    below = onward(last.at)
  }
}
