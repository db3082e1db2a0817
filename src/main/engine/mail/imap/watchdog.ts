import { imapLimits } from './limits.ts'

/** A running watch. */
export type Watchdog = { readonly stop: () => void }

const looksPerSilence = 4

/**
 * Calls `onSilence` when no byte arrived for a while although an answer is due (F-11).
 *
 * A slow line is not a dead one: bytes count, not time (F-12). While our own side holds the server back (`isHeld`),
 * silence is no fault of its.
 */
export function watchProgress(deps: {
  readonly received: () => number
  readonly isHeld: () => boolean
  readonly onSilence: () => void
  readonly silenceMs?: number
}): Watchdog {
  const silenceMs = deps.silenceMs ?? imapLimits.silenceMs
  let seen = deps.received()
  let quietLooks = 0
  const timer = setInterval(() => {
    const now = deps.received()
    quietLooks = now === seen && !deps.isHeld() ? quietLooks + 1 : 0
    seen = now
    if (quietLooks < looksPerSilence) return
    clearInterval(timer)
    deps.onSilence()
  }, silenceMs / looksPerSilence)
  return { stop: () => clearInterval(timer) }
}
