import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type SunkMail = {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: Buffer
  readonly secure: boolean
  readonly user: string | undefined
}

/** What to answer instead of 250; asked in this order. */
export type SmtpScript = {
  readonly onAuth?: (user: string, password: string) => SmtpRefusal | undefined
  readonly onMail?: (address: string) => SmtpRefusal | undefined
  readonly onRecipient?: (address: string) => SmtpRefusal | undefined
  readonly onData?: (mail: SunkMail) => SmtpRefusal | undefined
}

export type SmtpRefusal = { readonly code: number; readonly text: string }

export type SmtpSinkOptions = {
  readonly tls?: { readonly key: string; readonly cert: string; readonly implicit?: boolean }
  readonly users?: readonly { readonly name: string; readonly password: string }[]
  readonly script?: SmtpScript
  readonly sizeLimit?: number
}

export type SmtpSink = {
  readonly port: number
  readonly mails: readonly SunkMail[]
  stop(): Promise<void>
}

/** An SMTP server that keeps all that it accepts and refuses what the script tells it to. */
export async function startSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const mails: SunkMail[] = []
  const { script = {}, users } = options
  const serverOptions: SMTPServerOptions = {
    authOptional: users === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    ...(options.sizeLimit === undefined ? {} : { size: options.sizeLimit }),
    ...(options.tls
      ? { key: options.tls.key, cert: options.tls.cert, secure: options.tls.implicit ?? false }
      : { disabledCommands: ['STARTTLS'] }),
    onAuth(auth, _session, done) {
      const username = auth.username ?? ''
      const password = auth.password ?? ''
      const refused = script.onAuth?.(username, password)
      const known =
        users === undefined || users.some(user => user.name === username && user.password === password)
      if (refused || !known) return done(toError(refused ?? { code: 535, text: 'Authentication failed' }))
      done(null, { user: username })
    },
    onMailFrom: (address, _session, done) => done(toError(script.onMail?.(address.address))),
    onRcptTo: (address, _session, done) => done(toError(script.onRecipient?.(address.address))),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const mail: SunkMail = {
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
          secure: session.secure,
          user: session.user,
        }
        const refused = script.onData?.(mail)
        if (refused) return done(toError(refused))
        mails.push(mail)
        done()
      })
    },
  }
  const server = new SMTPServer(serverOptions)
  server.on('error', () => undefined)
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP port was given')
  return {
    port: address.port,
    mails,
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

function toError(refusal: SmtpRefusal | undefined): Error | null {
  return refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null
}
