import { toErrorReport } from '#shared/errors.ts'
import { minuteMs } from '#shared/time.ts'
import { type AttemptDeps, attemptNext, nextAt } from './attempt.ts'

/** A wait that others can cut short; sync/pause has one. */
export type Pause = {
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly end: () => void
}

/** Sends the mail of one account, one after another, oldest first. */
export type SendingLoop = {
  /** Looks again for what is due. */
  readonly poke: () => void
  /** Ends: what is being sent is stopped where that is safe, and noted. */
  readonly close: () => Promise<void>
}

/** A clock that was set, or a computer that slept, is noticed after this. */
const longestWaitMs = minuteMs

/** Starts sending the mail of one account. */
export function startSending(
  deps: AttemptDeps & { readonly createPause: () => Pause },
  accountId: string,
): SendingLoop {
  const closing = new AbortController()
  const { signal } = closing
  const pause = deps.createPause()
  const run = async () => {
    while (!signal.aborted) {
      const at = nextAt(deps, accountId)
      const wait = at === null ? Number.POSITIVE_INFINITY : at - deps.clock.now()
      if (wait > 0) await pause.wait(Math.min(wait, at === null ? wait : longestWaitMs), signal)
      else {
        try {
          await attemptNext(deps, accountId, { signal, wait: () => pause.wait(longestWaitMs, signal) })
        } catch (error) {
          // A full disk, a damaged store: what was noted last holds, and is looked at again later.
          deps.log.error('outbox-stopped', { accountId, code: toErrorReport(error).code })
          await pause.wait(longestWaitMs, signal)
        }
      }
    }
  }
  const running = run()
  return {
    poke: pause.end,
    close: async () => {
      closing.abort()
      await running
    },
  }
}
