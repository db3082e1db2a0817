import { AppError, isAppError } from '#shared/errors.ts'
import type { Clock } from '#shared/time.ts'
import { syncLimits } from './limits.ts'

/**
 * Decides when an account may sign in: one at a time over all of its connections, never with a password that was rejected
 * twice, and after a refusal not sooner than 30 s, growing (F-14, F-29).
 */
export type LoginGate = {
  /** When the next sign-in is allowed, epoch ms; 0 for at once, Infinity where a new password is needed. */
  readonly allowedAt: () => number
  /**
   * Signs in, alone.
   *
   * @throws AppError `auth-rejected` without asking the server when the password is known to be wrong; `server-busy`
   *   when it is too early; what `connect` throws
   */
  readonly signIn: <T>(connect: () => Promise<T>) => Promise<T>
  /** The password or the server changed: all is forgotten. */
  readonly reset: () => void
}

/** A gate for one account. */
export function createLoginGate(deps: { readonly clock: Clock }): LoginGate {
  let rejections = 0
  let refusals = 0
  let allowedAt = 0
  let turn: Promise<unknown> = Promise.resolve()
  let lastProblem: AppError | null = null

  const check = () => {
    if (rejections >= syncLimits.rejectionsAtMost) throw lastProblem ?? new AppError('auth-rejected')
    if (deps.clock.now() < allowedAt) throw lastProblem ?? new AppError('server-busy')
  }
  const refused = (problem: AppError) => {
    const pause = Math.min(syncLimits.loginPauseMs * 2 ** refusals, syncLimits.loginPauseMostMs)
    refusals += 1
    lastProblem = problem
    allowedAt = deps.clock.now() + pause
  }
  return {
    allowedAt: () => (rejections >= syncLimits.rejectionsAtMost ? Number.POSITIVE_INFINITY : allowedAt),
    signIn: connect => {
      const attempt = async () => {
        check()
        try {
          const connection = await connect()
          rejections = 0
          refusals = 0
          allowedAt = 0
          lastProblem = null
          return connection
        } catch (error) {
          if (isAppError(error, 'auth-rejected')) rejections += 1
          if (
            isAppError(error, 'auth-rejected') ||
            isAppError(error, 'auth-unavailable') ||
            isAppError(error, 'server-busy')
          ) {
            refused(error)
          }
          throw error
        }
      }
      const result = turn.then(attempt, attempt)
      turn = result.catch(() => undefined)
      return result
    },
    reset: () => {
      rejections = 0
      refusals = 0
      allowedAt = 0
      lastProblem = null
    },
  }
}
