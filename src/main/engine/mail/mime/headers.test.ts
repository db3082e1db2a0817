import { describe, expect, it } from 'vitest'
import { parseHeaders } from './headers.ts'

const parse = (...lines: readonly (string | Buffer)[]) =>
  parseHeaders(Buffer.concat(lines.flatMap(line => [Buffer.from(line as string), Buffer.from('\r\n')])))
const latin1 = (text: string) => Buffer.from(text, 'latin1')

describe('one rule for headers that appear twice (R-27)', () => {
  it('takes the first everywhere and says so', () => {
    const headers = parse(
      'From: Attacker <any@attack.example>',
      'Subject: first',
      'Date: Mon, 2 Feb 2026 10:00:00 +0000',
      'Message-ID: <1@x>',
      'Reply-To: a@x',
      'From: Admin <admin@legitimate.example>',
      'Subject: second',
      'Date: Mon, 2 Feb 2015 10:00:00 +0000',
      'Message-ID: <2@x>',
      'Reply-To: b@x',
    )
    expect(headers.from).toEqual([{ name: 'Attacker', address: 'any@attack.example' }])
    expect([headers.subject, headers.messageId, headers.replyTo[0]?.address]).toEqual(['first', '1@x', 'a@x'])
    expect(headers.sentAt).toBe(Date.UTC(2026, 1, 2, 10))
    expect(headers.malformed).toEqual([
      'duplicate-from',
      'duplicate-subject',
      'duplicate-date',
      'duplicate-message-id',
      'duplicate-reply-to',
    ])
  })
  it('joins recipients that are spread over several headers', () => {
    expect(parse('From: a@x', 'To: b@x', 'To: c@x, d@x').to.map(to => to.address)).toEqual([
      'b@x',
      'c@x',
      'd@x',
    ])
  })
  it('tells a mail of several authors', () => {
    expect(parse('From: a@x, b@x', 'Date: 2 Feb 2026 10:00:00 +0000').malformed).toEqual(['several-authors'])
  })
})

describe('text of headers (R-28)', () => {
  it('decodes words, also those split inside a character', () => {
    expect(parse('Subject: =?utf-8?B?w7xi?= =?utf-8?Q?er_M?= =?UTF-8?B?w7w=?= Rest').subject).toBe(
      'über Mü Rest',
    )
    expect(parse('Subject: =?utf-8?Q?M=C3?=', ' =?utf-8?Q?=BC?=').subject).toBe('Mü')
    expect(parse('Subject: =?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=').subject).toBe('テスト')
    expect(parse('Subject: =?utf-8*en?q?tagged?=').subject).toBe('tagged')
  })
  it('reads a raw byte inside an encoded word in its charset', () => {
    expect(parse(latin1('Subject: =?iso-8859-1?Q?Fr\xf6sche?=')).subject).toBe('Frösche')
  })
  it('reads raw bytes as UTF-8, else as the declared charset, else by their look', () => {
    expect(parse('Subject: Grüße').subject).toBe('Grüße')
    expect(
      parse(latin1('Subject: \xcd\xcf\xd3\xcb\xd7\xc1'), 'Content-Type: text/plain; charset=koi8-r').subject,
    ).toBe('москва')
    expect(parse(latin1('Subject: Gr\xfc\xdfe')).subject).toBe('Grüße')
  })
  it('reads UTF-7 where it is declared and never guesses it', () => {
    expect(parse('Subject: =?utf-7?Q?+APw-ber?=').subject).toBe('über')
    expect(parse('Subject: +ADw-script+AD4-').subject).toBe('+ADw-script+AD4-')
  })
  it('lets no control, line break, bidi or tag character through', () => {
    const { subject, from } = parse(
      'From: =?utf-8?Q?Ann=00=0AX?= <a@x>',
      'Subject: a\x00\x1b[31m=?utf-8?Q?=0D=0ABcc:_x=00?= =?utf-8?Q?=E2=80=AEgpj.exe=F3=A0=81=A1?=',
    )
    expect(subject).toBe('a[31m Bcc: xgpj.exe')
    expect(from[0]?.name).toBe('Ann X')
  })
  it('keeps what joins emoji and letters', () => {
    expect(parse('Subject: 👩‍💻 می‌خواهم').subject).toBe('👩‍💻 می‌خواهم')
    expect(parse('Subject: pay\u200dpal \u200b\u2060ok').subject).toBe('paypal ok')
  })
  it('unfolds, also what is folded at an empty line of spaces', () => {
    expect(parse('Subject: one', '\ttwo', '   ', ' three').subject).toMatch(/^one\s+two\s+three$/)
  })
})

