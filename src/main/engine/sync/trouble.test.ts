import { describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '#shared/errors.ts'
import { minuteMs, secondMs } from '#shared/time.ts'
import { backoffMs } from './backoff.ts'
import { reactTo, understood } from './trouble.ts'

const now = 5_000_000
const react = (code: ErrorCode, facts: { failures?: number; allowedAt?: number } = {}) =>
  reactTo(new AppError(code), {
    failures: facts.failures ?? 1,
    allowedAt: facts.allowedAt ?? 0,
    now,
    random: 0.5,
  })

describe('after a failure', () => {
  it.each([
    'connection-lost',
    'connection-refused',
    'host-not-found',
    'offline',
    'protocol-violation',
    'internal',
  ] as const)('%s: the account waits a moment and tries again', code =>
    expect(react(code)).toEqual({ phase: 'waiting', retryAt: now + secondMs }),
  )

  it('a refused sign-in waits for the gate', () => {
    const allowedAt = now + 30 * secondMs
    expect(react('auth-rejected', { allowedAt })).toEqual({ phase: 'waiting', retryAt: allowedAt })
    expect(react('server-busy', { allowedAt })).toEqual({ phase: 'waiting', retryAt: allowedAt })
  })

  it.each(['auth-missing', 'secret-store-locked', 'secret-store-missing'] as const)(
    '%s: asks for the password',
    code => expect(react(code)).toEqual({ phase: 'needs-password', retryAt: null }),
  )

  it('a password that was rejected twice is asked for', () => {
    expect(react('auth-rejected', { allowedAt: Number.POSITIVE_INFINITY }).phase).toBe('needs-password')
  })

  it.each([
    'tls-untrusted',
    'tls-expired',
    'tls-wrong-host',
    'tls-unavailable',
    'blocked',
    'disk-full',
  ] as const)('%s: needs the user, and is tried again now and then', code =>
    expect(react(code)).toEqual({ phase: 'failed', retryAt: now + 15 * minuteMs }),
  )
})

describe('a handshake that fails', () => {
  const code = (failures: number, tlsSeen: boolean, problem: ErrorCode = 'tls-unavailable') =>
    understood(new AppError(problem), { failures, tlsSeen }).code

  it('F-13: was broken on its way once, where TLS has worked before', () => {
    expect(code(1, true)).toBe('connection-lost')
    expect([code(2, true), code(1, false)]).toEqual(['tls-unavailable', 'tls-unavailable'])
    expect(code(1, true, 'tls-untrusted')).toBe('tls-untrusted')
  })
})

describe('the pause between attempts', () => {
  it('doubles from a second to five minutes', () => {
    const pauses = [1, 2, 3, 4, 9, 10, 50].map(failures => backoffMs(failures, 0.5) / secondMs)
    expect(pauses).toEqual([1, 2, 4, 8, 256, 300, 300])
  })

  it('differs by a quarter up and down, so that accounts don’t come together', () => {
    expect(backoffMs(4, 0)).toBe(6_000)
    expect(backoffMs(4, 0.9999)).toBeLessThan(10_001)
  })
})
