import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { ImapFlowOptions } from 'imapflow'
import type { ServerSettings } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { isLoopbackHost } from '#shared/loopback.ts'
import { imapLimits } from './limits.ts'

/** What is needed to connect. */
export type ImapTarget = {
  readonly server: ServerSettings
  readonly password: string
  /** Further certificate authority to trust, PEM: for tests and company servers. */
  readonly tlsTrust?: string | undefined
}

/** How every connection is made (R-40 … ). @throws AppError `blocked` */
export function connectionOptions({ server, password, tlsTrust }: ImapTarget): ImapFlowOptions {
  if (server.security === 'none' && !isLoopbackHost(server.host)) {
    throw new AppError('blocked', 'a password is sent without TLS to this computer only')
  }
  const secure = server.security === 'tls'
  return {
    host: hostName(server.host),
    port: server.port,
    secure,
    // true: STARTTLS or nothing. Undefined would continue in clear where the server, or somebody between, hides it.
    ...(secure ? {} : { doSTARTTLS: server.security === 'starttls' }),
    auth: { user: server.user, pass: password },
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(tlsTrust === undefined ? {} : { ca: tlsTrust }),
    },
    logger: false,
    qresync: true,
    // Ours is the one who decides when to IDLE, and how long.
    disableAutoIdle: true,
    // On loopback, packing costs more than it saves.
    disableCompression: isLoopbackHost(server.host),
    clientInfo: { name: 'Parley' },
    connectionTimeout: imapLimits.connectMs,
    greetingTimeout: imapLimits.greetingMs,
    // The watchdog counts bytes and is stricter; this one is for what it doesn't see.
    socketTimeout: imapLimits.silentSocketMs,
    maxLineLength: imapLimits.lineBytes,
    maxLiteralSize: imapLimits.literalBytes,
    maxResponseSize: imapLimits.responseBytes,
    maxLockHoldTime: false,
  }
}

/** As DNS and certificates know it: without brackets, in ASCII (RFC 5890). */
function hostName(host: string): string {
  const bare = host.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 ? domainToASCII(bare) || bare : bare
}
