import type { AccountPhase } from '#shared/account.ts'
import { AppError, type ErrorCode } from '#shared/errors.ts'
import { minuteMs } from '#shared/time.ts'
import { backoffMs } from './backoff.ts'

/** What an account does about a failure; `retryAt` is epoch ms, null for not by itself. */
export type Reaction = { readonly phase: AccountPhase; readonly retryAt: number | null }

/** A new password, an unlocked keychain. */
const needsSecret: ReadonlySet<ErrorCode> = new Set([
  'auth-missing',
  'secret-store-missing',
  'secret-store-locked',
  'secret-store-timeout',
])

/** Nothing changes by trying soon: the user, or a server's administrator, must act. */
const needsUser: ReadonlySet<ErrorCode> = new Set([
  'tls-untrusted',
  'tls-wrong-host',
  'tls-expired',
  'tls-unavailable',
  'blocked',
  'server-refused',
  'disk-full',
])

/**
 * A failure as it is to be understood: where TLS has worked before, a handshake that fails once was damaged on its way
 * (F-13), for a broken record looks like a server without TLS. The second time in a row it is the server's word.
 */
export function understood(
  problem: AppError,
  facts: { readonly failures: number; readonly tlsSeen: boolean },
): AppError {
  const once = problem.code === 'tls-unavailable' && facts.tlsSeen && facts.failures === 1
  return once ? new AppError('connection-lost', undefined, { cause: problem }) : problem
}

/** What follows from a failure: wait and try again, ask for a password, or ask for help. */
export function reactTo(
  problem: AppError,
  facts: {
    readonly failures: number
    readonly allowedAt: number
    readonly now: number
    readonly random: number
  },
): Reaction {
  if (facts.allowedAt === Number.POSITIVE_INFINITY || needsSecret.has(problem.code)) {
    return { phase: 'needs-password', retryAt: null }
  }
  if (needsUser.has(problem.code)) return { phase: 'failed', retryAt: facts.now + 15 * minuteMs }
  const soon = facts.now + backoffMs(facts.failures, facts.random)
  return { phase: 'waiting', retryAt: Math.max(soon, facts.allowedAt) }
}
