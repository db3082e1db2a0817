import { lookup } from 'node:dns/promises'
import type { ConnectionTestStep, ServerSettings } from '#shared/account.ts'
import type { AppError } from '#shared/errors.ts'
import { connectImap } from './connection.ts'
import { toImapError } from './errors.ts'
import { listMailboxes } from './mailboxes.ts'

type Step = ConnectionTestStep['step']

/** What a connection test may use and tell. */
export type ImapProbeOptions = {
  readonly signal: AbortSignal
  readonly onStep: (step: ConnectionTestStep) => void
  /** Further authority to trust, PEM: for tests. */
  readonly tlsTrust?: string | undefined
}

/**
 * Connects to an IMAP server, signs in, lists the mailboxes, and leaves; each step is told as it happens.
 *
 * The password is sent once, and only over a line that is as secure as chosen.
 *
 * @throws AppError with the codes of {@link toImapError}
 */
export async function probeImap(
  server: ServerSettings,
  password: string,
  { signal, onStep, tlsTrust }: ImapProbeOptions,
): Promise<void> {
  const startedAt = performance.now()
  const tell = (step: Step, ok: boolean, detail: string) =>
    onStep({ server: 'imap', step, ok, detail, atMs: Math.round(performance.now() - startedAt) })
  let step: Step = 'resolve'
  try {
    signal.throwIfAborted()
    const found = await lookup(server.host.replace(/^\[|\]$/g, ''), { all: true })
    tell('resolve', true, found.map(entry => entry.address).join(', '))
    step = 'connect'
    const connection = await connectImap({ server, password, tlsTrust }, { signal })
    try {
      const { client } = connection
      tell('connect', true, `${server.host}:${server.port}`)
      if (server.security !== 'none') tell('tls', true, tlsWords(client.tls))
      tell('greeting', true, (client.greeting ?? '').replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ').slice(0, 200))
      tell('sign-in', true, server.user)
      step = 'list'
      const mailboxes = await listMailboxes(connection, { signal })
      tell('list', true, String(mailboxes.length))
      await connection.logout()
      tell('done', true, '')
    } finally {
      connection.close()
    }
  } catch (error) {
    const problem = toImapError(error, signal)
    const failed = step === 'connect' ? failedStep(problem) : step
    if (failed !== 'resolve' && failed !== 'connect' && step === 'connect') {
      tell('connect', true, `${server.host}:${server.port}`)
    }
    tell(failed, false, problem.detail === undefined ? problem.code : `${problem.code}: ${problem.detail}`)
    throw problem
  }
}

/** Connecting, encrypting, greeting and signing in are one call: the failure tells how far it came. */
function failedStep(problem: AppError): Step {
  if (problem.code === 'host-not-found') return 'resolve'
  if (problem.code.startsWith('tls-')) return 'tls'
  if (problem.code.startsWith('auth-')) return 'sign-in'
  const silent =
    problem.cause instanceof Error && 'code' in problem.cause && problem.cause.code === 'GREETING_TIMEOUT'
  if (silent || problem.code === 'protocol-violation' || problem.code === 'server-busy') return 'greeting'
  return problem.code === 'server-refused' ? 'sign-in' : 'connect'
}

function tlsWords(tls: unknown): string {
  if (typeof tls !== 'object' || tls === null || !('version' in tls)) return 'TLS'
  return String(tls.version)
}
