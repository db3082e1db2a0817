import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createGate } from './refetch-gate.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('runs the first request at once and the rest of a burst together', async () => {
  const run = vi.fn(async () => {})
  const gate = createGate(run, 150)
  for (let count = 0; count < 50; count += 1) gate.ask()
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(run).toHaveBeenCalledTimes(2)
})

it('never runs twice at the same time, and never misses the last request', async () => {
  let finish = () => {}
  const run = vi.fn(() => new Promise<void>(resolve => (finish = resolve)))
  const gate = createGate(run, 10)
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
  const gate = createGate(run, 10)
  gate.ask()
  await vi.advanceTimersByTimeAsync(20)
  gate.ask()
  expect(run).toHaveBeenCalledTimes(2)
})

it('is still after closing', async () => {
  const run = vi.fn(async () => {})
  const gate = createGate(run, 50)
  gate.ask()
  gate.ask()
  gate.close()
  await vi.advanceTimersByTimeAsync(500)
  expect(run).toHaveBeenCalledTimes(1)
})