describe('where headers end', () => {
  it.each([
    ['bare line feeds', 'Subject: s\nTo: a@x\n\nbody: no\nCc: b@x\n'],
    ['an mbox line in front', 'From ann@x Mon Feb 2 10:00:00 2026\r\nSubject: s\r\nTo: a@x\r\n\r\n'],
    ['a byte order mark in front', '\ufeffSubject: s\r\nTo: a@x\r\n\r\n'],
    ['spaces in front of the first', ' Subject: s\r\nTo: a@x\r\n\r\n'],
    ['spaces before the colon', 'Subject : s\r\nTo\t: a@x\r\n\r\n'],
    [
      'a value that a relay broke',
      'Subject: s\r\nX-Long: abc\r\nbroken without indent\r\nContent-Type: text/plain\r\nTo: a@x\r\n\r\n',
    ],
  ])('with %s', (_, block) => {
    const headers = parse(block)
    expect([headers.subject, headers.to[0]?.address, headers.cc]).toEqual(['s', 'a@x', []])
  })
  it('at the first line that cannot be one', () => {
    const headers = parse('Subject: s', 'this is the body already', 'To: not@this')
    expect([headers.subject, headers.to]).toEqual(['s', []])
    expect(headers.malformed).toContain('header-without-end')
  })
})

describe('message ids', () => {
  it('come without brackets, in order, each once', () => {
    const headers = parse(
      'References: <a@x> <b@x>',
      ' <a@x>',
      'In-Reply-To: Your message of "Mon" <c@x>',
      'Message-ID: < d@x >',
    )
    expect([headers.references, headers.inReplyTo, headers.messageId]).toEqual([
      ['a@x', 'b@x'],
      ['c@x'],
      'd@x',
    ])
  })
  it('are taken without brackets too', () => {
    const headers = parse('Message-ID: bare-id', 'In-Reply-To: a@x, b@x', 'References: word c@x')
    expect([headers.messageId, headers.inReplyTo, headers.references]).toEqual([
      'bare-id',
      ['a@x', 'b@x'],
      ['c@x'],
    ])
  })
  it('keep both ends of an endless thread', () => {
    const all = Array.from({ length: 3_000 }, (_, index) => `<${index}@x>`).join(' ')
    const { references } = parse(`References: ${all}`)
    expect([references.length, references[0], references.at(-1)]).toEqual([400, '0@x', '2999@x'])
  })
  it('longer than a line can be are none', () => {
    expect(parse(`Message-ID: <${'x'.repeat(2_000)}@x>`).messageId).toBeNull()
  })
})

describe('automated mail', () => {
  it.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated (rejected)',
    'List-Id: Friends <friends.example.org>',
    'Precedence: bulk',
    'Precedence: auto_reply',
    'X-Autoreply: yes',
    'X-Autorespond: ',
    'Return-Path: <>',
    'Content-Type: multipart/report; report-type=delivery-status',
  ])('is known by %s', line => {
    expect(parse('From: a@x', line).automated).toBe(line !== 'X-Autorespond: ')
  })
  it.each([
    'Auto-Submitted: no',
    'Precedence: first-class',
    'X-Autoreply: no',
    'Return-Path: <a@x>',
    'Content-Type: text/plain',
  ])('is not known by %s', line => {
    expect(parse('From: a@x', line).automated).toBe(false)
  })
  it('names its list', () => {
    const headers = parse(
      'List-Id: =?utf-8?q?Fr=C3=B6sche?= <Frogs.Example.org>',
      'List-Post: <mailto:frogs@example.org?subject=x>',
    )
    expect([headers.listId, headers.listPost]).toEqual(['frogs.example.org', 'frogs@example.org'])
    expect(parse('List-Post: NO').listPost).toBeNull()
  })
})
