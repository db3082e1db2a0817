import type { AccountDraft } from '#shared/account.ts'
import type { Dovecot, DovecotUser } from './dovecot.ts'
import { startFaultProxy } from './fault-proxy.ts'
import type { Fault } from './fault-rules.ts'
import {
  answerAt,
  answerInBody,
  type FaultPoint,
  isAppendPoint,
  type Plan,
  partsOf,
} from './sending-points.ts'
import { type SmtpMoment, type SmtpScriptServer, startSmtpScript } from './smtp-script.ts'

/** One account with its servers: SMTP as planned, IMAP through a proxy that fails as planned. */
export type SendingDesk = {
  readonly user: DovecotUser
  /** Whether its server files sent mail itself. */
  readonly filesSent: boolean
  readonly smtp: SmtpScriptServer
  readonly account: AccountDraft
  /** What happens to the next mail, once; `depth`: where in what is cut, from 0 to 1. */
  plan(point: FaultPoint, depth: number): void
  /** What is planned; `none` where everything works. */
  point(): FaultPoint
  /** Whether it has happened; where the app is to be killed, all stands still from then on. */
  reached(): boolean
  /** From now on everything works. */
  relent(): void
  stop(): Promise<void>
}

const moments: readonly SmtpMoment[] = ['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'body', 'QUIT']

/** Starts the servers of an account. */
export async function startSendingDesk(
  dovecot: Dovecot,
  user: DovecotUser,
  { filesSent }: { readonly filesSent: boolean },
): Promise<SendingDesk> {
  let now: Plan = { point: 'none', depth: 0, reached: true }
  let size = 0
  const smtp = await startSmtpScript({
    extensions: ['SIZE 0', 'AUTH PLAIN LOGIN'],
    answers: Object.fromEntries(
      moments.map(moment => [
        moment,
        (line: string) => {
          if (moment === 'MAIL') size = Number(/SIZE=(\d+)/.exec(line)?.[1] ?? 0)
          return answerAt(now, moment)
        },
      ]),
    ),
    onBody: received => answerInBody(now, received, size),
    onAccepted: body => {
      if (filesSent) void file(dovecot, user, body)
    },
  })
  const sent = new Map<number, number>()
  let forget: () => void = () => undefined
  let faultsBefore = 0
  const faults = () => proxy.events.filter(({ what }) => what === 'fault').length
  const proxy = await startFaultProxy({
    port: dovecot.port,
    onChunk: (direction, chunk, connection) => {
      if (direction !== 'to-server') return
      const bytes = (sent.get(connection) ?? 0) + chunk.length
      sent.set(connection, bytes)
      // Where an APPEND is cut in its literal is known once its command has been seen.
      const isAppend = / APPEND /.test(chunk.toString('latin1', 0, 200))
      if (!isAppend || partsOf(now.point).place !== 'append-literal' || faults() > faultsBefore) return
      forget = proxy.add({
        ...{ direction, connection, times: 1, fault: faultOf(now.point) },
        afterBytes: bytes + Math.floor(1 + now.depth * 400),
      })
    },
  })
  const failAppend = () => {
    const { place } = partsOf(now.point)
    const fault = faultOf(now.point)
    if (place === 'append-command')
      forget = proxy.add({ direction: 'to-server', match: / APPEND /, fault, times: 1 })
    if (place === 'append-ok')
      forget = proxy.add({ direction: 'to-client', match: /OK \[APPENDUID/, fault, times: 1 })
  }
  const server = (port: number) => ({ host: '127.0.0.1', port, security: 'none', user: user.name }) as const
  return {
    user,
    filesSent,
    smtp,
    account: {
      name: user.name,
      address: user.name,
      imap: server(proxy.port),
      smtp: server(smtp.port),
      bodyWindow: 'month',
    },
    plan(point, depth) {
      forget()
      faultsBefore = faults()
      now = { point, depth, reached: false }
      failAppend()
    },
    point: () => now.point,
    reached: () => (isAppendPoint(now.point) ? faults() > faultsBefore : now.reached),
    relent() {
      forget()
      now = { point: 'none', depth: 0, reached: true }
      smtp.resume()
    },
    async stop() {
      await smtp.stop()
      await proxy.stop()
    },
  }
}

function faultOf(point: FaultPoint): Fault {
  const { deed } = partsOf(point)
  return { kind: deed === 'kill' ? 'blackhole' : deed === 'reset' ? 'reset' : 'cut' }
}

/** A copy as a server makes it of what it took: with a header of its own. */
async function file(dovecot: Dovecot, user: DovecotUser, body: Buffer): Promise<void> {
  const mail = body
    .toString('latin1')
    .replace(/\r\n\.\r\n$/, '\r\n')
    .replace(/^\./gm, '')
  const raw = Buffer.from(`X-Filed-By: server\r\n${mail}`, 'latin1')
  await dovecot.deliver('Sent', [{ raw, flags: ['\\Seen'], receivedAt: Date.now() }], user.name)
}
