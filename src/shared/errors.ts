/** Every failure that a person or another process may see, as one closed set of codes. */
export const errorCodes = [
  // signing in and reaching a server
  'auth-rejected', // wrong user name or password (RFC 5530 AUTHENTICATIONFAILED)
  'auth-unavailable', // the server can't check credentials now (RFC 5530 UNAVAILABLE)
  'auth-missing', // no secret for this account on this computer
  'host-not-found', // the name doesn't resolve
  'connection-refused', // nothing listens there, or a firewall answers
  'connection-timeout', // nobody answered: often a blocked port
  'connection-lost', // it was there and went away
  'tls-untrusted', // certificate not signed by a trusted authority, or self-signed
  'tls-wrong-host', // certificate is for another name
  'tls-expired', // certificate is out of date (or this computer's clock is)
  'tls-unavailable', // STARTTLS required and not offered, or refused
  'protocol-violation', // the server broke the rules of IMAP or SMTP
  'server-refused', // the server said NO
  'server-busy', // too many connections, throttled
  'address-not-ascii', // the server takes no such addresses (RFC 6531)
  'over-quota',
  'mailbox-missing',
  'read-only',
  'message-missing', // no longer on the server
  'offline', // the network is needed and not there
  // on this computer
  'store-damaged',
  'store-newer', // written by a newer Parley
  'store-locked', // another process holds this data folder
  'disk-full',
  'secret-store-missing',
  'secret-store-locked',
  'secret-store-timeout',
  'passphrase-wrong',
  'not-found',
  'too-large',
  'unreadable',
  'blocked', // refused for safety: scheme, private address, executable
  // between processes
  'invalid-request',
  'unknown-method',
  'cancelled',
  'engine-restarted',
  'engine-failed',
  'internal',
] as const

/** One of the closed set of failure codes. */
export type ErrorCode = (typeof errorCodes)[number]

/**
 * What crosses a process border when something failed.
 *
 * `detail` may hold a server's own words: show it as plain text with "the server says", never as a link.
 * `retry` tells whether trying again without a change can help.
 */
export type ErrorReport = {
  readonly code: ErrorCode
  readonly detail?: string
  readonly retry: boolean
}

const retryable: ReadonlySet<ErrorCode> = new Set([
  'auth-unavailable',
  'connection-refused',
  'connection-timeout',
  'connection-lost',
  'host-not-found',
  'server-busy',
  'offline',
  'engine-restarted',
  'secret-store-timeout',
])

/**
 * A failure with a code from the closed set.
 *
 * The only class in the code base: an `Error` needs one. `detail` must never hold a secret.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined

  constructor(code: ErrorCode, detail?: string, options?: { readonly cause?: unknown }) {
    super(detail === undefined ? code : `${code}: ${detail}`, options)
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }
}

/** Whether an unknown thrown value is an AppError (of the given code, when one is given). */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code)
}

/** The shape of a failure that may cross a process border. Unknown errors become `internal` without their text. */
export function toErrorReport(error: unknown): ErrorReport {
  if (error instanceof AppError) {
    const report = { code: error.code, retry: retryable.has(error.code) }
    return error.detail === undefined ? report : { ...report, detail: error.detail }
  }
  if (error instanceof Error && error.name === 'AbortError') return { code: 'cancelled', retry: false }
  return { code: 'internal', retry: false }
}

/** The error that a report stands for, to be thrown on the asking side. */
export function fromErrorReport(report: ErrorReport): AppError {
  return new AppError(report.code, report.detail)
}
