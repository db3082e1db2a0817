import { lookup } from 'node:dns/promises'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { ConnectionTestStep, ServerSettings } from '#shared/account.ts'
import { AppError } from '#shared/errors.ts'
import { smtpError } from './errors.ts'
import { smtpOptions, watchPlaintext } from './options.ts'

type Step = ConnectionTestStep['step']

/** What a connection test may use and tell. */
export type SmtpProbeOptions = {
  readonly signal: AbortSignal
  readonly onStep: (step: ConnectionTestStep) => void
  /** Asked before the password is sent; no means `auth-rejected`. */
  readonly maySignIn?: () => Promise<boolean>
  /** Further authorities to trust, PEM: for tests. */
  readonly tlsTrust?: string | undefined
}

/**
 * Connects to an SMTP server, secures the line, signs in, and leaves; each step is told as it happens.
 *
 * STARTTLS is required where chosen, never optional.
 *
 * @throws AppError with the codes of {@link smtpError}
 */
export async function probeSmtp(
  server: ServerSettings,
  password: string,
  { signal, onStep, maySignIn, tlsTrust }: SmtpProbeOptions,
): Promise<void> {
  const startedAt = performance.now()
  const tell = (step: Step, ok: boolean, detail: string) =>
    onStep({ server: 'smtp', step, ok, detail, atMs: Math.round(performance.now() - startedAt) })
  const plaintext = watchPlaintext()
  const connection = new SMTPConnection(smtpOptions(server, { tlsTrust, plaintext }))
  let step: Step = 'resolve'
  const stop = new Promise<never>((_resolve, reject) => {
    connection.on('error', reject)
    connection.once('end', () => reject(new AppError('connection-lost')))
    signal.addEventListener('abort', () => reject(new AppError('cancelled')), { once: true })
  })
  stop.catch(() => undefined)
  const orStop = <T>(work: Promise<T>): Promise<T> => Promise.race([work, stop])

  try {
    signal.throwIfAborted()
    const found = await orStop(lookup(server.host.replace(/^\[|\]$/g, ''), { all: true }))
    tell('resolve', true, found.map(entry => entry.address).join(', '))
    step = 'connect'
    await orStop(connect(connection))
    plaintext.check()
    tell('connect', true, `${server.host}:${server.port}`)
    if (server.security !== 'none') tell('tls', true, server.security === 'tls' ? 'TLS' : 'STARTTLS')
    tell('greeting', true, lastLine(connection))
    step = 'sign-in'
    if (connection.allowsAuth) {
      if ((await orStop(maySignIn?.() ?? Promise.resolve(true))) === false) {
        throw new AppError('auth-rejected', 'not tried: IMAP rejected the same password')
      }
      await orStop(signIn(connection, server.user, password))
      tell('sign-in', true, server.user)
    } else {
      tell('sign-in', true, 'not asked for')
    }
    connection.quit()
    tell('done', true, '')
  } catch (error) {
    const problem = smtpError(error)
    const failed = failedStep(step, problem, error)
    if (failed === 'tls' || failed === 'greeting') tell('connect', true, `${server.host}:${server.port}`)
    tell(failed, false, problem.detail === undefined ? problem.code : `${problem.code}: ${problem.detail}`)
    throw problem
  } finally {
    connection.close()
  }
}

function connect(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.connect(error => (error ? reject(error) : resolve()))
  })
}

function signIn(connection: SMTPConnection, user: string, pass: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.login({ user, pass }, error => (error ? reject(error) : resolve()))
  })
}

/** nodemailer connects, greets and encrypts in one go: the failure tells how far it came. */
function failedStep(step: Step, problem: AppError, thrown: unknown): Step {
  if (step !== 'connect') return step
  if (problem.code.startsWith('tls-')) return 'tls'
  const silence =
    typeof thrown === 'object' && thrown !== null && 'timeoutType' in thrown ? thrown.timeoutType : ''
  const greeted =
    problem.detail !== undefined || silence === 'GREETING_TIMEOUT' || problem.code === 'connection-lost'
  return greeted ? 'greeting' : 'connect'
}

function lastLine(connection: SMTPConnection): string {
  const { lastServerResponse } = connection
  return lastServerResponse === false ? '' : (lastServerResponse.split(/\r?\n/, 1)[0] ?? '').slice(0, 200)
}
