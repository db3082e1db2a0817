import { createHash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { runCli } from '#test/support/cli.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import type { LiveEngine } from '#test/support/live-engine.ts'
import { type SendingAccount, sendAnswer, startSendingAccount } from '#test/support/sending-account.ts'
import { type SmtpSink, type SmtpSinkOptions, startSmtpSink } from '#test/support/smtp-sink.ts'

let sink: SmtpSink
let account: SendingAccount
let live: LiveEngine
let proxy: FaultProxy | undefined
afterEach(async () => {
  await live.close()
  await account.stop()
  await proxy?.stop()
  proxy = undefined
  await sink.stop()
})

async function begin(options: SmtpSinkOptions = {}, dovecot?: { readonly quotaKilobytes: number }) {
  sink = await startSmtpSink(options)
  account = await startSendingAccount({
    name: 'sending',
    smtpPort: sink.port,
    ...(dovecot ? { dovecot } : {}),
  })
  live = await account.open()
  return account.conversation(live)
}

const judged = async (mailbox: string) =>
  (await judgeServer({ ...account.dovecot, hash: true }))[mailbox]?.emails ?? []
const emails = async (id: string) => (await live.ask('conversations/get', { id })).emails
const settled = async (id: string, state: string) =>
  expect.poll(async () => (await live.ask('outbox/get', { id })).state, { timeout: 30_000 }).toBe(state)
const copyOf = (conversationId: string, sentCopy: string) =>
  expect
    .poll(async () => (await emails(conversationId)).at(-1)?.submission?.sentCopy, { timeout: 40_000 })
    .toBe(sentCopy)

it('an answer leaves once, lies once in Sent as the same bytes, and stays one email in its thread', async () => {
  const { id } = await begin()
  const submission = await sendAnswer(live, id)
  await settled(submission.id, 'sent')
  expect(sink.mails).toHaveLength(1)
  expect(sink.mails[0]?.to).toEqual(['ada@customer.example'])
  await copyOf(id, 'there')
  const sent = await judged('Sent')
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({
    flags: ['\\Seen'],
    sha256: createHash('sha256')
      .update(sink.mails[0]?.raw ?? '')
      .digest('hex'),
  })
  await live.ask('sync/start', {})
  await expect
    .poll(async () => (await emails(id)).at(-1)?.mailboxes.map(({ role }) => role), { timeout: 30_000 })
    .toEqual(['sent'])
  expect(await emails(id)).toHaveLength(2)
  await expect
    .poll(async () => (await judged('INBOX'))[0]?.flags, { timeout: 30_000 })
    .toContain('\\Answered')
})

it('F-08: a server that files sent mail itself gets no second copy, also where it changes the mail', async () => {
  const { id } = await begin({
    script: {
      onData: mail => {
        const filed = Buffer.concat([Buffer.from('X-Filed-By: server\r\n'), mail.raw])
        void account.dovecot.deliver('Sent', [{ raw: filed, receivedAt: Date.now() }])
        return undefined
      },
    },
  })
  const submission = await sendAnswer(live, id)
  await settled(submission.id, 'sent')
  await copyOf(id, 'there')
  expect(await judged('Sent')).toHaveLength(1)
  await live.ask('sync/start', {})
  await expect
    .poll(async () => (await emails(id)).at(-1)?.mailboxes.map(({ role }) => role), { timeout: 30_000 })
    .toEqual(['sent'])
  expect(await emails(id)).toHaveLength(2)
})

it('F-08: a full mailbox costs the copy, not the mail, which is not sent again', async () => {
  const { id } = await begin({}, { quotaKilobytes: 3 })
  const submission = await sendAnswer(live, id, 'word '.repeat(1_500))
  await settled(submission.id, 'sent')
  await copyOf(id, 'refused')
  expect(await judged('Sent')).toEqual([])
  expect(sink.mails).toHaveLength(1)
  expect((await emails(id)).at(-1)?.submission?.problem?.code).toBe('over-quota')
})

const lost = { direction: 'to-client', fault: { kind: 'cut' }, match: /message queued/i, times: 1 } as const

async function beginWithLoss(options: SmtpSinkOptions = {}) {
  sink = await startSmtpSink(options)
  proxy = await startFaultProxy({ port: sink.port, rules: [lost] })
  account = await startSendingAccount({ name: 'lost', smtpPort: proxy.port })
  live = await account.open()
  return account.conversation(live)
}

it('F-06: a mail whose answer was lost is sent where the server turns out to have it', async () => {
  const { id } = await beginWithLoss({
    script: {
      onData: mail => {
        void account.dovecot.deliver('Sent', [{ raw: mail.raw, receivedAt: Date.now() }])
        return undefined
      },
    },
  })
  const submission = await sendAnswer(live, id)
  await settled(submission.id, 'sent')
  await copyOf(id, 'there')
  expect(sink.mails).toHaveLength(1)
  expect(await judged('Sent')).toHaveLength(1)
})

it('F-06: a mail whose answer was lost stays uncertain until its writer decides, and is not sent twice', async () => {
  const { id } = await beginWithLoss()
  const submission = await sendAnswer(live, id)
  await settled(submission.id, 'uncertain')
  await live.ask('sync/wake', {})
  expect((await emails(id)).at(-1)?.submission?.state).toBe('uncertain')
  await live.ask('outbox/settle', { id: submission.id, choice: 'sent' })
  await copyOf(id, 'there')
  expect(sink.mails).toHaveLength(1)
  expect(await judged('Sent')).toHaveLength(1)
})

it('the command line sends with --wait, and tells what became of it', async () => {
  await begin()
  await live.close()
  const { dataDir } = account
  const args = ['--from', account.dovecot.user.name, '--to', 'ada@customer.example,bo@customer.example']
  const { code, values } = await runCli(
    ['send', ...args, '--bcc', 'boss@parley.test', '--subject', 'Offer', '--text', 'See there.', '--wait'],
    { dataDir },
  )
  expect({ code, values }).toEqual({
    code: 0,
    values: [{ state: 'sent', messageId: expect.stringMatching(/^[^<>\s]+@parley\.test$/) }],
  })
  expect(sink.mails[0]?.to).toEqual(['ada@customer.example', 'bo@customer.example', 'boss@parley.test'])
  expect(sink.mails[0]?.raw.toString()).not.toMatch(/boss@/)
  expect((await runCli(['outbox'], { dataDir })).values).toMatchObject([{ state: 'sent', subject: 'Offer' }])
  live = await account.open()
})
