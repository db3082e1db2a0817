import { lookup } from 'node:dns/promises'
import { hostname } from 'node:os'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { ConnectionTestStep, ServerSettings } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { smtpError } from './errors.ts'
import { smtpOptions } from './options.ts'

type Step = ConnectionTestStep['step']

/**
 * Connects to an SMTP server, secures the line, signs in, and leaves; each step is told as it happens.
 *
 * STARTTLS is required where chosen, never optional. Where `maySignIn` says no, the password stays here and the
 * answer is `auth-rejected`.
 *
 * @throws AppError with the codes of {@link smtpError}
 */
export async function probeSmtp(
  server: ServerSettings,
  password: string,
  options: {
    readonly signal: AbortSignal
    readonly onStep: (step: ConnectionTestStep) => void
    readonly maySignIn?: () => Promise<boolean>
    /** Further authorities to trust, PEM: for tests. */
    readonly tlsTrust?: string | undefined
  },
): Promise<void> {
  const { signal } = options
  const startedAt = performance.now()
  const tell = (step: Step, ok: boolean, detail: string) =>
    options.onStep({ server: 'smtp', step, ok, detail, atMs: Math.round(performance.now() - startedAt) })
  let doing: Step = 'resolve'
  const connection = new SMTPConnection(smtpOptions(server, { name: hostname(), tlsTrust: options.tlsTrust }))
  const failed = new Promise<never>((_resolve, reject) => {
    connection.on('error', reject)
    connection.once('end', () => reject(new AppError('connection-lost')))
    signal.addEventListener('abort', () => reject(new AppError('cancelled')), { once: true })
  })
  failed.catch(() => {})
  const during = async <T>(step: Step, work: Promise<T>, detail: (result: T) => string): Promise<T> => {
    doing = step
    signal.throwIfAborted()
    const result = await Promise.race([work, failed])
    tell(step, true, detail(result))
    return result
  }

  try {
    await during('resolve', lookup(server.host.replace(/^\[|\]$/g, ''), { all: true }), found =>
      found.map(entry => entry.address).join(', '),
    )
    const connected = new Promise<void>((resolve, reject) =>
      connection.connect(error => (error ? reject(error) : resolve())),
    )
    await during('connect', connected, () => `${server.host}:${server.port}`)
    if (server.security !== 'none')
      tell('tls', connection.secure, connection.secure ? 'encrypted' : 'not encrypted')
    tell('greeting', true, connection.lastServerResponse ? firstLine(connection.lastServerResponse) : '')
    if (connection.allowsAuth) {
      doing = 'sign-in'
      if ((await options.maySignIn?.()) === false) {
        throw new AppError('auth-rejected', 'not tried: the same password was rejected by IMAP')
      }
      const signedIn = new Promise<void>((resolve, reject) =>
        connection.login({ user: server.user, pass: password }, error => (error ? reject(error) : resolve())),
      )
      await during('sign-in', signedIn, () => server.user)
    } else {
      tell('sign-in', true, 'the server asks for no sign-in')
    }
    tell('done', true, '')
  } catch (error) {
    const problem = smtpError(error)
    tell(doing, false, problem.detail === undefined ? problem.code : `${problem.code}: ${problem.detail}`)
    throw problem
  } finally {
    connection.quit()
    connection.close()
  }
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0]?.slice(0, 200) ?? ''
}
