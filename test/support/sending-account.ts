import { addAccount } from './cli-account.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { type LiveEngine, openLiveEngine } from './live-engine.ts'
import { plainEmail } from './plain-email.ts'
import { createTempFolder } from './temp-folder.ts'

/** An account with a real IMAP server, a customer's question in it, and the SMTP server of the test's choice. */
export type SendingAccount = {
  readonly dataDir: string
  readonly dovecot: Dovecot
  readonly accountId: string
  /** Opens the engine and waits until the question is here. */
  open(): Promise<LiveEngine>
  /** The conversation of the question. */
  conversation(live: LiveEngine): Promise<{ readonly id: string }>
  stop(): Promise<void>
}

/** Sets an account up; nothing connects yet. */
export async function startSendingAccount(options: {
  readonly name: string
  readonly smtpPort: number
  readonly imapPort?: (dovecot: Dovecot) => Promise<number> | number
  readonly dovecot?: Parameters<typeof startDovecot>[0]
}): Promise<SendingAccount> {
  const temp = await createTempFolder(options.name)
  const dovecot = await startDovecot(options.dovecot)
  await dovecot.deliver('INBOX', [
    {
      raw: plainEmail({ from: 'Ada Customer <ada@customer.example>', subject: 'Question' }),
      receivedAt: Date.now() - 60_000,
    },
  ])
  const port = (await options.imapPort?.(dovecot)) ?? dovecot.port
  const server = { port, user: dovecot.user, smtpPort: options.smtpPort }
  const accountId = await addAccount(server, { dataDir: temp.path })
  const rowsOf = async (live: LiveEngine) =>
    (await live.ask('conversations/list', { filter: { view: 'all' }, limit: 50 })).rows
  return {
    dataDir: temp.path,
    dovecot,
    accountId,
    open: async () => {
      const live = openLiveEngine({ dataDir: temp.path })
      const isThere = async () =>
        (await rowsOf(live)).length > 0 && (await live.status())[0]?.phase === 'idle'
      await live.waitFor(isThere, { timeoutMs: 30_000 })
      return live
    },
    conversation: async live => {
      const found = (await rowsOf(live)).find(({ subject }) => subject === 'Question')
      if (found === undefined) throw new Error('The question is not here')
      return found
    },
    stop: async () => {
      await dovecot.stop()
      await temp.remove()
    },
  }
}

/** Writes an answer and hands it to the outbox, to leave at once. */
export async function sendAnswer(live: LiveEngine, conversationId: string, text = 'It is on its way.') {
  const draft = await live.ask('drafts/open', { kind: 'reply', conversationId })
  const content = { ...draft.content, html: `<p>${text}</p>`, text }
  const { revision } = await live.ask('drafts/save', { id: draft.id, content })
  return live.ask('outbox/send', { draftId: draft.id, revision, sendAt: Date.now() })
}
