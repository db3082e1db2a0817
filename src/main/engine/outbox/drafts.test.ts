import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateAccount } from '#engine/store/accounts.ts'
import { createBlobStore } from '#engine/store/blobs.ts'
import { namedBlobs } from '#engine/store/doctor.ts'
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
import { createDrafts, type Drafts } from './drafts.ts'

const { signal } = new AbortController()
const quiet = { signal, onProgress: () => {} }
const smtp = { host: 'smtp.shop.example', port: 465, security: 'tls', user: 'me@shop.example' } as const

let test: TestStore
let account: TestAccount
let conversation: { readonly key: number; readonly id: string }
let drafts: Drafts
let changes: object[]
beforeEach(() => {
  test = createTestStore()
  test.store.write(w => {
    account = addTestAccount(w)
    updateAccount(w, account.id, {
      name: 'Shop',
      address: 'me@shop.example',
      imap: { ...smtp, host: 'imap.shop.example' },
      smtp,
      bodyWindow: 'all',
      identities: [{ name: 'Shop', address: 'me@shop.example', addressKey: 'me@shop.example' }],
    })
    conversation = addTestConversation(w, account)
    deliver(
      w,
      testEmail(account, conversation.key, {
        messageId: 'second@customer.example',
        content: packTestContent({
          text: 'Where?',
          html: null,
          headers: 'References: <first@shop.example>\r\n <other@shop.example>\r\n',
        }),
        cc: [
          { name: 'Bo', address: 'bo@customer.example' },
          { name: '', address: 'ME@shop.example' },
        ],
      }),
      [{ mailbox: account.mailboxes.inbox }],
    )
  })
  changes = []
  drafts = createDrafts({
    store: test.store,
    clock: { now: () => noon },
    fetchAttachment: async () => {
      throw new Error('nothing to fetch here')
    },
    changed: change => changes.push(change),
    jobsWait: () => {},
  })
})
afterEach(() => test.remove())

describe('opening a draft', () => {
  it('answers the newest email of the conversation from the address that received it', () => {
    const draft = drafts.open({ kind: 'reply', conversationId: conversation.id })
    expect(draft.content).toMatchObject({
      to: [{ name: 'Ada Customer', address: 'ada@customer.example' }],
      cc: [],
      subject: 'Re: Question about my order',
    })
    expect(draft.content.identityId).not.toBeNull()
    expect(draft).toMatchObject({ conversationId: conversation.id, revision: 1, attachments: [] })
    expect(changes).toEqual([{ outbox: true, conversations: [conversation.id] }])
  })

  it('finds the one draft of a conversation again, whatever is asked for', () => {
    const first = drafts.open({ kind: 'reply', conversationId: conversation.id })
    const again = drafts.open({ kind: 'forward', conversationId: conversation.id })
    expect(again.id).toBe(first.id)
    expect(drafts.list()).toHaveLength(1)
  })

  it('takes only recipients, subject and text from a link, and the text as text (R-33)', () => {
    const { content } = drafts.open({
      kind: 'new',
      prefill: { to: [{ name: '', address: 'a@b.example' }], subject: 'Hi', text: '<img src=x>\nBye' },
    })
    expect(content).toMatchObject({ subject: 'Hi', html: '<p>&lt;img src=x&gt;</p><p>Bye</p>' })
  })

  it('answers to all with the others in copy, without oneself', () => {
    const draft = drafts.open({ kind: 'reply', conversationId: conversation.id })
    const wider = drafts.retarget(draft.id, 'reply-all')
    expect(wider).toMatchObject({
      kind: 'reply-all',
      content: { cc: [{ name: 'Bo', address: 'bo@customer.example' }] },
    })
  })
})

describe('a draft that is put away', () => {
  it('is gone from lists, touches nothing else, and comes back as it was', () => {
    const draft = drafts.open({ kind: 'reply', conversationId: conversation.id })
    drafts.save(draft.id, { ...draft.content, html: '<p>Soon</p>', text: 'Soon' })
    drafts.discard(draft.id)
    expect(drafts.list()).toEqual([])
    expect(() => drafts.save(draft.id, draft.content)).toThrow('not-found')
    expect(drafts.restore(draft.id).content.text).toBe('Soon')
    expect(drafts.list()).toMatchObject([{ id: draft.id, preview: 'Soon' }])
  })
})

describe('files of a draft', () => {
  it('are staged at once: the source may vanish, and the sweep of a next life leaves them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-file-'))
    const path = join(folder, 'Angebot “März”.pdf')
    writeFileSync(path, '%PDF-1.4 offer')
    const { id } = drafts.open({ kind: 'new' })
    const file = await drafts.attachFile({ id, path, inline: false }, quiet)
    rmSync(folder, { recursive: true })
    expect(file).toMatchObject({ name: 'Angebot “März”.pdf', type: 'application/pdf', sizeBytes: 14 })
    await createBlobStore(test.dataDir).sweep(namedBlobs(test.store.reader))
    const { path: kept } = drafts.file(file.id)
    expect(await readFile(kept, 'utf8')).toBe('%PDF-1.4 offer')
    drafts.detach(id, file.id)
    expect(drafts.get(id).attachments).toEqual([])
    expect(await createBlobStore(test.dataDir).sweep(namedBlobs(test.store.reader))).toBe(1)
  })

  it('keep a picture of the text for older revisions', async () => {
    const { id } = drafts.open({ kind: 'new' })
    const bytes = new Uint8Array([1, 2, 3])
    const picture = await drafts.attachBytes(
      { id, name: 'a.png', type: 'image/png', bytes, inline: true },
      { signal },
    )
    expect(picture.contentId).toMatch(/^[\da-z]{16}@parley\.invalid$/)
    drafts.detach(id, picture.id)
    expect(drafts.get(id).attachments).toEqual([picture])
  })

  it('bear names and types that can do no harm', async () => {
    const { id } = drafts.open({ kind: 'new' })
    const bytes = new Uint8Array([1])
    const file = await drafts.attachBytes(
      { id, name: '../../x\u202egpj.exe', type: 'text/html; charset="x"', bytes, inline: false },
      { signal },
    )
    expect(file).toMatchObject({ name: 'xgpj.exe', type: 'application/octet-stream' })
  })
})
