import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { attachmentsOf, setAttachmentBlob } from '#engine/store/attachments.ts'
import { getConversation } from '#engine/store/conversation-thread.ts'
import type { NewEmail } from '#engine/store/emails.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  type TestAccount,
  type TestStore,
  testEmail,
} from '#engine/store/test-store.ts'
import { silentLog } from '#shared/log.ts'
import { type AttachmentSource, type Attachments, createAttachments } from './attachments.ts'
import { type AttachmentReader, createAttachmentReader } from './reader.ts'

const { signal } = new AbortController()
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let test: TestStore
let account: TestAccount
let conversation: { readonly key: number; readonly id: string }
let changes: (readonly string[])[]
let reader: AttachmentReader
let attachments: Attachments
const fetchAttachment = vi.fn<AttachmentSource['fetchAttachment']>()

beforeEach(() => {
  test = createTestStore()
  test.store.write(w => {
    account = addTestAccount(w)
    conversation = addTestConversation(w, account)
  })
  changes = []
  fetchAttachment.mockReset()
  reader = createAttachmentReader({
    workerUrl: new URL('./worker.ts', import.meta.url),
    log: silentLog,
  })
  attachments = createAttachments({
    store: test.store,
    source: { fetchAttachment },
    reader,
    clock: { now: () => noon },
    changed: change => changes.push(change.conversations),
  })
})
afterEach(async () => {
  await reader.close()
  test.remove()
})

const waiting = { signal, onProgress: () => {} }

/** Receives an email with this file, which the server hands out when asked. Answers the attachment's id. */
const receive = (name: string, type: string, bytes: Uint8Array): string => {
  const change: Partial<NewEmail> = {
    attachments: [
      {
        partId: '2',
        name,
        type,
        sizeBytes: bytes.length,
        inline: false,
        contentId: null,
        encoding: 'base64',
      },
    ],
  }
  const key = test.store.write(w =>
    deliver(w, testEmail(account, conversation.key, change), [{ mailbox: account.mailboxes.inbox }]),
  )
  fetchAttachment.mockImplementation(async (attachmentKey, options) => {
    const blob = await test.store.blobs.write(bytes, options)
    test.store.write(w => setAttachmentBlob(w, attachmentKey, { ...blob, at: noon }))
    options.onProgress({ doneBytes: bytes.length, totalBytes: bytes.length })
    return blob
  })
  return attachmentsOf(test.store.reader, key)[0]?.id ?? ''
}
const listed = () => getConversation(test.store.reader, conversation.id).emails[0]?.attachments[0]

it('brings an attachment once, then finds it on disk', async () => {
  const id = receive('logo.png', 'image/png', png)
  const onProgress = vi.fn()
  const first = await attachments.fetch({ attachmentId: id }, { signal, onProgress })
  expect(first).toMatchObject({ name: 'logo.png', type: 'image/png', kind: 'image', sizeBytes: png.length })
  expect(onProgress).toHaveBeenCalledWith({ doneBytes: png.length, totalBytes: png.length })
  expect(await attachments.fetch({ attachmentId: id }, { signal, onProgress })).toEqual(first)
  expect(fetchAttachment).toHaveBeenCalledTimes(1)
})

it('R-38: says what the bytes are once they are here, and tells the list', async () => {
  const id = receive('invoice.pdf', 'application/pdf', Buffer.from('MZ\x90\0\x03\0\0\0 This program cannot'))
  expect(listed()).toMatchObject({ kind: 'pdf', openable: true, disguised: false, onDisk: false })
  expect(await attachments.fetch({ attachmentId: id }, waiting)).toMatchObject({
    type: 'application/x-msdownload',
    kind: 'program',
    openable: false,
    disguised: true,
  })
  expect(listed()).toMatchObject({ kind: 'program', openable: false, disguised: true, onDisk: true })
  expect(changes).toEqual([[conversation.id]])
})

it('answers not-found for what is gone, and for entries that no container has', async () => {
  await expect(attachments.fetch({ attachmentId: 'gone' }, waiting)).rejects.toMatchObject({
    code: 'not-found',
  })
  const id = receive('logo.png', 'image/png', png)
  await expect(attachments.fetch({ attachmentId: id, entry: [0] }, waiting)).rejects.toMatchObject({
    code: 'not-found',
  })
})

