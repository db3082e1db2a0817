import { setTimeout as delay } from 'node:timers/promises'

export type WaitOptions = {
  readonly timeoutMs?: number
  readonly everyMs?: number
  /** What is waited for, for the message when it doesn't come. */
  readonly what?: string
}

/** Asks until the answer is neither undefined, null nor false, and returns it; throws when the time is up. */
export async function waitFor<T>(
  ask: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 10, what = 'the expected state' }: WaitOptions = {},
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = performance.now() + timeoutMs
  let lastError: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== null && answer !== false)
        return answer as Exclude<T, undefined | null | false>
      lastError = undefined
    } catch (error) {
      lastError = error
    }
    if (performance.now() > deadline)
      throw new Error(`Waited ${timeoutMs} ms for ${what}`, { cause: lastError })
    await delay(everyMs)
  }
}
