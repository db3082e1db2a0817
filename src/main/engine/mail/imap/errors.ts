import { AppError, type ErrorCode, isAppError } from '#shared/errors.ts'
import { networkErrorCode } from '../network-errors.ts'

/** What imapflow and Node put on the errors they throw. All of it may be absent. */
type Thrown = {
  readonly name?: unknown
  readonly message?: unknown
  readonly code?: unknown
  readonly responseText?: unknown
  readonly responseStatus?: unknown
  readonly serverResponseCode?: unknown
  readonly authenticationFailed?: unknown
  readonly mailboxMissing?: unknown
  readonly tlsFailed?: unknown
  readonly reason?: unknown
  readonly response?: unknown
}

/** What imapflow names itself. */
const libraryCodes: Readonly<Record<string, ErrorCode>> = {
  CONNECT_TIMEOUT: 'connection-timeout',
  GREETING_TIMEOUT: 'connection-timeout',
  UPGRADE_TIMEOUT: 'connection-timeout',
  ETIMEOUT: 'connection-lost',
  NoConnection: 'connection-lost',
  EConnectionClosed: 'connection-lost',
  StateLogout: 'connection-lost',
  ClosedAfterConnectText: 'connection-lost',
  ClosedAfterConnectTLS: 'connection-lost',
  ETHROTTLE: 'server-busy',
  ParserErrorExchange: 'server-busy',
  STARTTLS_INJECTION: 'protocol-violation',
  COMPRESS_TRAILING_DATA: 'protocol-violation',
  UnexpectedTag: 'protocol-violation',
  InvalidResponse: 'protocol-violation',
  ResponseProcessingFailed: 'protocol-violation',
  MAX_IMAP_NESTING_REACHED: 'protocol-violation',
  LineTooLarge: 'protocol-violation',
  LiteralTooLarge: 'protocol-violation',
  ResponseTooLarge: 'protocol-violation',
}

/** Response codes of RFC 5530 and friends. */
const responseCodes: Readonly<Record<string, ErrorCode>> = {
  AUTHENTICATIONFAILED: 'auth-rejected',
  AUTHORIZATIONFAILED: 'auth-rejected',
  EXPIRED: 'auth-rejected',
  PRIVACYREQUIRED: 'tls-unavailable',
  UNAVAILABLE: 'auth-unavailable',
  CONTACTADMIN: 'server-refused',
  LIMIT: 'server-busy',
  INUSE: 'server-busy',
  THROTTLED: 'server-busy',
  OVERQUOTA: 'over-quota',
  NONEXISTENT: 'mailbox-missing',
  TRYCREATE: 'mailbox-missing',
  NOPERM: 'read-only',
  'READ-ONLY': 'read-only',
  SERVERBUG: 'server-refused',
}

const busyWords =
  /too many|maximum number of connections|connection limit|rate limit|throttl|try again later|busy/i
const unavailableWords = /unavailable|temporar|try again|internal|timed? ?out|backend/i

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/**
 * What went wrong on an IMAP connection, as one of our codes.
 *
 * `detail` holds the server's own words at most, cut to 300 characters; never a secret, a user name or a command.
 */
export function toImapError(thrown: unknown, signal?: AbortSignal): AppError {
  if (isAppError(thrown)) return thrown
  if (signal?.aborted) return new AppError('cancelled', undefined, { cause: thrown })
  const error: Thrown = typeof thrown === 'object' && thrown !== null ? thrown : {}
  const said = serverWords(error)
  return new AppError(codeOf(error, said), said, { cause: thrown })
}

/**
 * Whether a refusal is final: the same command can never succeed (RFC 5530 CANNOT), or not without a change by a person
 * (rights, space). Others may pass.
 */
export function isFinalRefusal(problem: AppError): boolean {
  if (problem.code === 'read-only' || problem.code === 'over-quota' || problem.code === 'invalid-request')
    return true
  if (problem.code !== 'server-refused' || typeof problem.cause !== 'object') return false
  const error: Thrown = problem.cause ?? {}
  return responseCodeOf(error)?.toUpperCase() === 'CANNOT'
}

/** What the server said, cut and on one line; undefined where it said nothing. */
function serverWords(error: Thrown): string | undefined {
  const said = text(error.responseText) ?? text(error.reason)
  return said?.replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ').slice(0, 300)
}

function codeOf(error: Thrown, said: string | undefined): ErrorCode {
  const code = text(error.code)
  const local = code === undefined ? undefined : (libraryCodes[code] ?? networkErrorCode(code) ?? undefined)
  if (local !== undefined) return local === 'connection-lost' && isBusy(said) ? 'server-busy' : local
  if (code?.startsWith('ParserError')) return 'protocol-violation'
  const responseCode = responseCodeOf(error)
  const named = responseCode === undefined ? undefined : responseCodes[responseCode.toUpperCase()]
  const refused = error.responseStatus === 'NO' || error.responseStatus === 'BAD'
  if (error.authenticationFailed === true) {
    // RFC 5530 §3: only AUTHENTICATIONFAILED blames the password. Without a code the words decide: a server that is
    // merely busy must not cost the user a new password (imapflow 2.1.2 can't tell a throttled login apart).
    if (named !== undefined) return named
    if (isBusy(said)) return 'server-busy'
    if (said !== undefined && unavailableWords.test(said)) return 'auth-unavailable'
    return refused ? 'auth-rejected' : 'server-refused'
  }
  if (error.mailboxMissing === true) return 'mailbox-missing'
  if (named !== undefined) return named
  if (error.tlsFailed === true) return 'tls-unavailable'
  if (refused) return isBusy(said) ? 'server-busy' : 'server-refused'
  return 'internal'
}

const isBusy = (said: string | undefined) => said !== undefined && busyWords.test(said)

const responseCodeOf = (error: Thrown) => text(error.serverResponseCode) ?? sectionCode(error.response)

/** The response code of a tagged NO, e.g. `[OVERQUOTA]`, as imapflow leaves it on the parsed response. */
function sectionCode(response: unknown): string | undefined {
  if (typeof response !== 'object' || response === null || !('attributes' in response)) return undefined
  const first: unknown = Array.isArray(response.attributes) ? response.attributes[0] : undefined
  if (typeof first !== 'object' || first === null || !('section' in first)) return undefined
  const atom: unknown = Array.isArray(first.section) ? first.section[0] : undefined
  if (typeof atom !== 'object' || atom === null || !('value' in atom)) return undefined
  return text(atom.value)
}
