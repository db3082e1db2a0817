import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { ServerSettings } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { smtpOptions, watchPlaintext } from './options.ts'

/** What a server told of itself after EHLO. */
export type ServerFacts = {
  /** The largest mail that it takes (RFC 1870); null where it names none. */
  readonly sizeLimitBytes: number | null
  /** Whether it takes addresses outside ASCII (RFC 6531). */
  readonly utf8: boolean
}

/** What a server made of a message: the answers of nodemailer, of which only these count. */
export type SendInfo = {
  readonly accepted: readonly string[]
  readonly rejectedErrors?:
    | readonly { readonly recipient?: unknown; readonly response?: unknown }[]
    | undefined
  readonly response?: string | undefined
}

/** One connection for one message. Its steps reject with what nodemailer throws, or an AppError. */
export type SubmitSession = {
  readonly connect: () => Promise<ServerFacts>
  readonly signIn: (user: string, password: string) => Promise<void>
  readonly send: (
    envelope: { readonly from: string; readonly to: readonly string[]; readonly size: number },
    message: import('node:stream').Readable,
  ) => Promise<SendInfo>
  /** From now on the server may be silent for as long as this. */
  readonly bePatient: (silenceMs: number) => void
  /** Says goodbye and leaves without waiting for an answer. */
  readonly leave: () => void
  /** Ends at once, so that a server in the middle of a message knows that it has none. */
  readonly drop: () => void
}

/** A connection that ends with `signal`; see {@link smtpOptions} for how it is secured. @throws AppError `blocked` */
export function createSession(
  server: ServerSettings,
  options: { readonly signal: AbortSignal; readonly tlsTrust?: string | undefined },
): SubmitSession {
  const plaintext = watchPlaintext()
  const connection = new SMTPConnection(smtpOptions(server, { tlsTrust: options.tlsTrust, plaintext }))
  const { promise: stop, reject } = Promise.withResolvers<never>()
  stop.catch(() => undefined)
  connection.on('error', reject)
  // A reply that ends the connection is told to its command right after.
  connection.once('end', () => setImmediate(() => reject(new AppError('connection-lost'))))
  const onAbort = () => reject(new AppError('cancelled'))
  if (options.signal.aborted) onAbort()
  options.signal.addEventListener('abort', onAbort, { once: true })
  const release = () => options.signal.removeEventListener('abort', onAbort)
  const step = <T>(start: (done: (error: unknown, value?: T) => void) => void) =>
    Promise.race([
      stop,
      new Promise<T>((resolve, reject) =>
        start((error, value) => (error ? reject(error) : resolve(value as T))),
      ),
    ])
  return {
    async connect() {
      await step<void>(done => connection.connect(done))
      plaintext.check()
      return factsOf(connection.lastServerResponse)
    },
    async signIn(user, pass) {
      if (connection.allowsAuth) await step<unknown>(done => connection.login({ user, pass }, done))
    },
    send: ({ from, to, size }, message) =>
      step<SendInfo>(done => connection.send({ from, to: [...to], size }, message, done)),
    bePatient(silenceMs) {
      if (connection._socket) connection._socket.setTimeout(silenceMs)
    },
    leave() {
      release()
      connection.quit()
      connection.close()
    },
    drop() {
      release()
      if (connection._socket) connection._socket.destroy()
      connection.close()
    },
  }
}

function factsOf(reply: string | false): ServerFacts {
  const lines = (reply === false ? '' : reply).split(/\r?\n/).map(line => line.slice(4).trim().toUpperCase())
  const size = lines.map(line => /^SIZE\s+(\d{1,15})$/.exec(line)?.[1]).find(found => found !== undefined)
  return {
    // RFC 1870 §4: zero means no fixed limit.
    sizeLimitBytes: size === undefined || Number(size) === 0 ? null : Number(size),
    utf8: lines.includes('SMTPUTF8'),
  }
}