it('reads a forwarded email, and takes out what is attached to it', async () => {
  const inner = [
    'From: Ada <ada@inner.example>',
    'To: bo@inner.example',
    'Subject: The plan',
    'Date: Mon, 02 Nov 2026 10:00:00 +0000',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'See the plan.',
    '--b',
    'Content-Type: image/png; name="../plan.png"',
    'Content-Disposition: attachment; filename="../plan.png"',
    'Content-Transfer-Encoding: base64',
    '',
    png.toString('base64'),
    '--b--',
    '',
  ].join('\r\n')
  const id = receive('The plan.eml', 'message/rfc822', Buffer.from(inner))
  expect(await attachments.contents({ attachmentId: id }, { signal })).toMatchObject({
    kind: 'email',
    from: 'Ada <ada@inner.example>',
    to: 'bo@inner.example',
    subject: 'The plan',
    sentAt: Date.UTC(2026, 10, 2, 10),
    text: 'See the plan.',
    entries: [{ index: 0, name: 'plan.png', kind: 'image', sizeBytes: png.length, openable: true }],
  })
  const found = await attachments.fetch({ attachmentId: id, entry: [0] }, waiting)
  expect(found).toMatchObject({ name: 'plan.png', type: 'image/png', sizeBytes: png.length })
  expect(test.store.blobs.has(found.path.slice(-65).replace('/', ''))).toBe(true)
})

it('reads an email in an email, and takes a file out of it by its way', async () => {
  const file = ['Content-Type: text/plain', 'Content-Disposition: attachment; filename=deep.txt', '', 'deep']
  const wrap = (boundary: string, subject: string, part: readonly string[]) => [
    `Subject: ${subject}`,
    `Content-Type: multipart/mixed; boundary=${boundary}`,
    '',
    `--${boundary}`,
    ...part,
    `--${boundary}--`,
  ]
  const inner = ['Content-Type: message/rfc822', '', ...wrap('inner', 'Inner', file)]
  const id = receive('outer.eml', 'message/rfc822', Buffer.from(wrap('outer', 'Outer', inner).join('\r\n')))
  expect(await attachments.contents({ attachmentId: id, entry: [0] }, { signal })).toMatchObject({
    kind: 'email',
    subject: 'Inner',
    entries: [{ name: 'deep.txt' }],
  })
  expect(await attachments.fetch({ attachmentId: id, entry: [0, 0] }, waiting)).toMatchObject({
    name: 'deep.txt',
    sizeBytes: 4,
  })
  await expect(
    attachments.fetch({ attachmentId: id, entry: [0, 0, 0, 0, 0] }, waiting),
  ).rejects.toMatchObject({ code: 'too-large' })
})

it('R-39: shows HTML and SVG as text only', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const id = receive('logo.svg', 'image/svg+xml', Buffer.from(svg))
  expect(await attachments.contents({ attachmentId: id }, { signal })).toEqual({
    kind: 'text',
    text: svg,
    truncated: false,
  })
})

const invitation = (rule: string) =>
  Buffer.from(
    [
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'SUMMARY:Bomb',
      'DTSTART:20260301T100000Z',
      rule,
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n'),
  )

it('R-53: a rule that never fits costs its dates, not the invitation', { timeout: 20_000 }, async () => {
  const rule = 'RRULE:FREQ=SECONDLY;COUNT=999999999;BYMONTH=2;BYMONTHDAY=31'
  const id = receive('invite.ics', 'text/calendar', invitation(rule))
  expect(await attachments.contents({ attachmentId: id }, { signal })).toMatchObject({
    kind: 'events',
    events: [{ summary: 'Bomb', method: 'REQUEST', startsAt: Date.UTC(2026, 2, 1, 10), next: [] }],
  })
})

it('R-53: of an event that repeats each second ten dates are shown, from the first thousand', async () => {
  const id = receive('invite.ics', 'text/calendar', invitation('RRULE:FREQ=SECONDLY'))
  // The thousandth second is long over at noon of the tenth.
  expect(await attachments.contents({ attachmentId: id }, { signal })).toMatchObject({
    events: [{ next: [] }],
  })
  const daily = receive('invite.ics', 'text/calendar', invitation('RRULE:FREQ=DAILY'))
  const contents = await attachments.contents({ attachmentId: daily }, { signal })
  expect(contents).toMatchObject({ events: [{ next: { length: 10 } }] })
})

it('R-54: message/partial and external-body stay attachments that nobody looks into', async () => {
  for (const type of ['message/partial', 'message/external-body']) {
    const id = receive('attachment', type, Buffer.from('Content-Type: image/gif\r\n\r\n'))
    expect(await attachments.contents({ attachmentId: id }, { signal })).toEqual({ kind: 'none' })
  }
})

it('R-68: an archive is not opened', async () => {
  const id = receive('all.zip', 'application/zip', Buffer.from('PK\x03\x04\x14\0\0\0\0\0'))
  expect(await attachments.contents({ attachmentId: id }, { signal })).toEqual({ kind: 'none' })
})
