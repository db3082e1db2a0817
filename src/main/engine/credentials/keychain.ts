import { AppError } from '#shared/errors.ts'
import { minuteMs } from '#shared/time.ts'
import { keychainErrorCode } from './keychain-errors.ts'

/** One secret's place in the operating system's store. */
export type KeychainEntry = {
  readonly getPassword: () => Promise<string | null>
  readonly setPassword: (secret: string) => Promise<void>
  readonly deletePassword: () => Promise<boolean>
}

/** Finds an entry; may throw where there is no store. */
export type OpenEntry = (service: string, name: string) => Promise<KeychainEntry>

/** The operating system's secret store, one call at a time. */
export type Keychain = {
  /** `null` where there is no such secret; a locked store throws, so that absence is never guessed. */
  readonly get: (name: string, options: { readonly signal: AbortSignal }) => Promise<string | null>
  readonly set: (name: string, secret: string, options: { readonly signal: AbortSignal }) => Promise<void>
  readonly remove: (name: string, options: { readonly signal: AbortSignal }) => Promise<void>
}

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }

/**
 * Calls the keychain with never more than one call in flight and an own time-out.
 *
 * A prompt on the screen holds a call until the user answers, and each pending call holds one of four pool threads: so
 * calls queue, and after a time-out all calls fail at once until the pending one ends. Then `onLate` is told, because
 * the user has answered and asking again will work.
 *
 * @throws AppError `secret-store-missing`, `secret-store-locked`, `secret-store-timeout`, `cancelled`
 */
export function createKeychain(deps: {
  readonly service: string
  readonly openEntry: OpenEntry
  readonly timeoutMs?: number
  readonly onLate: () => void
}): Keychain {
  const timeoutMs = deps.timeoutMs ?? minuteMs
  let tail: Promise<void> = Promise.resolve()
  let pending = 0
  let overdue = false

  const call = async <T>(
    name: string,
    signal: AbortSignal,
    use: (entry: KeychainEntry) => Promise<T>,
  ): Promise<T> => {
    if (overdue) throw new AppError('secret-store-timeout')
    let left = false
    pending += 1
    const turn: Promise<Outcome<T>> = tail.then(async () => {
      if (left || signal.aborted) return { ok: false, error: new AppError('cancelled') }
      try {
        return { ok: true, value: await use(await deps.openEntry(deps.service, name)) }
      } catch (error) {
        return { ok: false, error: new AppError(keychainErrorCode(error)) }
      }
    })
    tail = turn.then(() => {
      pending -= 1
      if (pending > 0 || !overdue) return
      overdue = false
      deps.onLate()
    })
    const outcome = await firstOf(turn, signal, timeoutMs)
    left = true
    if (outcome === 'timeout') {
      overdue = true
      throw new AppError('secret-store-timeout')
    }
    if (outcome === 'aborted') throw new AppError('cancelled')
    if (!outcome.ok) throw outcome.error
    return outcome.value
  }

  return {
    get: (name, { signal }) => call(name, signal, entry => entry.getPassword()),
    set: (name, secret, { signal }) => call(name, signal, entry => entry.setPassword(secret)),
    remove: async (name, { signal }) => {
      await call(name, signal, entry => entry.deletePassword())
    },
  }
}

/** Waits for a promise, a time or an abort, whichever comes first; leaves no timer and no listener behind. */
function firstOf<T>(
  turn: Promise<T>,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<T | 'timeout' | 'aborted'> {
  return new Promise((resolve, reject) => {
    const end = (action: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      action()
    }
    const onAbort = () => end(() => resolve('aborted'))
    const timer = setTimeout(() => end(() => resolve('timeout')), timeoutMs)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort)
    turn.then(
      value => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error)),
    )
  })
}
