import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createGate } from './refetch-gate.ts'

const limits = { everyMs: 200, burst: 3 }
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('runs the first requests at once, one by one', async () => {
  const run = vi.fn(async () => {})
  const gate = createGate(run, limits)
  for (let count = 1; count <= 3; count += 1) {
    gate.ask()
    expect(run).toHaveBeenCalledTimes(count)
    await vi.advanceTimersByTimeAsync(1)
  }
})

it('runs a steady stream no more often than allowed, and never misses the last request', async () => {
  const run = vi.fn(async () => {})
  const gate = createGate(run, limits)
  for (let count = 0; count < 200; count += 1) {
    gate.ask()
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(run.mock.calls.length).toBeLessThanOrEqual(3 + 2_000 / 200 + 1)
  const before = run.mock.calls.length
  gate.ask()
  await vi.advanceTimersByTimeAsync(400)
  expect(run.mock.calls.length).toBeGreaterThan(before)
})

it('never runs twice at the same time', async () => {
  let finish = () => {}
  const run = vi.fn(
    () =>
      new Promise<void>(resolve => {
        finish = resolve
      }),
  )
  const gate = createGate(run, limits)
  gate.ask()
  gate.ask()
  await vi.advanceTimersByTimeAsync(500)
  expect(run).toHaveBeenCalledTimes(1)
  finish()
  await vi.advanceTimersByTimeAsync(0)
  expect(run).toHaveBeenCalledTimes(2)
})

it('goes on after a failure', async () => {
  const run = vi.fn(() => Promise.reject(new Error('x')))
  const gate = createGate(run, limits)
  gate.ask()
  await vi.advanceTimersByTimeAsync(20)
  gate.ask()
  expect(run).toHaveBeenCalledTimes(2)
})

it('is still after closing', async () => {
  const run = vi.fn(async () => {})
  const gate = createGate(run, { everyMs: 50, burst: 1 })
  gate.ask()
  gate.ask()
  gate.close()
  await vi.advanceTimersByTimeAsync(500)
  expect(run).toHaveBeenCalledTimes(1)
})
