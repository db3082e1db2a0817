import { conversationCounts } from '#engine/store/conversations.ts'
import {
  countStartedSince,
  countsBySource,
  countWaiting,
  longestWaits,
  oldestUnreadAt,
  responseTimes,
  volumeSince,
} from '#engine/store/figures.ts'
import type { Reader } from '#engine/store/handle.ts'
import type { Overview } from '#shared/overview.ts'
import { dayMs } from '#shared/time.ts'
import { summarise } from './summary.ts'

const waitingShown = 10

/**
 * The figures of the Conversation overview (semantics.md, Figures).
 *
 * The period is the last `periodDays` × 24 hours before `now`; `monthStart` is the start of the local calendar month.
 * Both epoch ms UTC: only the caller knows the user's time zone.
 */
export function overviewFigures(
  r: Reader,
  options: { readonly now: number; readonly periodDays: number; readonly monthStart: number },
): Overview {
  const { now, periodDays, monthStart } = options
  const from = now - periodDays * dayMs
  const response = summarise(responseTimes(r, from, Number.MAX_SAFE_INTEGER))
  const previous = summarise(responseTimes(r, from - periodDays * dayMs, from))
  return {
    ...conversationCounts(r),
    oldestUnreadAt: oldestUnreadAt(r),
    startedThisMonth: countStartedSince(r, monthStart),
    waitingCount: countWaiting(r),
    response: { periodDays, ...response, previousMeanMs: previous.meanMs },
    volume: { ...volumeSince(r, monthStart), monthStart },
    bySource: countsBySource(r),
    waiting: longestWaits(r, waitingShown),
  }
}
