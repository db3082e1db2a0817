import type { ErrorCode, ErrorReport } from '#shared/errors.ts'
import { isAppError, toErrorReport } from '#shared/errors.ts'
import { t } from './messages.ts'

/** What a person can do about a failure with one click. */
export type NextStep = 'retry' | 'emails' | 'about' | 'source' | 'none'

/** A failure in words: what happened, what was kept or what to do next, and the server's own words if it gave any. */
export type ErrorText = {
  readonly what: string
  readonly next: string
  readonly detail: string | null
  readonly step: NextStep
}

const steps: Readonly<Record<ErrorCode, NextStep>> = {
  'auth-rejected': 'emails',
  'auth-unavailable': 'retry',
  'auth-missing': 'emails',
  'host-not-found': 'emails',
  'connection-refused': 'emails',
  'connection-timeout': 'retry',
  'connection-lost': 'retry',
  'tls-untrusted': 'emails',
  'tls-wrong-host': 'emails',
  'tls-expired': 'emails',
  'tls-unavailable': 'emails',
  'protocol-violation': 'retry',
  'server-refused': 'retry',
  'server-busy': 'retry',
  'address-not-ascii': 'none',
  'over-quota': 'none',
  'mailbox-missing': 'retry',
  'read-only': 'none',
  'message-missing': 'none',
  offline: 'retry',
  'store-damaged': 'none',
  'store-newer': 'none',
  'store-locked': 'none',
  'disk-full': 'none',
  'secret-store-missing': 'about',
  'secret-store-locked': 'retry',
  'secret-store-timeout': 'retry',
  'passphrase-wrong': 'none',
  'not-found': 'none',
  'too-large': 'source',
  unreadable: 'source',
  blocked: 'none',
  'invalid-request': 'none',
  'unknown-method': 'none',
  cancelled: 'none',
  'engine-restarted': 'retry',
  'engine-failed': 'none',
  internal: 'retry',
}

const serverSpoke: ReadonlySet<ErrorCode> = new Set([
  'auth-rejected',
  'auth-unavailable',
  'server-refused',
  'server-busy',
  'over-quota',
  'protocol-violation',
])

/** The sentences for a failure. Every code has its own; a server's words are told apart as such. */
export function errorText(error: ErrorReport): ErrorText {
  const spoke = serverSpoke.has(error.code) && error.detail !== undefined && error.detail !== ''
  return {
    what: t(`error.${error.code}`),
    next: t(`error.${error.code}.next`),
    detail: spoke ? t('error.serverSays', { detail: error.detail ?? '' }) : null,
    step: steps[error.code],
  }
}

/** The sentences for anything that was thrown. */
export function thrownText(error: unknown): ErrorText {
  return errorText(isAppError(error) ? toErrorReport(error) : { code: 'internal', retry: true })
}
