import { beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '#shared/log.ts'
import { createDiskGuard, type DiskGuard } from './disk-guard.ts'

let now: number
let free: number | null
let changes: boolean[]
let timer: (() => void) | null
let guard: DiskGuard
beforeEach(() => {
  now = 1_000_000
  free = 0
  changes = []
  timer = null
  guard = createDiskGuard({
    clock: { now: () => now },
    log: silentLog,
    freeBytes: () => free,
    onChange: () => changes.push(guard.isFull()),
    every: (_ms, act) => {
      timer = act
      return () => {
        timer = null
      }
    },
  })
})

describe('a full disk', () => {
  it('makes the store read-only, once', () => {
    guard.admit()
    guard.filled()
    guard.filled()
    expect(changes).toEqual([true])
    expect(() => guard.admit()).toThrowError('disk-full')
  })

  it('is looked at again a second later at most, and by itself every minute', () => {
    guard.filled()
    free = 1e9
    expect(() => guard.admit()).toThrowError('disk-full')
    now += 1_000
    guard.admit()
    expect(changes).toEqual([true, false])
    expect(timer).toBeNull()
    guard.filled()
    timer?.()
    expect(guard.isFull()).toBe(false)
  })

  it('stays full while there is not enough room', () => {
    guard.filled()
    free = 1_000_000
    now += 5_000
    expect(() => guard.admit()).toThrowError('disk-full')
    timer?.()
    expect(guard.isFull()).toBe(true)
  })

  it('is tried anew where the system does not tell how much is free', () => {
    guard.filled()
    free = null
    now += 1_000
    guard.admit()
    expect(guard.isFull()).toBe(false)
  })

  it('leaves no timer behind', () => {
    guard.filled()
    expect(timer).not.toBeNull()
    guard.close()
    expect(timer).toBeNull()
  })
})
