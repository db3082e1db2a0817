import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPause } from './pause.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const never = new AbortController().signal

async function isOver(wait: Promise<void>): Promise<boolean> {
  let over = false
  void wait.then(() => {
    over = true
  })
  await vi.advanceTimersByTimeAsync(0)
  return over
}

it('lasts its time, unless it is cut short', async () => {
  const pause = createPause()
  const first = pause.wait(1_000, never)
  expect(await isOver(first)).toBe(false)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await isOver(first)).toBe(true)
  const second = pause.wait(Number.POSITIVE_INFINITY, never)
  expect(await isOver(second)).toBe(false)
  pause.end()
  expect(await isOver(second)).toBe(true)
})

it('misses nothing that happened before it began', async () => {
  const pause = createPause()
  pause.end()
  pause.end()
  expect(await isOver(pause.wait(60_000, never))).toBe(true)
  expect(await isOver(pause.wait(60_000, never))).toBe(false)
})

it('ends with its signal, and leaves no timer behind', async () => {
  const pause = createPause()
  const leaving = new AbortController()
  const wait = pause.wait(60_000, leaving.signal)
  leaving.abort()
  expect(await isOver(wait)).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
  expect(await isOver(pause.wait(60_000, leaving.signal))).toBe(true)
})
