import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ConnectionTestStep } from '#shared/account.ts'
import { createCertificate, type TestCertificate } from '#test/support/certificate.ts'
import { startFaultProxy } from '#test/support/fault-proxy.ts'
import type { Fault } from '#test/support/fault-rules.ts'
import { startSmtpScript } from '#test/support/smtp-script.ts'
import { startSmtpSink } from '#test/support/smtp-sink.ts'
import { hello, submitTo } from '#test/support/smtp-submit.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { probeSmtp } from './probe.ts'

const closers: (() => Promise<void>)[] = []
let certificate: TestCertificate
beforeAll(async () => {
  const folder = await createTempFolder('submit-tls')
  certificate = await createCertificate(folder.path)
  await folder.remove()
}, 60_000)
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const users = [{ name: 'anna', password: 'secret' }]
const sink = async (implicit: boolean) => {
  const server = await startSmtpSink({ tls: { ...certificate, implicit }, users })
  closers.push(server.stop)
  return server
}
const secured = (security: 'tls' | 'starttls') => ({ server: { security }, tlsTrust: certificate.ca })
/** A man in the middle who changes lines until the one that matters has passed: what follows is TLS. */
const faulty = async (port: number, fault: Fault, changed: string, match?: RegExp) => {
  const proxy = await startFaultProxy({
    port,
    rules: [{ direction: 'to-client', fault, ...(match ? { match } : {}) }],
    onChunk: (_direction, chunk) => chunk.includes(changed) && proxy.clear(),
  })
  closers.push(proxy.stop)
  return proxy
}

describe('R-40: a mail leaves over TLS', () => {
  it.each(['tls', 'starttls'] as const)('%s', async security => {
    const server = await sink(security === 'tls')
    expect(await submitTo(server.port, hello, secured(security))).toMatchObject({ outcome: 'accepted' })
    expect(server.mails).toMatchObject([{ secure: true, user: 'anna' }])
  })

  it('or not at all: STARTTLS that is not offered, refused, or cut off', async () => {
    const server = await sink(false)
    const stripped = await faulty(server.port, { kind: 'strip-capability', name: 'STARTTLS' }, 'XNOTHING')
    // Asked for all the same: where the answer is yes, the line is as safe as any.
    expect(await submitTo(stripped.port, hello, secured('starttls'))).toMatchObject({ outcome: 'accepted' })
    expect(stripped.wire('to-server')).toMatch(/^EHLO \[127\.0\.0\.1\]\r\nSTARTTLS\r\n(?!AUTH|MAIL)/)
    expect(stripped.wire('to-server')).not.toMatch(/AUTH PLAIN|MAIL FROM|Subject/)
    for (const answer of ['454 not today', '502 unknown', ['220 go', 'cut']] as const)
      for (const extensions of [['AUTH PLAIN'], ['STARTTLS', 'AUTH PLAIN']]) {
        const script = await startSmtpScript({ answers: { STARTTLS: answer }, extensions })
        closers.push(script.stop)
        expect(await submitTo(script.port, hello, secured('starttls'))).toMatchObject({ outcome: 'retry' })
        expect(script.dialogues[0]?.lines).toEqual(['EHLO [127.0.0.1]', 'STARTTLS'])
      }
  })

  it('never to a certificate that nobody vouches for', async () => {
    for (const security of ['tls', 'starttls'] as const) {
      const server = await sink(security === 'tls')
      const result = await submitTo(server.port, hello, { server: { security } })
      expect(result).toMatchObject({ outcome: 'retry', problem: { code: 'tls-untrusted', retry: false } })
      expect(server.mails).toEqual([])
    }
  })

  it('never in the clear to another computer', async () => {
    await expect(submitTo(25, hello, { server: { host: 'mail.example' } })).rejects.toMatchObject({
      code: 'blocked',
    })
  })
})

describe('R-41: bytes that come in the clear behind STARTTLS', () => {
  it.each(['250 AUTH PLAIN', '535 no', '221 bye'])('%s ends it before the password', async line => {
    const server = await sink(false)
    const proxy = await faulty(
      server.port,
      { kind: 'inject-line', line, where: 'after' },
      line,
      /^220 .*Ready/i,
    )
    const result = await submitTo(proxy.port, hello, secured('starttls'))
    expect(result).toMatchObject({ outcome: 'retry', problem: { code: 'protocol-violation' } })
    expect(proxy.events.some(event => event.what === 'fault')).toBe(true)
    expect(server.mails).toEqual([])
  })

  it('ends a test of the settings too', async () => {
    const server = await sink(false)
    const line = '250 AUTH PLAIN'
    const proxy = await faulty(
      server.port,
      { kind: 'inject-line', line, where: 'after' },
      line,
      /^220 .*Ready/i,
    )
    const settings = { host: '127.0.0.1', port: proxy.port, security: 'starttls', user: 'anna' } as const
    const steps: ConnectionTestStep[] = []
    const options = {
      signal: new AbortController().signal,
      onStep: (step: ConnectionTestStep) => void steps.push(step),
      tlsTrust: certificate.ca,
    }
    await expect(probeSmtp(settings, 'secret', options)).rejects.toMatchObject({ code: 'protocol-violation' })
    expect(steps.map(step => step.step)).not.toContain('sign-in')
  })
})
