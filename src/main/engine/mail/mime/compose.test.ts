import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildMail, refusalOf } from '#test/support/outgoing-mail.ts'
import { parseHeaders } from './headers.ts'
import { parseMessage } from './parse.ts'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-compose-'))
  file = join(folder, 'file')
  await writeFile(file, 'some bytes')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const attached = (change: object = {}) => ({
  name: 'a.pdf',
  type: 'application/pdf',
  sizeBytes: 10,
  contentId: null,
  path: file,
  ...change,
})
const address = (value: string) => [{ name: '', address: value }]

describe('what a mail says', () => {
  it('has UTC, our id, no Bcc and nothing about the program or the computer', async () => {
    const { head, text, envelope } = await buildMail({ bcc: address('secret@boss.example') })
    expect(Object.fromEntries(head.map(({ name, value }) => [name, value]))).toEqual({
      from: 'Anna Lund <anna@lund.example>',
      to: 'Bo <bo@customer.example>',
      subject: 'Your order',
      'message-id': '<abc@lund.example>',
      date: 'Sun, 03 May 2026 12:05:09 +0000',
      'mime-version': '1.0',
      'content-type': 'text/plain; charset=utf-8',
      'content-transfer-encoding': '7bit',
    })
    expect(text).not.toContain('secret')
    expect(envelope).toEqual({
      from: 'anna@lund.example',
      to: ['bo@customer.example', 'secret@boss.example'],
    })
  })

  it('names nobody where all are hidden, and everybody once in the envelope', async () => {
    const hidden = await buildMail({ to: [], bcc: address('secret@boss.example') })
    expect(hidden.head.find(field => field.name === 'to')?.value).toBe('"undisclosed-recipients":;')
    const twice = await buildMail({ cc: address('BO@customer.example'), bcc: address('bo@CUSTOMER.example') })
    expect(twice.envelope.to).toEqual(['bo@customer.example'])
  })

  it('writes domains in ASCII, and in Unicode where the local part needs it', async () => {
    const { envelope, raw } = await buildMail({
      to: [...address('bo@bücher.example'), ...address('jörg@bücher.example')],
    })
    expect(envelope.to).toEqual(['bo@xn--bcher-kva.example', 'jörg@bücher.example'])
    expect(parseHeaders(raw).to.map(one => one.address)).toEqual(envelope.to)
  })

  it('keeps the Bcc and the mark of a draft, which may be incomplete', async () => {
    const { head, envelope } = await buildMail({
      draftMark: 'draft-1/7',
      from: null,
      to: [...address('half'), ...address('bo@customer.example')],
      bcc: address('secret@boss.example'),
    })
    const field = (name: string) => head.find(one => one.name === name)?.value
    expect(field('x-parley-draft')).toBe('draft-1/7')
    expect(field('bcc')).toBe('secret@boss.example')
    expect(field('to')).toBe('bo@customer.example')
    expect(field('from')).toBeUndefined()
    expect(envelope.from).toBe('')
    expect((await buildMail({ draftMark: 'd/1', to: [] })).envelope.to).toEqual([])
  })

  it('draws inline images in the HTML and attaches what the HTML does not draw', async () => {
    const image = (id: string) => attached({ name: `${id}.png`, type: 'image/png', contentId: id })
    const { raw } = await buildMail({
      html: '<p>See <img src="cid:one@x" alt="One" onerror="x"><img src="https://t.example/p.gif"></p>',
      attachments: [image('one@x'), image('two@x'), attached()],
    })
    const read = parseMessage(raw, { sizeBytes: raw.length })
    expect(read.attachments.map(one => [one.name, one.contentId, one.disposition])).toEqual([
      ['one@x.png', 'one@x', 'inline'],
      ['two@x.png', null, 'attachment'],
      ['a.pdf', null, 'attachment'],
    ])
    expect(read.html).toContain('<img src="cid:one@x" alt="One">')
    expect(read.html).not.toContain('t.example')
    expect(read.text?.trim()).toBe('See [One]')
  })

  it('sends a message inside a message only as it can travel', async () => {
    const inside = async (content: string) => {
      const path = join(folder, 'mail.eml')
      await writeFile(path, content)
      const { raw } = await buildMail({
        attachments: [
          attached({ name: 'mail.eml', type: 'message/rfc822', path, sizeBytes: Buffer.byteLength(content) }),
        ],
      })
      return raw.toString('latin1')
    }
    expect(await inside('Subject: x\r\n\r\nHello\r\n')).toContain('Content-Type: message/rfc822')
    for (const odd of ['Subject: é\r\n\r\nHello\r\n', 'Subject: x\n\nHello\n', `a: ${'x'.repeat(999)}\r\n`])
      expect(await inside(odd)).toContain('Content-Type: application/octet-stream; name=mail.eml')
  })

  it('fails rather than send another file than was attached', async () => {
    const other = async (change: object) => refusalOf({ attachments: [attached(change)] })
    expect(await other({ sizeBytes: 11 })).toBe('unreadable attachment: another length')
    expect(await other({ path: join(folder, 'gone') })).toBe('not-found attachment')
  })
})
