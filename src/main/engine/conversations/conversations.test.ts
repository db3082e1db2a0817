import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pendingFlagIntents } from '#engine/queue/flag-intents.ts'
import { claimJobs, wantedBodies } from '#engine/queue/queue.ts'
import { setAttachmentBlob } from '#engine/store/attachments.ts'
import { copyUids } from '#engine/store/copies.ts'
import { findEmail } from '#engine/store/email-lookup.ts'
import type { NewEmail } from '#engine/store/emails.ts'
import { countJobs } from '#engine/store/jobs.ts'
import { setMailboxState } from '#engine/store/mailboxes.ts'
import { setSettings } from '#engine/store/settings.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  packTestContent,
  type TestAccount,
  type TestStore,
  testEmail,
} from '#engine/store/test-store.ts'
import { AppError } from '#shared/errors.ts'
import { type Conversations, createConversations, type RemoteContent } from './conversations.ts'

const { signal } = new AbortController()
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUg', 'base64')

let test: TestStore
let account: TestAccount
let conversation: { readonly key: number; readonly id: string }
let changes: object[]
let remote: { [Name in keyof RemoteContent]: ReturnType<typeof vi.fn<RemoteContent[Name]>> }
let conversations: Conversations

beforeEach(() => {
  test = createTestStore()
  test.store.write(w => {
    account = addTestAccount(w)
    conversation = addTestConversation(w, account)
    setMailboxState(w, account.mailboxes.inbox, { uidValidity: '77' })
    setMailboxState(w, account.mailboxes.archive, { uidValidity: '78' })
  })
  changes = []
  remote = {
    fetchBody: vi.fn(),
    fetchAttachment: vi.fn(),
    fetchSource: vi.fn(),
    fetchMessage: vi.fn(),
    jobsWait: vi.fn(),
  }
  conversations = createConversations({
    store: test.store,
    remote,
    clock: { now: () => noon },
    htmlToText: html => html.replace(/<[^>]*>/g, ''),
    changed: change => changes.push(change),
  })
})
afterEach(() => test.remove())

const receive = (change: Partial<NewEmail> = {}, ...mailboxes: (keyof TestAccount['mailboxes'])[]) =>
  test.store.write(w =>
    deliver(
      w,
      testEmail(account, conversation.key, change),
      (mailboxes.length > 0 ? mailboxes : (['inbox'] as const)).map(role => ({
        mailbox: account.mailboxes[role],
      })),
    ),
  )
const firstEmailId = () => conversations.get(conversation.id).emails[0]?.id ?? ''
const image = (change: Partial<NewEmail['attachments'][number]> = {}) => ({
  partId: '2',
  name: 'logo.png',
  type: 'image/png',
  sizeBytes: null,
  inline: true,
  contentId: 'logo@x',
  encoding: 'base64',
  ...change,
})
/** What sync does: the bytes lie in the blob store and the row names them. */
const bring = (bytes: Uint8Array) =>
  remote.fetchAttachment.mockImplementation(async (key, options) => {
    const blob = await test.store.blobs.write(bytes, options)
    test.store.write(w => setAttachmentBlob(w, key, { ...blob, at: noon }))
    options.onProgress({ doneBytes: bytes.length, totalBytes: bytes.length })
    return blob
  })

