import { createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'

export type ImapCommand = {
  readonly tag: string
  /** Upper case; `UID FETCH` and the like in one word pair. */
  readonly name: string
  readonly args: string
  readonly secure: boolean
}

/** One client's connection, as a script sees it. */
export type FakeSession = {
  readonly number: number
  readonly secure: boolean
  /** Writes a line and its CRLF. */
  send(line: string): void
  /** Writes bytes as they are; answers when the client's side has room again or is gone. */
  raw(bytes: string | Buffer): Promise<void>
  /** Answers the tag with OK (or what is given). */
  done(command: ImapCommand, text?: string): void
  /** Turns the connection into TLS; what was pipelined in clear is dropped. */
  secureNow(): void
  close(): void
  reset(): void
  /** Asks for one more line (IDLE's DONE, a SASL answer), then answers the tag with OK. */
  goOn(command: ImapCommand): void
  readonly closed: boolean
}

/** Answers true where it has dealt with the command; otherwise the good server below does. */
export type ImapScript = (command: ImapCommand, session: FakeSession) => boolean | Promise<boolean>

export type FakeImapOptions = {
  /** Null keeps silent. */
  readonly greeting?: string | null
  readonly capabilities?: string
  readonly tls?: { readonly key: string; readonly cert: string; readonly implicit?: boolean }
  readonly script?: ImapScript
  /** Runs right after the greeting, unasked. */
  readonly onConnect?: (session: FakeSession) => void | Promise<void>
}

/** A scripted IMAP peer on loopback, for what no honest server does. */
export type FakeImap = {
  readonly port: number
  readonly commands: readonly ImapCommand[]
  connections(): number
  /** Whether a client sent LOGIN or AUTHENTICATE outside TLS. */
  leakedCredentials(): boolean
  stop(): Promise<void>
}

/** Starts a fake server: an empty, honest mailbox, unless the script says otherwise. */
export async function startFakeImap(options: FakeImapOptions = {}): Promise<FakeImap> {
  const commands: ImapCommand[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const context = options.tls && createSecureContext({ key: options.tls.key, cert: options.tls.cert })
  const capabilities =
    options.capabilities ??
    `IMAP4rev1 ID ENABLE IDLE UIDPLUS${options.tls && !options.tls.implicit ? ' STARTTLS' : ''}`

  const server = createServer(raw => {
    connections += 1
    sockets.add(raw)
    raw.setNoDelay(true)
    raw.on('error', () => undefined)
    let socket: Socket = raw
    let secure = false
    let buffer = Buffer.alloc(0)
    let queue = Promise.resolve()
    let waiting: ImapCommand | undefined
    const secureNow = () => {
      if (!context) throw new Error('This fake has no certificate')
      raw.removeAllListeners('data')
      buffer = Buffer.alloc(0)
      socket = new TLSSocket(raw, { isServer: true, secureContext: context })
      secure = true
      socket.on('error', () => undefined)
      socket.on('data', onData)
    }
    const session: FakeSession = {
      number: connections,
      get secure() {
        return secure
      },
      get closed() {
        return socket.destroyed || !socket.writable
      },
      send: line => void (socket.writable && socket.write(`${line}\r\n`, 'latin1')),
      raw: bytes =>
        new Promise(resolve => {
          if (!socket.writable || socket.write(bytes)) return resolve()
          const done = () => {
            socket.off('drain', done)
            socket.off('close', done)
            resolve()
          }
          socket.once('drain', done)
          socket.once('close', done)
        }),
      done: (command, text = `OK ${command.name} done`) => session.send(`${command.tag} ${text}`),
      secureNow,
      close: () => void socket.end(),
      goOn(command) {
        waiting = command
        session.send('+ go on')
      },
      reset: () => void raw.resetAndDestroy(),
    }
    const onData = (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk])
      for (let line = takeLine(); line !== undefined; line = takeLine()) {
        if (waiting) {
          session.done(waiting)
          waiting = undefined
          continue
        }
        const command = readCommand(line, secure)
        commands.push(command)
        queue = queue.then(async () => {
          if (await options.script?.(command, session)) return
          answerHonestly(command, session, capabilities)
        })
      }
    }
    /** A command with its literals, or nothing yet. */
    const takeLine = (): string | undefined => {
      let from = 0
      for (;;) {
        const end = buffer.indexOf('\r\n', from)
        if (end === -1) return undefined
        const literal = /\{(\d+)(\+?)\}$/.exec(buffer.toString('latin1', 0, end))
        if (!literal) {
          const line = buffer.toString('latin1', 0, end)
          buffer = buffer.subarray(end + 2)
          return line
        }
        if (literal[2] === '' && buffer.length === end + 2) session.send('+ go on')
        from = end + 2 + Number(literal[1])
        if (buffer.length < from) return undefined
      }
    }
    raw.on('data', onData)
    if (options.tls?.implicit) secureNow()
    if (options.greeting !== null) session.send(options.greeting ?? `* OK [CAPABILITY ${capabilities}] ready`)
    void Promise.resolve(options.onConnect?.(session))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP port was given')
  return {
    port: address.port,
    commands,
    connections: () => connections,
    leakedCredentials: () =>
      commands.some(({ name, secure }) => !secure && /^(LOGIN|AUTHENTICATE)$/.test(name)),
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

function readCommand(line: string, secure: boolean): ImapCommand {
  const [, tag = '', name = '', args = ''] = /^(\S+)(?: ((?:UID )?\S+))?(?: ([\s\S]*))?$/i.exec(line) ?? []
  return { tag, name: name.toUpperCase(), args, secure }
}

/** A small server with one empty inbox. */
function answerHonestly(command: ImapCommand, session: FakeSession, capabilities: string): void {
  const { name } = command
  switch (name) {
    case 'CAPABILITY':
      session.send(`* CAPABILITY ${capabilities}`)
      break
    case 'STARTTLS':
      session.done(command, 'OK begin TLS')
      session.secureNow()
      return
    case 'AUTHENTICATE':
      if (!command.args.includes(' ')) {
        session.goOn(command)
        return
      }
      break
    case 'LIST':
    case 'LSUB':
    case 'XLIST':
      session.send(`* ${name} (\\HasNoChildren) "/" INBOX`)
      break
    case 'NAMESPACE':
      session.send('* NAMESPACE (("" "/")) NIL NIL')
      break
    case 'STATUS':
      session.send('* STATUS INBOX (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 1 UNSEEN 0)')
      break
    case 'SELECT':
    case 'EXAMINE':
      session.send('* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)')
      session.send('* 0 EXISTS')
      session.send('* 0 RECENT')
      session.send('* OK [UIDVALIDITY 1] valid')
      session.send('* OK [UIDNEXT 1] next')
      session.done(command, 'OK [READ-WRITE] selected')
      return
    case 'IDLE':
      session.goOn(command)
      return
    case 'LOGOUT':
      session.send('* BYE')
      session.done(command)
      session.close()
      return
  }
  session.done(command)
}
