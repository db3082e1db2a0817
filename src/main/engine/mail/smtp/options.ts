import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import type { ServerSettings } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { isLoopbackHost } from '#shared/loopback.ts'
import { secondMs } from '#shared/time.ts'

/** A blocked port shows as silence; people wait for a test, so not for nodemailer's two minutes. */
const connectMs = 15 * secondMs
const greetingMs = 20 * secondMs
const silenceMs = 60 * secondMs

/** Sees whether a server's bytes came in the clear behind its answer to STARTTLS, as only an intruder's do. */
export type PlaintextWatch = {
  readonly logger: { readonly warn: (entry: unknown) => void }
  /** @throws AppError `protocol-violation` */
  readonly check: () => void
}

/** nodemailer drops such bytes (RFC 3207 §6), tells its log how many there were, and goes on: here it ends. */
export function watchPlaintext(): PlaintextWatch {
  let discarded = false
  return {
    logger: {
      warn(entry) {
        if (typeof entry === 'object' && entry !== null && 'discarded' in entry) discarded = true
      },
    },
    check() {
      if (discarded) throw new AppError('protocol-violation')
    },
  }
}

/**
 * How every SMTP connection is made: TLS 1.2 or newer, STARTTLS required where chosen, plain text on loopback only.
 *
 * @throws AppError `blocked` for an unencrypted connection to another computer
 */
export function smtpOptions(
  server: ServerSettings,
  options: { readonly tlsTrust?: string | undefined; readonly plaintext?: PlaintextWatch | undefined } = {},
): SMTPConnectionOptions {
  if (server.security === 'none' && !isLoopbackHost(server.host)) throw new AppError('blocked')
  const host = server.host.replace(/^\[|\]$/g, '')
  return {
    host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    // EHLO tells the server this name: the computer's own is nobody's business (RFC 5321 §4.1.3 allows a literal).
    name: '[127.0.0.1]',
    connectionTimeout: connectMs,
    greetingTimeout: greetingMs,
    socketTimeout: silenceMs,
    dnsTimeout: connectMs,
    allowInternalNetworkInterfaces: true,
    logger: options.plaintext?.logger ?? false,
    tls: {
      minVersion: 'TLSv1.2',
      ...(options.tlsTrust === undefined ? {} : { ca: options.tlsTrust }),
    },
  }
}
