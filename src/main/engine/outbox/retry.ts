import { dayMs, hourMs, minuteMs } from '#shared/time.ts'

/** After so long a mail that nobody takes is failed (RFC 5321 §4.5.4.1: four to five days). */
export const giveUpMs = 5 * dayMs

/** A password that was rejected is not tried again and again: a new one, or being woken, is what helps. */
export const afterRejectionMs = hourMs

/** The wait after the n-th failure in a row: 1, 2, 4 … minutes, at most an hour. */
export function retryPauseMs(attempts: number): number {
  return Math.min(minuteMs * 2 ** Math.min(attempts - 1, 10), hourMs)
}
