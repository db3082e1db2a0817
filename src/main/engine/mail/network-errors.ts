import { AppError, type ErrorCode } from '#shared/errors.ts'

const systemCodes: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  EAI_NODATA: 'host-not-found',
  EAI_NONAME: 'host-not-found',
  ENODATA: 'host-not-found',
  ECONNREFUSED: 'connection-refused',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EADDRNOTAVAIL: 'offline',
  EHOSTUNREACH: 'connection-timeout',
  EHOSTDOWN: 'connection-timeout',
  ETIMEDOUT: 'connection-timeout',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  EPROTO: 'tls-unavailable',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  HOSTNAME_MISMATCH: 'tls-wrong-host',
}

/** What OpenSSL says of a certificate that no trusted authority stands behind (X509_V_ERR names). */
const untrusted = /SELF_SIGNED|UNABLE_TO_|^CERT_|^INVALID_|PATH_LENGTH/

/**
 * Our code for a failure of the network or of TLS, from the code that Node put on the error; null where it says nothing.
 *
 * A TLS handshake with a port that speaks plain text counts as `tls-unavailable`.
 */
export function networkErrorCode(code: string | undefined): ErrorCode | null {
  if (code === undefined) return null
  const known = systemCodes[code]
  if (known !== undefined) return known
  if (untrusted.test(code)) return 'tls-untrusted'
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'tls-unavailable'
  return null
}

/** What a request over the network threw, as an AppError; `connection-lost` where nothing says more. */
export function toNetworkError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return new AppError(networkErrorCode(code) ?? 'connection-lost', undefined, { cause: error })
}
