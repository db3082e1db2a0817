import { createServer, type Server, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ConnectionTestStep, Security } from '#shared/account.ts'
import { createCertificate, type TestCertificate } from '#test/support/certificate.ts'
import { findFreePort } from '#test/support/free-port.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { probeSmtp } from './probe.ts'

const closers: (() => Promise<void>)[] = []
let good: TestCertificate
let expired: TestCertificate
let wrongHost: TestCertificate

beforeAll(async () => {
  const make = async (options?: Parameters<typeof createCertificate>[1]) => {
    const folder = await createTempFolder('smtp')
    const certificate = await createCertificate(folder.path, options)
    await folder.remove()
    return certificate
  }
  ;[good, expired, wrongHost] = await Promise.all([
    make(),
    make({ expired: true }),
    make({ hosts: ['mail.example'] }),
  ])
}, 60_000)
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const answer = (
  options: { readonly password?: string; readonly error?: { message: string; responseCode: number } } = {},
) =>
  ((auth, _session, done) => {
    if (options.error) done(Object.assign(new Error(options.error.message), options.error))
    else if (auth.password === (options.password ?? 'secret')) done(null, { user: auth.username })
    else done(Object.assign(new Error('Authentication failed'), { responseCode: 535 }))
  }) satisfies SMTPServerOptions['onAuth']

async function serve(options: SMTPServerOptions): Promise<number> {
  const port = await findFreePort()
  const server = new SMTPServer({ authOptional: false, onAuth: answer(), closeTimeout: 100, ...options })
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  closers.push(() => new Promise(resolve => server.close(resolve)))
  return port
}

/** A server that says what the script makes of each line, and notes what it heard. */
async function script(
  reply: (line: string, socket: Socket) => string | null,
  greeting: string | null = '220 hello',
) {
  const heard: string[] = []
  const port = await findFreePort()
  const sockets = new Set<Socket>()
  const server: Server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    if (greeting !== null) socket.write(`${greeting}\r\n`)
    socket.on('data', data => {
      for (const line of data.toString('latin1').split('\r\n').filter(Boolean)) {
        heard.push(line)
        const text = reply(line, socket)
        if (text !== null) socket.write(`${text}\r\n`)
      }
    })
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise(resolve => server.close(() => resolve()))
  })
  return { port, heard }
}

async function probe(
  port: number,
  security: Security,
  options: {
    readonly password?: string
    readonly tlsTrust?: string
    readonly host?: string
    readonly maySignIn?: () => Promise<boolean>
    readonly signal?: AbortSignal
  } = {},
) {
  const steps: ConnectionTestStep[] = []
  const outcome = await probeSmtp(
    { host: options.host ?? '127.0.0.1', port, security, user: 'anna' },
    options.password ?? 'secret',
    {
      signal: options.signal ?? new AbortController().signal,
      onStep: step => steps.push(step),
      ...(options.maySignIn ? { maySignIn: options.maySignIn } : {}),
      tlsTrust: options.tlsTrust,
    },
  ).then(
    () => 'ok',
    (error: unknown) => (error as { code: string }).code,
  )
  return {
    outcome,
    steps: steps.map(step => `${step.step}${step.ok ? '' : ' failed'}`),
    details: steps.map(step => step.detail),
  }
}

