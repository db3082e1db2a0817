import { conversationIdsOf, refreshConversations } from '#engine/store/conversations.ts'
import type { Store } from '#engine/store/database.ts'
import { endSnoozes, nextSnoozeEnd } from '#engine/store/snooze.ts'
import { toErrorReport } from '#shared/errors.ts'
import type { Log } from '#shared/log.ts'
import { type Clock, minuteMs } from '#shared/time.ts'

/** Brings snoozed conversations back when their time has come. */
export type Snoozes = {
  /** Ends what is due and waits for the next one: at start, when the computer wakes, and when one was added. */
  readonly check: () => void
  readonly close: () => void
}

/** A timer sleeps while the computer does, and clocks are set: it looks again at least this often while it waits. */
const longestWaitMs = 5 * minuteMs

const endedAtOnce = 100

/** Nothing runs before the first `check`, and nothing while nothing is snoozed. */
export function createSnoozes(deps: {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly changed: (change: { readonly conversations: readonly string[] }) => void
}): Snoozes {
  const { store, clock } = deps
  let timer: ReturnType<typeof setTimeout> | null = null
  let closed = false

  const endDue = () => {
    const next = nextSnoozeEnd(store.reader)
    if (next === null || next > clock.now()) return next
    const ids = store.write(w => {
      const keys = endSnoozes(w, clock.now(), endedAtOnce)
      refreshConversations(w, keys)
      return conversationIdsOf(w, keys)
    })
    deps.changed({ conversations: ids })
    return nextSnoozeEnd(store.reader)
  }
  const check = () => {
    if (closed) return
    if (timer !== null) clearTimeout(timer)
    timer = null
    let next: number | null
    try {
      next = endDue()
    } catch (error) {
      deps.log.warn('snooze-not-ended', { code: toErrorReport(error).code })
      next = clock.now() + longestWaitMs
    }
    if (next === null) return
    timer = setTimeout(check, Math.max(0, Math.min(next - clock.now(), longestWaitMs)))
    timer.unref()
  }
  return {
    check,
    close: () => {
      closed = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
