import type { BodyWindow } from '#shared/account.ts'
import { dayMs } from '#shared/time.ts'

/** How much of bodies is brought here: an account's window, or what a command asked for. */
export type BodyChoice = 'none' | 'window' | 'all'

/** From when on bodies are kept offline, epoch ms; null for from ever, Infinity for none. */
export function bodiesSince(window: BodyWindow, choice: BodyChoice, now: number): number | null {
  if (choice === 'none') return Number.POSITIVE_INFINITY
  if (choice === 'all' || window === 'all') return null
  return now - (window === 'month' ? 31 : 366) * dayMs
}