describe('probeSmtp', () => {
  it('passes with implicit TLS and with STARTTLS', async () => {
    const tls = await serve({ secure: true, key: good.key, cert: good.cert })
    const expected = { outcome: 'ok', steps: ['resolve', 'connect', 'tls', 'greeting', 'sign-in', 'done'] }
    expect(await probe(tls, 'tls', { tlsTrust: good.ca })).toMatchObject(expected)
    const starttls = await serve({ key: good.key, cert: good.cert })
    expect(await probe(starttls, 'starttls', { tlsTrust: good.ca })).toMatchObject(expected)
  })

  it('tells a wrong password from a server that cannot check now', async () => {
    const wrong = await serve({ hideSTARTTLS: true, allowInsecureAuth: true })
    expect(await probe(wrong, 'none', { password: 'no' })).toMatchObject({
      outcome: 'auth-rejected',
      steps: ['resolve', 'connect', 'greeting', 'sign-in failed'],
    })
    const later = await serve({
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      onAuth: answer({ error: { message: 'Temporary failure', responseCode: 454 } }),
    })
    expect(await probe(later, 'none')).toMatchObject({ outcome: 'auth-unavailable' })
  })

  it.each([
    ['a certificate of an unknown authority', () => good, undefined, 'tls-untrusted'],
    ['an expired certificate', () => expired, () => expired.ca, 'tls-expired'],
    ['a certificate for another name', () => wrongHost, () => wrongHost.ca, 'tls-wrong-host'],
  ] as const)('refuses %s, with TLS and with STARTTLS', async (_name, certificate, trust, code) => {
    const { key, cert } = certificate()
    const options = trust ? { tlsTrust: trust() } : {}
    const expected = { outcome: code, steps: ['resolve', 'connect', 'tls failed'] }
    expect(await probe(await serve({ secure: true, key, cert }), 'tls', options)).toMatchObject(expected)
    expect(await probe(await serve({ key, cert }), 'starttls', options)).toMatchObject(expected)
  })

  it('sends no password where STARTTLS is missing, refused, or cut (R-40)', async () => {
    const missing = await script(line =>
      line.startsWith('EHLO') ? '250-hi\r\n250 AUTH PLAIN LOGIN' : '500 what',
    )
    expect(await probe(missing.port, 'starttls')).toMatchObject({ outcome: 'tls-unavailable' })
    const refused = await script(line =>
      line.startsWith('EHLO') ? '250-hi\r\n250-STARTTLS\r\n250 AUTH PLAIN' : '454 TLS not available',
    )
    expect(await probe(refused.port, 'starttls')).toMatchObject({ outcome: 'tls-unavailable' })
    for (const { heard } of [missing, refused])
      expect(heard.filter(line => /AUTH|MAIL/i.test(line))).toEqual([])
  })

  it('refuses an unencrypted connection to another computer without looking it up', async () => {
    expect(await probe(25, 'none', { host: 'mail.example' })).toMatchObject({ outcome: 'blocked', steps: [] })
  })

  it('tells a closed port, an unknown host and a server that hangs up apart', async () => {
    expect(await probe(await findFreePort(), 'tls')).toMatchObject({
      outcome: 'connection-refused',
      steps: ['resolve', 'connect failed'],
    })
    expect(await probe(465, 'tls', { host: 'no-such-host.invalid' })).toMatchObject({
      outcome: 'host-not-found',
      steps: ['resolve failed'],
    })
    const hangsUp = await script(() => null, '554 no service for you')
    expect(await probe(hangsUp.port, 'none')).toMatchObject({
      outcome: 'server-refused',
      steps: ['resolve', 'connect', 'greeting failed'],
    })
  })

  it('takes a plain port for TLS as no TLS there', async () => {
    expect(await probe((await script(() => null)).port, 'tls')).toMatchObject({ outcome: 'tls-unavailable' })
  })

  it('keeps the password back when told so', async () => {
    const server = await script(line => (line.startsWith('EHLO') ? '250-hi\r\n250 AUTH PLAIN' : '235 in'))
    const result = await probe(server.port, 'none', { maySignIn: async () => false })
    expect(result).toMatchObject({ outcome: 'auth-rejected' })
    expect(server.heard.join()).not.toContain('AUTH')
  })

  it('stops waiting for a silent server when cancelled', async () => {
    const silent = await script(() => null, null)
    const controller = new AbortController()
    const running = probe(silent.port, 'none', { signal: controller.signal })
    setImmediate(() => controller.abort())
    expect(await running).toMatchObject({ outcome: 'cancelled' })
  })
})
