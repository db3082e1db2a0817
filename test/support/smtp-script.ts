import { createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'

/** Where in a session a reply is due; `line`: an answer to AUTH LOGIN and whatever else is no command. */
export type SmtpMoment =
  | 'greeting'
  | 'EHLO'
  | 'STARTTLS'
  | 'AUTH'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'body'
  | 'QUIT'
  | 'line'

/**
 * Lines to answer with; `cut` and `reset` end the connection, after the lines before them; `silence` says nothing, and
 * `pause` reads nothing more either. `kept`: the mail counts as accepted, whatever is said of it. A line that ends in a
 * backslash is said without its line end.
 */
export type SmtpAnswer = string | readonly string[]

export type SmtpScriptOptions = {
  /** Instead of the usual answers. */
  readonly answers?: Partial<Record<SmtpMoment, SmtpAnswer | ((line: string) => SmtpAnswer | undefined)>>
  /** Behind the first line of the answer to EHLO. */
  readonly extensions?: readonly string[]
  readonly tls?: { readonly key: string; readonly cert: string; readonly implicit?: boolean }
  /** Sees the body grow, counted from the first byte after 354; what it returns is said in the middle of it. */
  readonly onBody?: (received: number) => SmtpAnswer | undefined
  /** Right before the answer to a mail that is kept, with its bytes as in `accepted`. */
  readonly onAccepted?: (body: Buffer) => void
}

/** What one connection brought. */
export type SmtpDialogue = {
  /** Commands as they came, without their line ends. */
  readonly lines: readonly string[]
  /** Exactly the bytes between 354 and the end of the mail, the final `.` line included; null before. */
  readonly body: Buffer | null
  /** Bytes of a body that did not end. */
  readonly partial: Buffer
  readonly ended: boolean
}

export type SmtpScriptServer = {
  readonly port: number
  readonly dialogues: readonly SmtpDialogue[]
  /** Whole bodies that were answered with 250, or kept, in order. */
  readonly accepted: readonly Buffer[]
  /** Reads on where it paused, as a server does whose client has died. */
  resume(): void
  stop(): Promise<void>
}

const usual: Readonly<Record<SmtpMoment, SmtpAnswer>> = {
  greeting: '220 ready',
  EHLO: '250 hello',
  STARTTLS: '220 go ahead',
  AUTH: '235 welcome',
  MAIL: '250 sender ok',
  RCPT: '250 recipient ok',
  DATA: '354 go on',
  body: '250 2.0.0 queued as 1',
  QUIT: ['221 bye', 'cut'],
  line: '500 what',
}

const endOfBody = Buffer.from('\r\n.\r\n')

/** An SMTP server that changes no byte: it says what the script tells it to and keeps what it hears, as it came. */
export async function startSmtpScript(options: SmtpScriptOptions = {}): Promise<SmtpScriptServer> {
  const dialogues: SmtpDialogue[] = []
  const accepted: Buffer[] = []
  const sockets = new Set<Socket>()
  const context = options.tls && createSecureContext(options.tls)
  const server = createServer(plain => {
    sockets.add(plain)
    const secure = (socket: Socket) => new TLSSocket(socket, { isServer: true, secureContext: context })
    const dialogue = {
      lines: [] as string[],
      body: null as Buffer | null,
      partial: Buffer.alloc(0),
      ended: false,
    }
    dialogues.push(dialogue)
    converse(options.tls?.implicit ? secure(plain) : plain, dialogue, { options, secure, accepted })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No TCP port was given')
  return {
    port: address.port,
    dialogues,
    accepted,
    resume() {
      for (const socket of sockets) if (!socket.destroyed) socket.resume()
    },
    stop() {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

type Open = { lines: string[]; body: Buffer | null; partial: Buffer; ended: boolean }
type Context = {
  readonly options: SmtpScriptOptions
  readonly secure: (socket: Socket) => Socket
  readonly accepted: Buffer[]
}

function converse(socket: Socket, dialogue: Open, { options, secure, accepted }: Context): void {
  let pending: Buffer = Buffer.alloc(0)
  let inBody = false
  const say = (answer: SmtpAnswer) => {
    for (const line of typeof answer === 'string' ? [answer] : answer) {
      if (line === 'cut') socket.removeAllListeners('data').pause().end()
      else if (line === 'reset') socket.destroy()
      else if (line === 'pause') socket.pause()
      else if (line !== 'silence' && line !== 'kept')
        socket.write(line.endsWith('\\') ? line.slice(0, -1) : `${line}\r\n`)
    }
  }
  const answer = (moment: SmtpMoment, line = ''): SmtpAnswer => {
    const own = options.answers?.[moment]
    const chosen = typeof own === 'function' ? own(line) : own
    if (chosen !== undefined) return chosen
    const { extensions = [] } = options
    if (moment !== 'EHLO' || extensions.length === 0) return usual[moment]
    return [
      '250-hello',
      ...extensions.map((name, at) => `250${at === extensions.length - 1 ? ' ' : '-'}${name}`),
    ]
  }
  const command = (line: string) => {
    dialogue.lines.push(line)
    const verb = line.split(' ', 1)[0]?.toUpperCase() ?? ''
    const moment = verb !== 'line' && verb !== 'body' && verb in usual ? (verb as SmtpMoment) : 'line'
    const said = answer(moment, line)
    say(said)
    if (moment === 'DATA' && String(said).startsWith('354')) {
      inBody = true
      dialogue.partial = Buffer.alloc(0)
    }
    if (moment === 'STARTTLS' && String(said).startsWith('220')) upgrade()
  }
  const upgrade = () => {
    socket.removeAllListeners('data')
    socket = secure(socket)
    listen()
  }
  const body = (): boolean => {
    dialogue.partial = Buffer.concat([dialogue.partial, pending])
    pending = Buffer.alloc(0)
    const starts = dialogue.partial.subarray(0, 3).toString('latin1') === '.\r\n'
    const found = dialogue.partial.indexOf(endOfBody)
    const end = starts ? 3 : found < 0 ? -1 : found + endOfBody.length
    if (end < 0) {
      const said = options.onBody?.(dialogue.partial.length)
      if (said !== undefined) say(said)
      return false
    }
    pending = dialogue.partial.subarray(end)
    dialogue.body = dialogue.partial.subarray(0, end)
    dialogue.partial = Buffer.alloc(0)
    inBody = false
    const said = answer('body')
    if (/^(250|kept)/.test(String(said))) {
      accepted.push(dialogue.body)
      options.onAccepted?.(dialogue.body)
    }
    say(said)
    return true
  }
  const listen = () => {
    socket.on('error', () => undefined)
    socket.on('close', () => {
      dialogue.ended = true
    })
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk])
      for (;;) {
        if (inBody) {
          if (!body()) return
          continue
        }
        const end = pending.indexOf('\r\n')
        if (end < 0) return
        const line = pending.subarray(0, end).toString()
        pending = pending.subarray(end + 2)
        command(line)
      }
    })
  }
  listen()
  say(answer('greeting'))
}
