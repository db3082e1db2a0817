import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { planMailbox } from '#test/support/generated-conversations.ts'
import { buildEmail } from '#test/support/generated-email.ts'
import { htmlToText } from './html-text.ts'
import { parseMessage } from './parse.ts'
import { readMail } from './read-mail.ts'

const options = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true }
const words = (text: string) => text.replace(/\s+/g, ' ').trim()
const address = (value: { readonly address?: string | undefined }) => value.address ?? ''

describe('two readers of the same mail (ADR 0002)', () => {
  it('agree on 300 generated messages in many charsets and encodings', async () => {
    const { emails } = planMailbox({
      count: 300,
      seed: 11,
      endsAt: Date.UTC(2026, 0, 1),
      address: 'hello@parley.test',
    })
    for (const { email } of emails) {
      const { raw } = buildEmail({ ...email, attachmentBytes: Math.min(email.attachmentBytes, 5_000) })
      const ours = parseMessage(raw, { sizeBytes: raw.length })
      const theirs = await simpleParser(raw, options)
      expect(ours.problems).toEqual([])
      expect(ours.headers.subject).toBe(words(theirs.subject ?? ''))
      expect(ours.headers.from.map(address)).toEqual(theirs.from?.value.map(address))
      expect(`<${ours.headers.messageId}>`).toBe(theirs.messageId)
      expect(ours.headers.sentAt).toBe(theirs.date?.getTime())
      expect(words(ours.text ?? '')).toBe(words(theirs.text ?? ''))
      expect(words(htmlToText(ours.html ?? ''))).toBe(words(htmlToText(theirs.html || '')))
      expect(ours.attachments.map(({ name, type }) => [name, type])).toEqual(
        theirs.attachments.map(({ filename, contentType }) => [filename, contentType]),
      )
      for (const [index, attachment] of ours.attachments.entries()) {
        expect(Math.abs((attachment.sizeBytes ?? 0) - (theirs.attachments[index]?.size ?? 0))).toBeLessThan(
          100,
        )
      }
    }
  })

  it('share the work: what baffles the first goes to the second', async () => {
    const raw = Buffer.from(
      'Subject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\nno part in sight\r\n',
    )
    const email = await readMail({ raw, sizeBytes: raw.length, receivedAt: 0 })
    expect(email.headers.subject).toBe('s')
    expect(email.preview).toBe('no part in sight')
  })
})
