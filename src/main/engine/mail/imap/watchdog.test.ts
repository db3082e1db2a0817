import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchProgress } from './watchdog.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watch() {
  const state = { received: 0, held: false, silent: 0 }
  const dog = watchProgress({
    received: () => state.received,
    isHeld: () => state.held,
    onSilence: () => {
      state.silent += 1
    },
    silenceMs: 40_000,
  })
  return { state, dog }
}

it('finds a peer that says nothing in time, once (F-11)', () => {
  const { state } = watch()
  vi.advanceTimersByTime(39_000)
  expect(state.silent).toBe(0)
  vi.advanceTimersByTime(11_000)
  expect(state.silent).toBe(1)
  vi.advanceTimersByTime(600_000)
  expect(state.silent).toBe(1)
})

it('lets a slow line be slow (F-12)', () => {
  const { state, dog } = watch()
  for (let second = 0; second < 600; second += 30) {
    state.received += 1
    vi.advanceTimersByTime(30_000)
  }
  expect(state.silent).toBe(0)
  dog.stop()
})

it('blames nobody while our own side holds the server back', () => {
  const { state, dog } = watch()
  state.held = true
  vi.advanceTimersByTime(600_000)
  expect(state.silent).toBe(0)
  dog.stop()
})
