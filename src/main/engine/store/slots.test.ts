import { describe, expect, it } from 'vitest'
import { dayMs, minuteMs } from '#shared/time.ts'
import { createRandom } from '#test/support/random.ts'
import type { Reader } from './handle.ts'
import { createSlots } from './slots.ts'

const noon = Date.UTC(2026, 2, 10, 12)

/** A table of keys in memory. */
function keysInMemory(): { readonly reader: Reader; readonly keys: Set<number> } {
  const keys = new Set<number>()
  const get = (from: unknown, to: unknown) => {
    const inside = [...keys].filter(key => key >= Number(from) && key < Number(to))
    return { top: inside.length === 0 ? null : Math.max(...inside) }
  }
  const reader = { prepare: () => ({ get, all: () => [], iterate: () => [].values(), run: () => 0 }) }
  return { reader: reader as unknown as Reader, keys } // only `get` is asked
}

describe('slots', () => {
  it('grow with time, whatever the order of arrival', () => {
    const { reader, keys } = keysInMemory()
    const slots = createSlots(reader)
    const random = createRandom(1)
    const given = Array.from({ length: 500 }, () => {
      const at = noon + random.between(-1_000, 1_000) * dayMs
      const key = slots.take('email', at)
      keys.add(key)
      return { at, key }
    })
    const byKey = [...given].sort((a, b) => a.key - b.key)
    for (const [index, one] of byKey.entries()) {
      const next = byKey[index + 1]
      if (next && next.at !== one.at) expect(next.at).toBeGreaterThan(one.at)
    }
    expect(new Set(given.map(one => one.key)).size).toBe(500)
  })

  it('spill over when thousands share one moment, and stay unique', () => {
    const { reader, keys } = keysInMemory()
    const slots = createSlots(reader)
    for (let n = 0; n < 2_000; n += 1) keys.add(slots.take('email', noon))
    expect(keys.size).toBe(2_000)
    const spread = Math.max(...keys) - Math.min(...keys)
    expect(spread).toBeLessThan(2_100)
    const later = slots.take('email', noon + dayMs * 30)
    expect(later).toBeGreaterThan(Math.max(...keys))
  })

  it('skip slices that an earlier process has filled', () => {
    const { reader, keys } = keysInMemory()
    const before = createSlots(reader)
    for (let n = 0; n < 100; n += 1) keys.add(before.take('email', noon))
    const after = createSlots(reader)
    const key = after.take('email', noon)
    expect(keys.has(key)).toBe(false)
  })

  it.each([0, -1, -1e15, 8.64e15, Number.MAX_SAFE_INTEGER, minuteMs])('take the date %d', at => {
    const key = createSlots(keysInMemory().reader).take('conversation', at)
    expect(Number.isSafeInteger(key)).toBe(true)
    expect(key).toBeGreaterThan(0)
  })
})
