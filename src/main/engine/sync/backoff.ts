import { syncLimits } from './limits.ts'

/**
 * How long to wait before the next attempt, ms: doubling from one second to five minutes, with a quarter of jitter so
 * that several accounts don't come at the same moment.
 *
 * `failures` counts attempts that failed in a row, from 1; `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  const plain = Math.min(syncLimits.retryFirstMs * 2 ** Math.max(0, failures - 1), syncLimits.retryMostMs)
  return Math.round(plain * (0.75 + random * 0.5))
}
