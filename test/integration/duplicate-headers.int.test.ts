import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAccount } from '#test/support/cli-account.ts'
import { corpusFile } from '#test/support/corpus.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type LiveEngine, openLiveEngine } from '#test/support/live-engine.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** one parse of one header block decides what is shown, wherever it is shown. */
let dovecot: Dovecot
let folder: TempFolder
let engine: LiveEngine

const twice = [
  'Received: from mx.evil.example by mail.parley.test; Mon, 02 Nov 2026 10:00:01 +0000',
  'From: Mallory <mallory@evil.example>',
  'Subject: Zebra first subject',
  'Date: Mon, 02 Nov 2026 10:00:00 +0000',
  'Message-ID: <first@evil.example>',
  'Reply-To: answers@evil.example',
  'From: Bank <service@bank.example>',
  'Subject: Giraffe second subject',
  'Date: Sun, 01 Feb 2015 10:00:00 +0000',
  'Message-ID: <second@bank.example>',
  'Reply-To: service@bank.example',
  'To: user@parley.example',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Please pay.',
  '',
].join('\r\n')

const follower = [
  'From: Mallory <mallory@evil.example>',
  'To: user@parley.example',
  'Subject: Re: Zebra first subject',
  'Date: Mon, 02 Nov 2026 11:00:00 +0000',
  'Message-ID: <third@evil.example>',
  'In-Reply-To: <first@evil.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Did you pay?',
  '',
].join('\r\n')

beforeAll(async () => {
  dovecot = await startDovecot()
  folder = await createTempFolder('duplicate-headers')
  await addAccount(dovecot, { dataDir: folder.path })
  const samples = [
    'rspamd/phish_sender.eml',
    'thunderbird-mail/mail/test/browser/message-window/data/evil.eml',
  ]
  const corpus = samples.flatMap(name => corpusFile(name) ?? [])
  await dovecot.deliver('INBOX', [twice, follower, ...corpus.map(text => text.replace(/\r?\n/g, '\r\n'))])
  engine = openLiveEngine({ dataDir: folder.path, password: dovecot.user.password })
  await engine.waitFor(async () => (await engine.ask('conversations/counts', {})).total >= 1 + corpus.length)
}, 120_000)
afterAll(async () => {
  await engine?.close()
  await dovecot?.stop()
  await folder?.remove()
})

const rows = async (search?: string) => {
  const filter = { view: 'all' as const, search }
  return (await engine.ask('conversations/list', { filter, limit: 50 })).rows
}

test('R-27: the list, the opened email, search and threading take the first of each', async () => {
  const row = (await rows()).find(one => one.subject.includes('Zebra'))
  if (row === undefined) throw new Error('it is listed by its first subject')
  const { emails } = await engine.ask('conversations/get', { id: row.id })
  expect(emails).toHaveLength(2)
  const [email] = emails
  expect(email).toMatchObject({
    from: [{ name: 'Mallory', address: 'mallory@evil.example' }],
    replyTo: [{ address: 'answers@evil.example' }],
    subject: 'Zebra first subject',
    messageId: 'first@evil.example',
    sentAt: Date.UTC(2026, 10, 2, 10),
    malformed: true,
  })
  expect(JSON.stringify(row)).not.toContain('bank.example')
  expect((await rows('zebra')).map(({ id }) => id)).toEqual([row.id])
  expect((await rows('mallory')).map(({ id }) => id)).toContain(row.id)
  expect(await rows('giraffe')).toEqual([])
  expect(await rows('service@bank.example')).toEqual([])
  expect((await rows()).some(one => one.subject.includes('Giraffe'))).toBe(false)
})

test('R-27: two authors are nobody’s contact', async () => {
  const row = (await rows()).find(one => one.subject.includes('Zebra'))
  expect((await rows()).every(one => one.contact.address !== 'service@bank.example')).toBe(true)
  expect(row?.contact.address).not.toBe('service@bank.example')
})

test('R-27: mails of the corpus say one thing in all places', async () => {
  for (const row of await rows()) {
    const { emails } = await engine.ask('conversations/get', { id: row.id })
    const last = emails.at(-1)
    expect(last?.subject.replace(/^re: /i, '')).toContain(row.subject.replace(/^re: /i, ''))
    if (row.subject !== '')
      expect((await rows(row.subject.split(' ')[0])).map(({ id }) => id)).toContain(row.id)
    const stored = emails.map(({ from }) => from[0]?.address)
    if (row.contact.address !== null) expect(stored).toContain(row.contact.address)
  }
})
