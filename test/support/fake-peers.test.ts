import { ImapFlow } from 'imapflow'
import nodemailer from 'nodemailer'
import { afterEach, describe, expect, it } from 'vitest'
import { createCertificate } from './certificate.ts'
import { type FakeImap, startFakeImap } from './fake-imap.ts'
import { injectingBehindStartTls } from './hostile-imap.ts'
import { type SmtpSink, startSmtpSink } from './smtp-sink.ts'
import { createTempFolder, type TempFolder } from './temp-folder.ts'

describe('the fake peers', () => {
  const open: { stop(): Promise<void> }[] = []
  let temp: TempFolder | undefined
  afterEach(async () => {
    for (const peer of open.splice(0)) await peer.stop()
    await temp?.remove()
  })
  const keep = <T extends FakeImap | SmtpSink>(peer: T): T => {
    open.push(peer)
    return peer
  }
  const client = (port: number, ca?: string) => {
    const flow = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      doSTARTTLS: ca !== undefined,
      ...(ca === undefined ? {} : { tls: { ca } }),
      auth: { user: 'hello@parley.test', pass: 'secret' },
      logger: false,
    })
    flow.on('error', () => undefined)
    return flow
  }

  it('serve an honest, empty mailbox', async () => {
    const fake = keep(await startFakeImap())
    const flow = client(fake.port)
    await flow.connect()
    const mailbox = await flow.mailboxOpen('INBOX')
    expect(mailbox.exists).toBe(0)
    await flow.logout()
    expect(fake.leakedCredentials()).toBe(true)
  })

  it('turn to TLS when asked', async () => {
    temp = await createTempFolder('peers')
    const tls = await createCertificate(temp.path)
    const fake = keep(await startFakeImap({ tls }))
    const flow = client(fake.port, tls.ca)
    await flow.connect()
    await flow.logout()
    expect(fake.leakedCredentials()).toBe(false)
  })

  it('inject a response behind STARTTLS, which a good client refuses', async () => {
    temp = await createTempFolder('peers')
    const tls = await createCertificate(temp.path)
    const fake = keep(await startFakeImap({ ...injectingBehindStartTls, tls }))
    await expect(client(fake.port, tls.ca).connect()).rejects.toThrow()
    expect(fake.commands.map(({ name }) => name)).toContain('STARTTLS')
    expect(fake.leakedCredentials()).toBe(false)
  })

  it('keep accepted mail, and refuse as scripted', async () => {
    const sink = keep(
      await startSmtpSink({
        users: [{ name: 'hello@parley.test', password: 'secret' }],
        script: {
          onRecipient: address =>
            address.startsWith('nobody') ? { code: 550, text: 'No such user' } : undefined,
        },
      }),
    )
    const transport = nodemailer.createTransport({
      host: '127.0.0.1',
      port: sink.port,
      auth: { user: 'hello@parley.test', pass: 'secret' },
    })
    const mail = { from: 'hello@parley.test', to: 'a@b.example', text: 'Hello' }
    await transport.sendMail(mail)
    await expect(transport.sendMail({ ...mail, to: 'nobody@b.example' })).rejects.toMatchObject({
      responseCode: 550,
    })
    transport.close()
    expect(sink.mails).toHaveLength(1)
    expect(sink.mails[0]).toMatchObject({ from: 'hello@parley.test', to: ['a@b.example'] })
  })
})
