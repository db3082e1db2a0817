import { SMTPServer } from 'smtp-server'

const largestMailBytes = 50 * 1024 * 1024

/** A message as the SMTP server took it. */
export type Submitted = {
  readonly from: string
  readonly recipients: readonly string[]
  readonly raw: Buffer
}

/** A running SMTP server on loopback. */
export type SmtpReceiver = {
  readonly port: number
  close(): Promise<void>
}

type SmtpReceiverOptions = {
  readonly user: string
  readonly password: string
  readonly onMail: (mail: Submitted) => void
}

/** Starts the SMTP half of the demo mailbox on 127.0.0.1 and a free port; it takes mail only after a login. */
export const createSmtpReceiver = async (options: SmtpReceiverOptions): Promise<SmtpReceiver> => {
  const server = new SMTPServer({
    name: 'demo.lindenhof.example',
    banner: 'Parley demo mailbox',
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authMethods: ['PLAIN', 'LOGIN'],
    disableReverseLookup: true,
    size: largestMailBytes,
    logger: false,
    onAuth(auth, _session, done) {
      if (auth.username === options.user && auth.password === options.password)
        done(null, { user: options.user })
      else done(Object.assign(new Error('Wrong user name or password'), { responseCode: 535 }))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        if (stream.sizeExceeded) {
          done(Object.assign(new Error('Message is too large'), { responseCode: 552 }))
          return
        }
        const { mailFrom, rcptTo } = session.envelope
        options.onMail({
          from: mailFrom === false ? '' : mailFrom.address,
          recipients: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        })
        done()
      })
    },
  })
  server.on('error', () => {
    // A client that hangs up costs its own connection only.
  })
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The demo SMTP server has no port')
  return {
    port: address.port,
    close: () =>
      new Promise(resolve => {
        for (const connection of server.connections) connection.close()
        server.close(() => resolve())
      }),
  }
}