describe('marking', () => {
  it('is here at once, and one job per mailbox waits for the server', () => {
    receive({}, 'inbox', 'archive')
    receive({}, 'inbox')
    expect(conversations.mark([conversation.id], true)).toEqual({ changed: 1 })
    expect(conversations.counts().unread).toBe(0)
    const jobs = test.store.write(w => claimJobs(w, account.id, ['set-flags'], { now: noon, limit: 10 }))
    expect(jobs.map(job => [job.payload.uidValidity, job.payload.changes.length]).sort()).toEqual([
      ['77', 2],
      ['78', 1],
    ])
    expect(jobs[0]?.payload.changes[0]).toMatchObject({ add: ['\\Seen'], remove: [] })
    expect(remote.jobsWait.mock.calls).toEqual([[account.id]])
    expect(changes).toEqual([{ conversations: [conversation.id] }])
  })

  it('asks nothing of anybody when nothing changes', () => {
    receive()
    conversations.mark([conversation.id], true)
    changes.length = 0
    remote.jobsWait.mockClear()
    expect(conversations.mark([conversation.id, 'gone'], true)).toEqual({ changed: 0 })
    expect(changes).toEqual([])
    expect(remote.jobsWait).not.toHaveBeenCalled()
  })

  it('undoes itself in the queue: the last intent wins', () => {
    receive()
    conversations.mark([conversation.id], true)
    conversations.mark([conversation.id], false)
    const { inbox } = account.mailboxes
    const copies = copyUids(test.store.reader, inbox, 1, 10 ** 9)
    const { byUid } = pendingFlagIntents(test.store.reader, inbox, { uids: copies, emailKeys: [] })
    const [intent] = byUid.values()
    expect(intent).toEqual({ add: [], remove: ['\\Seen'] })
    expect(conversations.counts().unread).toBe(1)
  })

  it('sends nothing to a mailbox whose UIDs mean nothing any more', () => {
    receive({}, 'none')
    conversations.mark([conversation.id], true)
    expect(test.store.write(w => claimJobs(w, account.id, ['set-flags'], { now: noon, limit: 10 }))).toEqual(
      [],
    )
  })

  it('leaves neither mark nor job behind when the transaction fails', () => {
    receive()
    const failing = createConversations({
      store: {
        ...test.store,
        write: operation =>
          test.store.write(w => {
            operation(w)
            throw new Error('power cut')
          }),
      },
      remote,
      clock: { now: () => noon },
      htmlToText: html => html.replace(/<[^>]*>/g, ''),
      changed: change => changes.push(change),
    })
    expect(() => failing.mark([conversation.id], true)).toThrow('power cut')
    expect(conversations.counts().unread).toBe(1)
    expect(countJobs(test.store.reader)).toEqual({ ready: 0, failed: 0 })
    expect(changes).toEqual([])
  })
})

