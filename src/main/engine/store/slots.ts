import type { Reader } from './handle.ts'

const bucketMs = 2 ** 19
const slotsPerBucket = 16
const latestMs = 2 ** 43
const rememberedAtMost = 50_000

/** Which table's keys are handed out. */
export type SlotTable = 'email' | 'conversation'

/** Hands out keys that grow with time. */
export type Slots = { readonly take: (table: SlotTable, at: number) => number }

const newest = {
  email: 'SELECT max(search_key) AS top FROM email WHERE search_key >= ? AND search_key < ?',
  conversation: 'SELECT max(search_key) AS top FROM conversation WHERE search_key >= ? AND search_key < ?',
} as const

/**
 * The smallest key of the time slice that holds `at`.
 *
 * A slice is 8.7 minutes wide and has 16 keys: enough for a million emails a year before slices spill into one another,
 * few enough that the differences between rowids, which is what FTS5 stores, stay short.
 */
export function firstSlot(at: number): number {
  const clamped = Math.min(Math.max(at, bucketMs), latestMs)
  return Math.floor(clamped / bucketMs) * slotsPerBucket
}

/** Above the search keys of all emails that were sent before `at`: of their slices, and of those that spilled over. */
export function keyBound(r: Reader, at: number): number {
  const spilled = r
    .prepare<{ top: number | null }>(
      'SELECT max(search_key) AS top FROM email INDEXED BY email_spilled WHERE search_key / 16 > sent_at / 524288 AND sent_at < ?',
    )
    .get(at)
  return Math.max(firstSlot(at) + slotsPerBucket, (spilled?.top ?? 0) + 1)
}

/**
 * Keys in order of time, so that search can walk rowids newest first (0.1 ms against 109 ms for a sort by date).
 *
 * A full slice spills into the following ones.
 */
export function createSlots(reader: Reader): Slots {
  const full = new Map<string, number>()
  const given = new Map<string, number>()

  const free = (table: SlotTable, first: number): number => {
    let start = first
    for (;;) {
      const id = `${table}${start}`
      const next = full.get(id)
      if (next !== undefined) {
        start = next
        continue
      }
      const end = start + slotsPerBucket
      const top = reader.prepare<{ top: number | null }>(newest[table]).get(start, end)?.top ?? start - 1
      const key = Math.max(top, given.get(id) ?? 0) + 1
      if (key < end) {
        given.set(id, key)
        return key
      }
      full.set(id, end)
    }
  }

  return {
    take: (table, at) => {
      if (given.size > rememberedAtMost) given.clear()
      if (full.size > rememberedAtMost) full.clear()
      const first = firstSlot(at)
      const key = free(table, first)
      const found = key - (key % slotsPerBucket)
      for (let start = first; start < found; ) {
        const next = full.get(`${table}${start}`) ?? found
        full.set(`${table}${start}`, found)
        start = next
      }
      return key
    },
  }
}
