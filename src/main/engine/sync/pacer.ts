import { syncLimits } from './limits.ts'

/** Chooses how much goes into one transaction, so that none lasts long, on fast and slow computers alike. */
export type Pacer = {
  /** Items for the next transaction. */
  readonly next: () => number
  /** How long the last one took. */
  readonly took: (items: number, ms: number) => void
}

const weight = 0.3

/** A pacer that aims at `syncLimits.transactionMs`: the screen's requests wait for at most one transaction (P9). */
export function createPacer(): Pacer {
  let msPerItem = 1
  return {
    next: () => {
      const items = Math.floor(syncLimits.transactionMs / msPerItem)
      return Math.min(Math.max(items, syncLimits.transactionLeast), syncLimits.batchEmails)
    },
    took: (items, ms) => {
      if (items > 0) msPerItem += (Math.max(0.01, ms / items) - msPerItem) * weight
    },
  }
}
