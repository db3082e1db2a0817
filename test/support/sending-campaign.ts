import { startCli } from './cli.ts'
import { type SendingAccount, startSendingAccount } from './sending-account.ts'
import { type SmtpMoment, startSmtpScript } from './smtp-script.ts'

/** Where the sending process is killed: as the server is about to answer this. */
export type KillPoint = Exclude<SmtpMoment, 'STARTTLS' | 'line'>

/** What one killed sending came to. */
export type KilledSending = {
  readonly point: KillPoint
  /** Mails that the server took, over both lives. */
  readonly taken: number
  /** State of the mail in the second life. */
  readonly state: string | null
  /** Copies in Sent. */
  readonly copies: number
}

/**
 * Kills the command line with SIGKILL while it sends, lets a second life settle what it left, and counts.
 *
 * The server's own count judges, not the app's. The seam for the matrix of F-03 and F-06: a point per run.
 */
export async function killWhileSending(
  point: KillPoint,
  judge: (account: SendingAccount) => Promise<number>,
): Promise<KilledSending> {
  let kill = () => {}
  let killed = false
  const die = () => {
    if (killed) return undefined
    killed = true
    kill()
    return 'silence'
  }
  const server = await startSmtpScript({
    answers: { [point]: die },
    extensions: ['AUTH PLAIN LOGIN'],
  })
  const account = await startSendingAccount({ name: 'killed', smtpPort: server.port })
  try {
    const { dataDir, dovecot } = account
    const args = ['send', '--from', dovecot.user.name, '--to', 'ada@customer.example', '--subject', 'Offer']
    const cli = startCli([...args, '--text', 'word '.repeat(20_000), '--wait'], { dataDir })
    kill = () => cli.kill('SIGKILL')
    await cli.ended
    const live = await account.open()
    try {
      const one = async () => (await live.ask('outbox/list', {}))[0]
      const state = await live.waitFor(
        async () => {
          const found = await one()
          return found?.state === 'sent' || found?.state === 'uncertain' ? found.state : false
        },
        { timeoutMs: 30_000 },
      )
      const copies = await live.waitFor(
        async () => {
          const found = await judge(account)
          return found > 0 || state === 'uncertain' ? { found } : false
        },
        { timeoutMs: 30_000, everyMs: 500 },
      )
      return { point, taken: server.accepted.length, state, copies: copies.found }
    } finally {
      await live.close()
    }
  } finally {
    await account.stop()
    await server.stop()
  }
}
