import { readFile } from 'node:fs/promises'
import { afterEach, expect, it } from 'vitest'
import { judgeServer } from '#test/support/imap-judge.ts'
import type { LiveEngine } from '#test/support/live-engine.ts'
import { type SendingAccount, startSendingAccount } from '#test/support/sending-account.ts'
import { type SmtpSink, startSmtpSink } from '#test/support/smtp-sink.ts'

let sink: SmtpSink
let account: SendingAccount
let live: LiveEngine
afterEach(async () => {
  await live.close()
  await account.stop()
  await sink.stop()
})

async function begin(dovecot?: { readonly quotaKilobytes: number }) {
  sink = await startSmtpSink({})
  account = await startSendingAccount({
    name: 'drafts',
    smtpPort: sink.port,
    ...(dovecot ? { dovecot } : {}),
  })
  live = await account.open()
  return account.conversation(live)
}

const onServer = async (mailbox = 'Drafts') =>
  (await judgeServer({ ...account.dovecot }))[mailbox]?.emails ?? []
const write = async (id: string, text: string) => {
  const { content } = await live.ask('drafts/get', { id })
  return live.ask('drafts/save', { id, content: { ...content, html: `<p>${text}</p>`, text } })
}
const mirrored = (id: string, mirror: string) =>
  expect
    .poll(async () => (await live.ask('drafts/get', { id })).mirror, { timeout: 40_000, interval: 100 })
    .toBe(mirror)
const emptied = () => expect.poll(async () => (await onServer()).length, { timeout: 40_000 }).toBe(0)

it('F-09: a draft lies once in Drafts, follows what is written, and goes when it is sent', async () => {
  const { id: conversationId } = await begin()
  const draft = await live.ask('drafts/open', { kind: 'reply', conversationId })
  await write(draft.id, 'Soon.')
  await mirrored(draft.id, 'saved')
  const [first] = await onServer()
  expect(first?.flags).toEqual(['\\Draft', '\\Seen'])
  const { revision } = await write(draft.id, 'Soon, or sooner.')
  await mirrored(draft.id, 'saved')
  const now = await onServer()
  expect(now).toHaveLength(1)
  expect(now[0]?.messageId).not.toBe(first?.messageId)

  await live.ask('sync/start', {})
  await live.waitFor(async () => (await live.status())[0]?.phase === 'idle')
  const list = await live.ask('conversations/list', { filter: { view: 'all' }, limit: 50 })
  expect(list.rows).toHaveLength(1)
  expect((await live.ask('conversations/get', { id: conversationId })).emails).toHaveLength(1)

  await live.ask('outbox/send', { draftId: draft.id, revision, sendAt: Date.now() })
  await emptied()
  expect(sink.mails).toHaveLength(1)
})

it('F-09: a draft that was thrown away is gone from the server, and back when it is restored', async () => {
  const { id: conversationId } = await begin()
  const draft = await live.ask('drafts/open', { kind: 'reply', conversationId })
  await write(draft.id, 'Soon.')
  await mirrored(draft.id, 'saved')
  await live.ask('drafts/discard', { id: draft.id })
  await emptied()
  expect(await onServer('Trash')).toEqual([])
  await live.ask('drafts/restore', { id: draft.id })
  await mirrored(draft.id, 'saved')
  expect(await onServer()).toHaveLength(1)
})

it('F-09: a server without room for it costs the copy, and the draft is kept here', async () => {
  const { id: conversationId } = await begin({ quotaKilobytes: 3 })
  const draft = await live.ask('drafts/open', { kind: 'reply', conversationId })
  const text = 'word '.repeat(1_500).trim()
  await write(draft.id, text)
  await mirrored(draft.id, 'failed')
  const kept = await live.ask('drafts/get', { id: draft.id })
  expect(kept.mirrorProblem?.code).toBe('over-quota')
  expect(kept.content.text).toBe(text)
  expect(await onServer()).toEqual([])
})

it('a mail that waits to be sent has its original, and is saved as the file that will leave', async () => {
  const { id: conversationId } = await begin()
  const draft = await live.ask('drafts/open', { kind: 'reply', conversationId })
  const { revision } = await write(draft.id, 'Soon.')
  const sendAt = Date.now() + 3_600_000
  const { emailId } = await live.ask('outbox/send', { draftId: draft.id, revision, sendAt })
  if (emailId === null) throw new Error('The mail is not in its thread')
  const { source } = await live.ask('emails/source', { emailId })
  expect(source).toMatch(/^From: [\s\S]*\r\n\r\n[\s\S]*Soon\./m)
  const { path, sizeBytes } = await live.ask('emails/file', { emailId })
  expect((await readFile(path)).toString()).toBe(source)
  expect(sizeBytes).toBe(source.length)
})