describe('reading', () => {
  it('fetches a body only where it is missing', async () => {
    receive({ bodyState: 'absent', content: packTestContent({ text: null, html: null }) })
    const id = firstEmailId()
    expect((await conversations.body(id, { signal })).text).toBeNull()
    expect(remote.fetchBody).toHaveBeenCalledWith(findEmail(test.store.reader, id)?.key, { signal })
  })

  it.each(['offline', 'connection-lost', 'host-not-found'] as const)(
    'keeps in mind, once, what was asked for while the server was out of reach (%s)',
    async code => {
      receive({ bodyState: 'absent', content: packTestContent({ text: null, html: null }) })
      const id = firstEmailId()
      remote.fetchBody.mockRejectedValue(new AppError(code))
      await expect(conversations.body(id, { signal })).rejects.toMatchObject({ code })
      await expect(conversations.body(id, { signal })).rejects.toMatchObject({ code })
      const jobs = test.store.write(w => claimJobs(w, account.id, ['fetch-body'], { now: noon, limit: 10 }))
      expect(jobs.map(job => job.payload)).toEqual([{ emailKey: findEmail(test.store.reader, id)?.key }])
    },
  )

  it('forgets what no waiting can bring', async () => {
    receive({ bodyState: 'absent', content: packTestContent({ text: null, html: null }) })
    remote.fetchBody.mockRejectedValue(new AppError('message-missing'))
    await expect(conversations.body(firstEmailId(), { signal })).rejects.toThrow('message-missing')
    expect(wantedBodies(test.store.reader).size).toBe(0)
  })

  it('hands a whole message over as a file named by its subject', async () => {
    receive({ subject: 'Where is it?' })
    const { hash, sizeBytes } = await test.store.blobs.write(
      (async function* () {
        yield Buffer.from('Subject: Where is it?')
      })(),
      { signal },
    )
    remote.fetchMessage.mockResolvedValue({ hash, sizeBytes })
    const file = await conversations.file(firstEmailId(), { signal, onProgress: () => {} })
    expect(file).toEqual({ path: test.store.blobs.path(hash), name: 'Where is it?.eml', sizeBytes: 21 })
  })

  it('asks no server for what is here', async () => {
    receive()
    expect((await conversations.body(firstEmailId(), { signal })).text).toBe('Where is my parcel?')
    expect(remote.fetchBody).not.toHaveBeenCalled()
  })

  it('cuts a long source and says so', async () => {
    receive()
    remote.fetchSource.mockResolvedValueOnce(Buffer.from('Subject: grüß\r\n'))
    expect(await conversations.source(firstEmailId(), { signal })).toEqual({
      source: 'Subject: grüß\r\n',
      truncated: false,
    })
    remote.fetchSource.mockResolvedValueOnce(Buffer.alloc(2_000_001, 0xe9))
    const long = await conversations.source(firstEmailId(), { signal })
    expect(long.truncated).toBe(true)
    expect(long.source).toHaveLength(2_000_000)
    expect(long.source.slice(0, 2)).toBe('éé')
  })

  it('knows whose images load without asking', () => {
    receive({
      hasHtml: true,
      content: packTestContent({ text: null, html: '<p>Hi</p>' }),
    })
    expect(conversations.text(firstEmailId(), 'whole')).toEqual({ text: 'Hi' })
    expect(conversations.html(firstEmailId())).toEqual({
      html: '<p>Hi</p>',
      senderAddress: 'ada@customer.example',
      trustedSender: false,
      own: false,
      locations: [],
    })
    test.store.write(w => setSettings(w, { trustedImageSenders: ['ada@customer.example'] }))
    expect(conversations.html(firstEmailId()).trustedSender).toBe(true)
  })

  it('answers not-found for ids that are gone', async () => {
    await expect(conversations.body('gone', { signal })).rejects.toMatchObject({ code: 'not-found' })
    await expect(conversations.source('gone', { signal })).rejects.toMatchObject({ code: 'not-found' })
    expect(() => conversations.html('gone')).toThrow('not-found')
  })
})

describe('parts', () => {
  it.each<[boolean, boolean, (keyof TestAccount['mailboxes'])[]]>([
    [true, true, ['sent']],
    [true, true, ['drafts']],
    [true, true, ['sent', 'all']],
    [false, true, ['inbox']],
    [false, true, ['inbox', 'sent']],
    [false, true, ['archive']],
    [false, false, ['sent']],
  ])('R-29: own is %s where outbound is %s and it lies in %s', (own, outbound, mailboxes) => {
    receive(
      { outbound, hasHtml: true, content: packTestContent({ text: null, html: '<p>Hi</p>' }) },
      ...mailboxes,
    )
    expect(conversations.html(firstEmailId()).own).toBe(own)
  })

  it('shows inline images of the same message only, and only images (R-24)', async () => {
    receive({ attachments: [image()] })
    bring(png)
    expect(await conversations.inlineImage(firstEmailId(), 'logo@x', { signal })).toEqual({
      type: 'image/png',
      bytes: png,
    })
    await expect(conversations.inlineImage(firstEmailId(), 'other@x', { signal })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it.each([
    ['an SVG that calls itself a PNG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'blocked'],
    ['an image of more than 10 MB', Buffer.alloc(10_000_001), 'too-large'],
  ])('refuses %s', async (_name, bytes, code) => {
    receive({ attachments: [image()] })
    bring(bytes)
    await expect(conversations.inlineImage(firstEmailId(), 'logo@x', { signal })).rejects.toMatchObject({
      code,
    })
  })
})
