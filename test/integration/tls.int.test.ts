import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type CertificateOptions,
  createCertificate,
  type TestCertificate,
} from '#test/support/certificate.ts'
import { startCli } from '#test/support/cli.ts'
import { addAccount } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type FakeImap, type FakeImapOptions, startFakeImap } from '#test/support/fake-imap.ts'
import {
  injectingBehindStartTls,
  preAuthenticated,
  refusingStartTls,
  withoutStartTls,
} from '#test/support/hostile-imap.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { readStore } from '#test/support/store-view.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

let temp: TempFolder
let trusted: TestCertificate
const open: { stop(): Promise<void> }[] = []

beforeEach(async () => {
  temp = await createTempFolder('tls')
  trusted = await createCertificate(temp.path)
})
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop()
  await temp.remove()
})
const keep = <T extends FakeImap | Dovecot>(server: T): T => {
  open.push(server)
  return server
}
const user = { name: 'hello@parley.test', password: 'a very secret word' }

/** One sync against a server, by a client that trusts this authority and no other of ours. */
async function syncWith(
  server: { readonly port: number; readonly security: 'tls' | 'starttls'; readonly host?: string },
  caPath: string | undefined,
) {
  const cli = {
    dataDir: `${temp.path}/data`,
    timeoutMs: 90_000,
    env: { PARLEY_PASSWORD: user.password, ...(caPath === undefined ? {} : { NODE_EXTRA_CA_CERTS: caPath }) },
  }
  await addAccount({ ...server, user }, cli)
  const result = await startCli(['sync', '--once'], cli).ended
  return { ...result, stored: readStore(cli.dataDir) }
}

describe('a connection that must be encrypted', () => {
  it.each(['tls', 'starttls'] as const)('works with a trusted certificate (%s)', async security => {
    const dovecot = keep(await startDovecot({ users: [user], plaintextLogin: false }))
    await dovecot.deliver('INBOX', [plainEmail()])
    const port = security === 'tls' ? dovecot.tlsPort : dovecot.port
    const { code, stored } = await syncWith({ port, security }, dovecot.caPath)
    expect(code).toBe(0)
    expect(stored['INBOX']?.copies).toHaveLength(1)
  })

  it.each([
    ['hides STARTTLS (R-40)', withoutStartTls],
    ['refuses STARTTLS (R-40)', refusingStartTls],
    ['injects a response behind STARTTLS (R-41)', injectingBehindStartTls],
    ['claims to be signed in before TLS (R-41)', preAuthenticated],
  ] as const)(
    'is given up, with no password on the wire, where a server %s',
    async (_what, hostile: FakeImapOptions) => {
      const fake = keep(await startFakeImap({ ...hostile, tls: trusted }))
      const { code, messages } = await syncWith({ port: fake.port, security: 'starttls' }, trusted.caPath)
      expect(code).toBe(1)
      expect(messages).toMatch(/no encrypted connection|make no sense/)
      expect(messages).not.toContain(user.password)
      expect(fake.connections()).toBeGreaterThan(0)
      expect(fake.leakedCredentials()).toBe(false)
      expect(JSON.stringify(fake.commands)).not.toContain(user.password)
    },
  )

  const certificates: readonly (readonly [string, CertificateOptions, boolean])[] = [
    ['is signed by nobody we know', {}, false],
    ['is for another host', { hosts: ['mail.other.example'] }, true],
    ['has expired', { expired: true }, true],
  ]
  describe.each(certificates)('is given up where the certificate %s (R-42)', (_what, options, trust) => {
    it.each(['tls', 'starttls'] as const)('with %s', async security => {
      const certificate = await createCertificate(temp.path, options)
      const fake = keep(await startFakeImap({ tls: { ...certificate, implicit: security === 'tls' } }))
      const { code, messages } = await syncWith(
        { port: fake.port, security },
        trust ? certificate.caPath : undefined,
      )
      expect(code).toBe(1)
      expect(messages).toMatch(/certificate/i)
      expect(fake.commands.map(({ name }) => name)).not.toContain('LOGIN')
      expect(fake.commands.map(({ name }) => name)).not.toContain('AUTHENTICATE')
    })
  })
})
