import { describe, expect, it } from 'vitest'
import { corpusEmails } from '#test/support/corpus.ts'
import { hasCorpus } from '#test/support/oracles.ts'
import { type ParsedEmail, parseMessage } from './parse.ts'

const read = (raw: Buffer): ParsedEmail => parseMessage(raw, { sizeBytes: raw.length })
const mail = (...lines: readonly string[]): ParsedEmail =>
  read(Buffer.from(`From: Ann <ann@shop.example>\r\n${lines.join('\r\n')}\r\n`, 'latin1'))
const mixed = (...part: readonly string[]): ParsedEmail =>
  mail(
    'Content-Type: multipart/mixed; boundary=edge',
    '',
    '--edge',
    '',
    'see below',
    '--edge',
    ...part,
    '--edge--',
  )

describe('R-54: messages that stand for something else are attachments', () => {
  it('a piece of a message is listed, and not put together with others', () => {
    const email = mail(
      'Content-Type: message/partial; id="whole@shop.example"; number=1; total=2',
      '',
      'Subject: the whole',
      'Content-Type: text/html',
      '',
      '<p>half a',
    )
    expect(email.attachments).toMatchObject([{ partId: '1', type: 'message/partial' }])
    expect(email).toMatchObject({ text: null, html: null })
    expect(email.headers.subject).toBe('')
  })
  it.each([
    'local-file; name="/etc/passwd"',
    'URL; URL="http://host.example/x"',
    'anon-ftp; site=host.example; name=x',
  ])('what lies elsewhere is listed, and never fetched: %s', access => {
    const email = mixed(
      `Content-Type: message/external-body; access-type=${access}`,
      '',
      'Content-Type: image/gif',
      'Content-ID: <x@shop.example>',
      '',
      'THIS IS NOT REALLY THE BODY',
    )
    expect(email.text).toBe('see below')
    expect(email.attachments).toMatchObject([{ partId: '2', type: 'message/external-body' }])
    expect(email.attachments[0]?.name).not.toMatch(/[/\\]/)
  })
  it('a winmail.dat is listed by its type, whatever its name', () => {
    const email = mixed(
      'Content-Type: application/ms-tnef',
      'Content-Transfer-Encoding: base64',
      '',
      'eJ8+Ig==',
    )
    expect(email.attachments).toMatchObject([
      { partId: '2', name: 'winmail.dat', type: 'application/ms-tnef' },
    ])
  })
  it('a forwarded mail is listed, and only searched', () => {
    const email = mixed(
      'Content-Type: message/rfc822',
      '',
      'From: b@shop.example',
      'Subject: Old',
      '',
      'inner words',
    )
    expect(email.attachments).toMatchObject([{ partId: '2', name: 'Old.eml', type: 'message/rfc822' }])
    expect(email.text).toBe('see below')
    expect(email.embeddedText).toContain('inner words')
  })
  it.runIf(hasCorpus)('in every mail of the corpus that has such parts', () => {
    const found = corpusEmails().filter(({ raw }) =>
      /^content-type:\s{0,5}message\/(?:partial|external-body)/im.test(raw.toString('latin1', 0, 100_000)),
    )
    expect(found.length).toBeGreaterThan(1)
    const listed = found.filter(({ raw }) =>
      read(raw).attachments.some(({ type }) => /^message\/(?:partial|external-body|rfc822)$/.test(type)),
    )
    expect(listed.map(({ name }) => name)).toEqual(found.map(({ name }) => name))
  })
})

describe('a mail whose end is missing keeps what came (R-65)', () => {
  const picture = [
    'Content-Type: image/png; name=a.png',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBORw0KGgo=',
  ]
  const whole = [
    'Content-Type: multipart/mixed; boundary=edge',
    '',
    '--edge',
    'Content-Type: multipart/alternative; boundary=inner',
    '',
    '--inner',
    '',
    'words',
    '--inner',
    'Content-Type: text/html',
    '',
    '<p>words</p>',
  ]
  it('without the end of the inner parts', () => {
    const email = mail(...whole, '--edge', ...picture, '--edge--')
    expect(email.text).toBe('words')
    expect(email.html).toContain('<p>words</p>')
    expect(email.attachments).toMatchObject([{ name: 'a.png' }])
  })
  it('without the end of all parts', () => {
    const email = mail(...whole, '--inner--', '--edge', ...picture)
    expect(email.text).toBe('words')
    expect(email.attachments).toMatchObject([{ name: 'a.png' }])
  })
  it('cut in the middle of a header, a delimiter or a coded line', () => {
    const bytes = Buffer.from(
      [`From: a@b.example`, ...whole, '--inner--', '--edge', ...picture].join('\r\n'),
      'latin1',
    )
    for (let end = 120; end < bytes.length; end += 1) {
      const email = read(bytes.subarray(0, end))
      expect(email.problems, `cut at ${end}`).not.toContain('unreadable')
      if (end > 190) expect(`${email.text ?? ''}${email.html ?? ''}`, `cut at ${end}`).toContain('words')
    }
  })
  it('where lines end with CR alone', () => {
    const text = ['From: a@b.example', ...whole, '--inner--', '--edge', ...picture].join('\r')
    const email = read(Buffer.from(text, 'latin1'))
    expect(email.text).toBe('words')
    expect(email.attachments).toMatchObject([{ name: 'a.png', sizeBytes: 8 }])
  })
})
