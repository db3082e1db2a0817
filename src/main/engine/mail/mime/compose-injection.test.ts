import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildMail, refusalOf } from '#test/support/outgoing-mail.ts'
import { createRandom } from '#test/support/random.ts'
import type { OutgoingMail } from './compose.ts'
import { parseHeaders } from './headers.ts'

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
const named = (value: string) => [{ name: value, address: 'x@y.example' }]
const evil = '\r\nBcc: evil@evil.example'

describe('R-47: nothing that is put into a header gets out of it', () => {
  it.each<[string, () => Partial<OutgoingMail>, string]>([
    ['subject', () => ({ subject: `Hi${evil}` }), 'subject'],
    ['subject with LF alone', () => ({ subject: 'Hi\nBcc: evil@evil.example' }), 'subject'],
    ['subject with CR alone', () => ({ subject: 'Hi\rBcc: evil@evil.example' }), 'subject'],
    ['subject with NUL', () => ({ subject: 'Hi\0' }), 'subject'],
    ['subject that ends the head', () => ({ subject: 'Hi\r\n\r\nbody' }), 'subject'],
    ['name of the sender', () => ({ from: { name: `A${evil}`, address: 'a@b.example' } }), 'from'],
    ['address of the sender', () => ({ from: { name: '', address: `a@b.example${evil}` } }), 'from'],
    ['name of a recipient', () => ({ to: named(`A${evil}`) }), 'to'],
    ['address of a recipient', () => ({ to: address(`d@e.example${evil}`) }), 'to'],
    ['two addresses for one', () => ({ to: address('d@e.example evil@evil.example') }), 'to'],
    ['two brackets for one', () => ({ to: address('<d@e.example><evil@evil.example>') }), 'to'],
    ['a comma between', () => ({ to: address('d@e.example,evil@evil.example') }), 'to'],
    ['name of a copy', () => ({ cc: named(`A${evil}`) }), 'cc'],
    ['address of a blind copy', () => ({ bcc: address(`d@e.example>${evil}`) }), 'bcc'],
    ['answer address', () => ({ replyTo: address(`d@e.example${evil}`) }), 'replyTo'],
    ['message id', () => ({ messageId: `a@b>${evil}` }), 'messageId'],
    ['answered id', () => ({ inReplyTo: `a@b${evil}` }), 'inReplyTo'],
    ['references', () => ({ references: ['a@b', `c@d${evil}`] }), 'references'],
    ['draft mark', () => ({ draftMark: `a/1${evil}` }), 'draftMark'],
    ['file name', () => ({ attachments: [attached({ name: `a.pdf"${evil}` })] }), 'attachments.name'],
    ['file type', () => ({ attachments: [attached({ type: `text/plain${evil}` })] }), 'attachments.type'],
    [
      'content id',
      () => ({ attachments: [attached({ contentId: `a@b>${evil}` })] }),
      'attachments.contentId',
    ],
    ['path', () => ({ attachments: [attached({ path: 'https://evil.example/x' })] }), 'attachments.path'],
    ['date', () => ({ date: Number.NaN }), 'date'],
    ['nobody', () => ({ to: [] }), 'recipients'],
    ['no sender', () => ({ from: null }), 'from'],
  ])('%s', async (_name, change, field) => {
    expect(await refusalOf(change())).toBe(`invalid-request ${field}`)
  })

  it('random strings in every field add no field and no recipient', async () => {
    const random = createRandom(47)
    const pieces = [
      ...[
        'a',
        'Z',
        ' ',
        '  ',
        '\t',
        '"',
        "'",
        '\\',
        '<',
        '>',
        '(',
        ')',
        ',',
        ';',
        ':',
        '@',
        '.',
        '=',
        '?',
        '=',
      ],
      ...[
        '=?utf-8?Q?=0D=0ABcc:?=',
        '=?',
        'é',
        '漢',
        '😀',
        '\u202e',
        '\u2028',
        '\u0085',
        '\ud800',
        '\x7f',
        '\x0b',
      ],
      ...[
        'Bcc: e@e.example',
        'boundary=x',
        '%0d%0a',
        '\\r\\n',
        '--',
        'x'.repeat(90),
        '&',
        '\u00a0',
        '\u200b',
        '*',
      ],
      ...['\r\n', '\n', '\0'],
    ]
    const text = (most: number) =>
      Array.from({ length: random.between(0, most) }, () =>
        random.chance(0.02) ? random.pick(['\r', '\n', '\0']) : random.pick(pieces.slice(0, -3)),
      ).join('')
    let built = 0
    for (let round = 0; round < 400; round++) {
      const person = () => ({ name: text(12), address: random.chance(0.1) ? text(5) : 'x@y.example' })
      const change = {
        from: { name: text(12), address: 'anna@lund.example' },
        to: [person(), { name: text(4), address: 'two@y.example' }],
        cc: [{ name: text(8), address: 'cc@y.example' }],
        bcc: [{ name: text(8), address: 'hidden@y.example' }],
        subject: text(30),
        text: text(60),
        html: random.chance(0.5) ? text(60) : null,
        inReplyTo: text(3),
        references: [text(3), 'known@y.example', text(3)],
        attachments: random.chance(0.3)
          ? [attached({ name: text(20), type: random.pick(['text/html', 'image/png', text(4)]) })]
          : [],
      } satisfies Partial<OutgoingMail>
      const outcome = await buildMail(change).catch((error: { code: string }) => error.code)
      if (typeof outcome === 'string') {
        expect(outcome).toBe('invalid-request')
        continue
      }
      built++
      const names = outcome.head.map(field => field.name)
      expect(new Set(names).size).toBe(names.length)
      expect(names.filter(name => /bcc|evil|^x-/.test(name))).toEqual([])
      const read = parseHeaders(outcome.raw)
      const asked = [...new Set(change.to.map(one => one.address))]
      expect(read.to.map(one => one.address)).toEqual(asked)
      expect(read.cc.map(one => one.address)).toEqual(['cc@y.example'])
      expect(outcome.envelope.to).toEqual([...asked, 'cc@y.example', 'hidden@y.example'])
      expect(outcome.text).not.toContain('hidden@y.example')
    }
    expect(built).toBeGreaterThan(100)
  })
})

describe('R-47: bodies that smuggle', () => {
  it.each([
    ['a dot between bare LF', 'a\n.\nMAIL FROM:<x@y.example>'],
    ['a dot between bare CR', 'a\r.\rMAIL FROM:<x@y.example>'],
    ['mixed breaks', 'a\r\r\n\n.\r\nQUIT'],
    ['CR, dot, CRLF', 'a\r.\r\nb'],
    ['CRLF dot CRLF', 'a\r\n.\r\nb'],
    ['NUL', 'a\0b\n.\0\n'],
    ['a long line', 'x'.repeat(5_000)],
    ['a long line in another script', '漢'.repeat(5_000)],
    ['other line ends', 'a\u2028.\u0085b\u2029c\x0b.\x0c'],
    ['a lone surrogate', 'a\ud800b'],
    ['a line that opens a mailbox file', 'a\nFrom here on\n'],
  ])('%s: CRLF alone, no NUL, no line over 998 bytes', async (_name, body) => {
    for (const html of [null, `<p>${body}</p><pre>${body}</pre>`]) {
      const { text } = await buildMail({ text: body, html })
      expect(text).not.toMatch(/(?<!\r)\n|\r(?!\n)|\0/)
      expect(text.endsWith('\r\n')).toBe(true)
      expect(Math.max(...text.split('\r\n').map(line => line.length))).toBeLessThanOrEqual(998)
    }
  })
})
