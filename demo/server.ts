import { randomBytes } from 'node:crypto'
import { firstMailboxes } from './first-mail.ts'
import { createImapServer } from './imap-server.ts'
import { shop } from './own.ts'
import { createCorrespondents } from './replies/correspondents.ts'
import { createSaver } from './saver.ts'
import { createSmtpReceiver } from './smtp-receiver.ts'
import { createStateFile, type DemoState } from './state-file.ts'

const saveDelayMs = 500
const defaultRepliesAfterMs = 6_000

/** Where one half of the demo mailbox listens. */
export type DemoEndpoint = { readonly host: string; readonly port: number }

/** What a client needs to use the demo mailbox; plain data. */
export type DemoAccess = {
  readonly imap: DemoEndpoint
  readonly smtp: DemoEndpoint
  readonly user: string
  readonly password: string
  readonly address: string
  readonly name: string
  /** A second own address, to which customers write for support. */
  readonly supportAddress: string
}

/** A running demo mailbox. */
export type DemoServer = DemoAccess & {
  /** Keeps the state and stops listening; connections are cut. */
  close(): Promise<void>
}

type DemoOptions = {
  /** Where the mailbox survives a quit; null keeps it in memory. */
  readonly stateFile: string | null
  readonly now: () => number
  readonly log: (line: string) => void
  readonly signal?: AbortSignal
  /** How long customers take to answer; 6 s by default. */
  readonly repliesAfterMs?: number
}

/**
 * Starts the demo mailbox: IMAP and SMTP on 127.0.0.1, without TLS, with free ports and a random password.
 *
 * The sample mail is written when there is no usable state file; its dates count back from that moment.
 *
 * @throws Error where no port can be opened, or the signal's reason where it was aborted
 */
export const startDemo = async (options: DemoOptions): Promise<DemoServer> => {
  options.signal?.throwIfAborted()
  const stateFile = options.stateFile === null ? null : createStateFile(options.stateFile)
  const former = (await stateFile?.load()) ?? null
  const startedAt = former?.startedAt ?? options.now()
  const state: DemoState = former ?? { startedAt, mailboxes: firstMailboxes(startedAt), pending: [] }
  options.signal?.throwIfAborted()

  const password = randomBytes(18).toString('base64url')
  const saver = createSaver(
    async () =>
      stateFile?.save({ startedAt, mailboxes: imap.mailboxes(), pending: correspondents.pending() }),
    saveDelayMs,
    () => options.log('demo: the state could not be saved'),
  )
  const imap = await createImapServer({
    user: shop.address,
    password,
    mailboxes: state.mailboxes,
    now: options.now,
    onChange: saver.changed,
  })
  const correspondents = createCorrespondents({
    now: options.now,
    repliesAfterMs: options.repliesAfterMs ?? defaultRepliesAfterMs,
    pending: state.pending,
    deliver: (raw, at) => imap.deliver('INBOX', raw, at),
    onChange: saver.changed,
  })
  const smtp = await createSmtpReceiver({
    user: shop.address,
    password,
    onMail: mail => {
      correspondents.receive(mail).catch(() => options.log('demo: a sent mail could not be read'))
    },
  })
  if (former === null) saver.changed()

  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    options.signal?.removeEventListener('abort', abort)
    await smtp.close()
    correspondents.close()
    await saver.close()
    await imap.close()
  }
  const closeOnce = (): Promise<void> => {
    closing ??= close()
    return closing
  }
  const abort = (): void => void closeOnce()
  options.signal?.addEventListener('abort', abort, { once: true })

  return {
    imap: { host: '127.0.0.1', port: imap.port },
    smtp: { host: '127.0.0.1', port: smtp.port },
    user: shop.address,
    password,
    address: shop.address,
    name: shop.name,
    supportAddress: shop.supportAddress,
    close: closeOnce,
  }
}
