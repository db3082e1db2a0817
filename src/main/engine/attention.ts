import type { Clock } from '#shared/time.ts'

/** Knows whether a person is at work in the window just now, so that heavy work makes way for them (P9). */
export type Attention = {
  /** A key, a click or a turn of the wheel. */
  readonly attend: () => void
  /** Whether there was such a sign a moment ago. */
  readonly isAttended: () => boolean
  /**
   * To be awaited between two pieces of heavy work, with what the last one took, ms.
   *
   * While somebody is at work it takes twice as long again, so that requests and the computer's other threads get most of
   * the time; else it takes none.
   */
  readonly makeWay: (tookMs: number) => Promise<void>
}

/** Somebody who pauses longer than this waits for nothing. */
const attendedMs = 400
/** However long a piece took: work must get on, also under a hand that never rests. */
const restMostMs = 120

/** Creates the attention of an engine; nobody is at work at first. */
export function createAttention(clock: Clock): Attention {
  let attendedAt = Number.NEGATIVE_INFINITY
  const isAttended = () => clock.now() - attendedAt <= attendedMs
  return {
    isAttended,
    attend: () => {
      attendedAt = clock.now()
    },
    makeWay: async tookMs => {
      if (!isAttended()) return
      await new Promise(resolve => setTimeout(resolve, Math.min(2 * tookMs, restMostMs)))
    },
  }
}
