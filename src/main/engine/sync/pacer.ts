import { syncLimits } from './limits.ts'

/** Chooses how much goes into one transaction, so that none lasts long, on fast and slow computers alike. */
export type Pacer = {
  /** Items for the next transaction; fewer while somebody is at work in the window. */
  readonly next: (attended?: boolean) => number
  /** How long the last one took. */
  readonly took: (items: number, ms: number) => void
}

const remembered = 8

/**
 * A pacer that aims at `syncLimits.transactionMs`: the screen's requests wait for at most one transaction (P9).
 *
 * It goes by the second fastest of the last few: the slow ones are those in which the computer did something else, and
 * smaller transactions would not make it faster.
 */
export function createPacer(): Pacer {
  const msPerItem: number[] = []
  return {
    next: (attended = false) => {
      const typical = msPerItem.toSorted((a, b) => a - b)[1] ?? msPerItem[0] ?? 1
      const aimMs = attended ? syncLimits.attendedTransactionMs : syncLimits.transactionMs
      const items = Math.floor(aimMs / Math.max(0.01, typical))
      return Math.min(Math.max(items, syncLimits.transactionLeast), syncLimits.batchEmails)
    },
    took: (items, ms) => {
      if (items === 0) return
      msPerItem.push(ms / items)
      if (msPerItem.length > remembered) msPerItem.shift()
    },
  }
}
