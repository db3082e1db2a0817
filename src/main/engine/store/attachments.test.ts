import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachmentsOf, type NewAttachment, setAttachmentBlob } from './attachments.ts'
import { putContent } from './emails.ts'
import {
  addTestAccount,
  addTestConversation,
  createTestStore,
  deliver,
  noon,
  packTestContent,
  type TestStore,
  testEmail,
} from './test-store.ts'

const part = (partId: string, change: Partial<NewAttachment> = {}): NewAttachment => ({
  partId,
  name: `part-${partId}.pdf`,
  type: 'application/pdf',
  sizeBytes: 100,
  inline: false,
  contentId: null,
  encoding: 'base64',
  ...change,
})

let test: TestStore
let emailKey: number
beforeEach(() => {
  test = createTestStore()
  emailKey = test.store.write(w => {
    const account = addTestAccount(w)
    const conversation = addTestConversation(w, account)
    return deliver(w, testEmail(account, conversation.key, { attachments: [part('2'), part('3')] }), [
      { mailbox: account.mailboxes.inbox },
    ])
  })
})
afterEach(() => test.remove())

const readAgain = (attachments: readonly NewAttachment[]) =>
  test.store.write(w =>
    putContent(w, emailKey, {
      content: packTestContent({ text: 'again', html: null }),
      bodyState: 'present',
      hasHtml: false,
      preview: 'again',
      bodyWords: 'again',
      attachments,
    }),
  )
const now = () => attachmentsOf(test.store.reader, emailKey)

describe('attachments of an email that is read again', () => {
  it('keep their ids and the bytes that are on disk', () => {
    const [first, second] = now()
    test.store.write(w =>
      setAttachmentBlob(w, first?.key ?? 0, {
        hash: 'a'.repeat(64),
        sizeBytes: 77,
        at: noon,
      }),
    )
    readAgain([part('2', { name: 'better name.pdf', sizeBytes: 90 }), part('3', { sizeBytes: 91 })])
    expect(now()).toMatchObject([
      { id: first?.id, name: 'better name.pdf', sizeBytes: 77, blobHash: 'a'.repeat(64) },
      { id: second?.id, sizeBytes: 91, blobHash: null },
    ])
  })

  it('go and come with the structure', () => {
    const [first] = now()
    readAgain([part('2'), part('2', { encoding: 'x-uuencode-block:1', name: 'inside.zip' })])
    expect(now().map(({ name }) => name)).toEqual(['part-2.pdf', 'inside.zip'])
    expect(now()[0]?.id).toBe(first?.id)
  })
})
