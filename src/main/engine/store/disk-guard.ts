import { statfsSync } from 'node:fs'
import { AppError } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import { type Clock, minuteMs, secondMs } from '#shared/time.ts'

/** Below this a write is not tried again: room for a transaction, its journal and a checkpoint. */
const neededBytes = 4 * 1024 * 1024
const lookEveryMs = secondMs
const lookAloneEveryMs = minuteMs

/** Keeps the store from writing while the disk is full. */
export type DiskGuard = {
  readonly isFull: () => boolean
  /** @throws AppError 'disk-full' while there is no room */
  readonly admit: () => void
  /** A write ran out of space. */
  readonly filled: () => void
  readonly close: () => void
}

/** What the guard needs; `every` is a timer that its result stops. */
export type DiskGuardDeps = {
  readonly clock: Clock
  readonly log: Log
  /** Free bytes for this user, or null when the system doesn't tell. */
  readonly freeBytes: () => number | null
  readonly onChange: () => void
  readonly every?: (ms: number, act: () => void) => () => void
}

/**
 * Free bytes where a folder lies, or null when the system doesn't tell.
 */
export function freeBytesAt(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

/**
 * The state machine of a full disk (F-22): a write that runs out of space makes the store read-only, and the first look
 * that finds room again makes it writable.
 *
 * A look is a question to the file system: at most one a second when something wants to write, one a minute otherwise.
 */
export function createDiskGuard(deps: DiskGuardDeps): DiskGuard {
  const every = deps.every ?? everyMs
  let full = false
  let lookedAt = 0
  let stop: (() => void) | null = null

  const recover = () => {
    lookedAt = deps.clock.now()
    const free = deps.freeBytes()
    if (free !== null && free < neededBytes) return
    full = false
    stop?.()
    stop = null
    deps.log.info('store-writable-again')
    deps.onChange()
  }

  return {
    isFull: () => full,
    admit: () => {
      if (full && deps.clock.now() - lookedAt >= lookEveryMs) recover()
      if (full) throw new AppError('disk-full')
    },
    filled: () => {
      lookedAt = deps.clock.now()
      if (full) return
      full = true
      stop = every(lookAloneEveryMs, recover)
      deps.log.warn('store-read-only', { reason: 'disk-full' })
      deps.onChange()
    },
    close: () => {
      stop?.()
      stop = null
    },
  }
}

function everyMs(ms: number, act: () => void): () => void {
  const timer = setInterval(act, ms)
  timer.unref()
  return () => clearInterval(timer)
}
