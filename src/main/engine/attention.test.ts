import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createAttention } from './attention.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Ms of fake time that a rest takes. */
async function restMs(attention: ReturnType<typeof createAttention>, tookMs: number): Promise<number> {
  const startedAt = Date.now()
  const rest = attention.makeWay(tookMs)
  await vi.runAllTimersAsync()
  await rest
  return Date.now() - startedAt
}

it('P9: makes way while somebody is at work, and not for anybody else', async () => {
  const attention = createAttention({ now: Date.now })
  expect(await restMs(attention, 20)).toBe(0)
  attention.attend()
  expect(await restMs(attention, 20)).toBe(40)
  expect(await restMs(attention, 10_000)).toBe(120)
  vi.advanceTimersByTime(401)
  expect(await restMs(attention, 20)).toBe(0)
})
