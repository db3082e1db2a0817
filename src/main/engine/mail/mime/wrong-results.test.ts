import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpusFolder, hasCorpus } from '#test/support/oracles.ts'
import { type ParsedEmail, parseMessage } from './parse.ts'

/** What other parsers get wrong (threats.md §5): each with a message of our own, and with the real one where it is. */
const read = (raw: Buffer): ParsedEmail => parseMessage(raw, { sizeBytes: raw.length })
const lines = (...text: readonly string[]): ParsedEmail =>
  read(Buffer.from(`${text.join('\r\n')}\r\n`, 'latin1'))
const corpus = (name: string): ParsedEmail => read(readFileSync(join(corpusFolder, name)))
const addresses = (email: ParsedEmail): readonly string[] => email.headers.from.map(({ address }) => address)
const names = (email: ParsedEmail): readonly string[] => email.attachments.map(({ name }) => name)
const from = 'From: Ann <ann@shop.example>'

describe('of headers that come twice the first counts, and the reader is warned (R-27)', () => {
  it('in a message of our own', () => {
    const { headers } = lines(
      'From: first@shop.example',
      'From: second@bank.example',
      'Subject: first',
      'Subject: second',
      'Date: Mon, 2 Feb 2026 10:00:00 +0000',
      'Date: Tue, 3 Feb 2026 10:00:00 +0000',
      'Message-ID: <first@shop.example>',
      'Message-ID: <second@shop.example>',
      '',
      'Hello',
    )
    expect(headers).toMatchObject({
      from: [{ address: 'first@shop.example' }],
      subject: 'first',
      sentAt: Date.UTC(2026, 1, 2, 10),
      messageId: 'first@shop.example',
      malformed: ['duplicate-from', 'duplicate-subject', 'duplicate-date', 'duplicate-message-id'],
    })
  })
  it.runIf(hasCorpus)('in rspamd/phish_sender and Thunderbird’s evil.eml', () => {
    const phish = corpus('rspamd/phish_sender.eml')
    expect(addresses(phish)).toEqual(['any@attack.com'])
    expect(phish.headers.malformed).toContain('duplicate-from')
    const evil = corpus('thunderbird-mail/mail/test/browser/message-window/data/evil.eml')
    expect(addresses(evil)).toEqual(['from@example.com'])
    expect(evil.headers.malformed).toEqual(
      expect.arrayContaining([
        'duplicate-from',
        'duplicate-subject',
        'duplicate-date',
        'duplicate-message-id',
      ]),
    )
  })
})

describe('an address is what mail can be sent to', () => {
  it.each([
    ['a source route', 'From: <@one.example,@two.example:ann@shop.example>', 'ann@shop.example'],
    ['comments in it', 'From: Ann (the boss) <ann(her box)@(our) shop.example(host)>', 'ann@shop.example'],
    [
      'a bracket in a comment',
      'From: Ann(A \\) name) <ann(the \\) one)@shop.example(a host)>',
      'ann@shop.example',
    ],
    ['spaces around the sign', 'From: <ann (x)@ (y) shop.example>', 'ann@shop.example'],
  ])('without %s', (_, header, address) => {
    expect(addresses(lines(header, '', 'Hello'))).toEqual([address])
  })
  it('and a remark behind a group is nobody', () => {
    const { headers } = lines(
      'To: Us:a@shop.example, B <b@shop.example> (b); (the end)',
      'Cc: None:(no one);',
      '',
      'x',
    )
    expect(headers.to).toEqual([
      { name: '', address: 'a@shop.example' },
      { name: 'B', address: 'b@shop.example' },
    ])
    expect(headers.cc).toEqual([])
  })
  it.runIf(hasCorpus)('in rspamd/phish_sender6, imaptest/search-addresses and RFC 2822’s example', () => {
    expect(addresses(corpus('rspamd/phish_sender6.eml'))).toEqual(['test@attack.com'])
    const mbox = readFileSync(join(corpusFolder, 'imaptest/search-addresses.mbox'), 'latin1')
    const commented = mbox.split(/^From user.*\n/m).find(one => one.includes('(comment)@'))
    expect(addresses(read(Buffer.from(commented ?? '', 'latin1')))).toEqual(['user-from@domain.org'])
    const example = corpus('ruby-mail/emails/rfc2822/example10.eml').headers
    expect(example.from).toEqual([{ name: 'Pete', address: 'pete@silly.test' }])
    expect(example.to.map(({ address }) => address)).toEqual([
      'c@public.example',
      'joe@example.org',
      'jdoe@one.test',
    ])
    expect(example.cc).toEqual([])
  })
})

describe('encoded words are read as they were meant (R-66)', () => {
  it.each([
    ['raw 8-bit inside', '=?iso-8859-1?Q?Gr=FC\xdfe aus K=F6ln?=', 'Grüße aus Köln'],
    ['UTF-7', '=?utf-7?Q?Gr+APwA3w-e?=', 'Grüße'],
    ['a subject in raw UTF-8', 'Gr\xc3\xbc\xc3\x9fe', 'Grüße'],
    [
      'ISO-2022-JP cut inside a character',
      '=?iso-2022-jp?B?GyRCJCQ=?=\r\n =?iso-2022-jp?B?JG0kTxsoQg==?=',
      'いろは',
    ],
    ['UTF-8 cut inside a character', '=?utf-8?B?w6TD?= =?utf-8?B?tsO8?=', 'äöü'],
    ['line breaks and NUL', '=?utf-8?Q?one=0Atwo=00three=0D=0ABcc:_x?=', 'one twothree Bcc: x'],
  ])('%s', (_, coded, subject) => {
    expect(lines(from, `Subject: ${coded}`, '', 'x').headers.subject).toBe(subject)
  })
  it.runIf(hasCorpus)(
    'in stalwart’s legacy mails, and no control character in any subject of the corpus',
    () => {
      expect(corpus('stalwart-mail-parser/eml/legacy/016.eml').headers.subject).toBe(
        'Die Hasen und die Frösche',
      )
      expect(corpus('stalwart-mail-parser/eml/legacy/001.eml').headers.subject).toContain('Frösche')
      for (const name of [
        'sisimai-bounces/maildir/err/make-test-31.eml',
        'thunderbird-mail/mail/components/extensions/test/xpcshell/messages/sample04.eml',
      ]) {
        const { subject } = corpus(name).headers
        expect(subject).not.toBe('')
        expect(subject).not.toMatch(/[\x00-\x1f\x7f-\x9f]/)
      }
    },
  )
})

describe('no part is lost, and none made up (R-65)', () => {
  const gif = [
    'Content-Type: image/gif; name="a.gif"',
    'Content-Transfer-Encoding: base64',
    '',
    'R0lGODlhAQABAAAAACw=',
  ]
  it('where white space follows the boundary', () => {
    const email = lines(
      from,
      'Content-Type: multipart/mixed; boundary="edge  "',
      '',
      '--edge   \t',
      'Content-Type: text/plain',
      '',
      'two pictures',
      '--edge \t ',
      ...gif,
      '--edge  ',
      ...gif,
      '--edge--  \t',
    )
    expect(names(email)).toEqual(['a.gif', 'a.gif'])
    expect(email.text).toBe('two pictures')
  })
  it('where the boundary line ends the mail, or stands twice', () => {
    const email = lines(
      from,
      'Content-Type: multipart/mixed; boundary=edge',
      '',
      '--edge',
      '',
      'words',
      '--edge',
      '--edge--',
      '--edge',
    )
    expect(names(email)).toEqual([])
    expect(email.text).toBe('words')
  })
  it.each(['text', 'Text; charset=us-ascii', 'plain', '<text>', 'text/plain charset=utf-8'])(
    'where the type is only %j',
    type => {
      const email = lines(from, `Content-Type: ${type}`, '', 'waldo')
      expect(email).toMatchObject({ text: 'waldo\n', attachments: [] })
    },
  )
  it.runIf(hasCorpus)('in MIME-tools’ weird space, Python’s msg_38 and Thunderbird’s bare text', () => {
    expect(names(corpus('tutanota-mimetools/multi-weirdspace.msg'))).toEqual([
      '3d-compress.gif',
      '3d-eye.gif',
    ])
    expect(corpus('python-test-email/msg_38.txt').attachments).toEqual([])
    expect(corpus('thunderbird-mail/mailnews/test/data/bare-text-type.eml')).toMatchObject({
      text: expect.stringContaining('waldo'),
      attachments: [],
    })
    expect(corpus('stalwart-mail-parser/eml/rfc/007.eml').attachments).toHaveLength(5)
  })
})

describe('no text is lost where its coding or its headers are wrong (R-65)', () => {
  it('plain words that call themselves base64', () => {
    const prose = 'These are plain words of a person\r\nwho never saw an encoder'
    const email = lines(from, 'Content-Transfer-Encoding: base64', '', prose)
    expect(email.text).toContain('plain words of a person')
  })
  it.each(['8bits', 'x-unknown', 'none', 'utf-8', '7-bit'])('a transfer encoding of %j', encoding => {
    expect(lines(from, `Content-Transfer-Encoding: ${encoding}`, '', 'Gr\xfc\xdfe').text).toBe('Grüße\n')
  })
  it('a body without a blank line before it', () => {
    expect(lines(from, 'Subject: s', "no blank line here, that's it").text).toContain('no blank line here')
  })
  it('a blank line made of spaces', () => {
    expect(lines(from, 'Subject: s', ' ', 'the body').text).toBe('the body\n')
  })
  it('a first delimiter right below the headers of its part', () => {
    const email = lines(
      from,
      'Content-Type: multipart/alternative; boundary=edge',
      'MIME-Version: 1.0',
      '--edge',
      'Content-Type: text/plain',
      '',
      'words',
      '--edge--',
    )
    expect(email.text).toBe('words')
  })
  it('lines that end with CR alone, attachments included', () => {
    const text = [
      from,
      'Content-Type: multipart/mixed; boundary=edge',
      '',
      '--edge',
      'Content-Type: text/plain',
      '',
      'words',
      '--edge',
      'Content-Type: image/gif; name=a.gif',
      '',
      'GIF89a',
      '--edge--',
      '',
    ]
    const email = read(Buffer.from(text.join('\r'), 'latin1'))
    expect(email.text).toBe('words')
    expect(names(email)).toEqual(['a.gif'])
    expect(addresses(email)).toEqual(['ann@shop.example'])
  })
  it.runIf(hasCorpus)(
    'in enmime’s bad encoding, MIME-tools’ fake header end, Python’s msg_35 and CR-only bounces',
    () => {
      expect(corpus('enmime/mail/mime-bad-content-transfer-encoding.raw').text).toMatch(
        /^ploozdect {2}nispplul/,
      )
      expect(corpus('tutanota-mimetools/hdr-fakeout.msg').text).toContain('actually has a space')
      expect(corpus('python-test-email/msg_35.txt').text).toContain('no separating newline')
      const mac = 'sisimai-bounces/maildir/mac/lhost-qmail-01.eml'
      const unix = 'sisimai-bounces/maildir/bsd/lhost-qmail-01.eml'
      expect(corpus(mac).text?.trim()).not.toBe('')
      if (existsSync(join(corpusFolder, unix))) expect(corpus(mac).text).toBe(corpus(unix).text)
    },
  )
})

describe('a name has no path (R-37)', () => {
  it.each([
    ['/one/two/cat.jpg', 'cat.jpg'],
    ['C:\\\\Users\\\\ann\\\\cat.jpg', 'cat.jpg'],
    ['../../cat.jpg', 'cat.jpg'],
  ])('%s', (name, shown) => {
    const email = lines(
      from,
      'Content-Type: image/jpeg',
      `Content-Disposition: attachment; filename="${name}"`,
      '',
      'x',
    )
    expect(names(email)).toEqual([shown])
  })
  it.runIf(hasCorpus)('in MIME-tools’ two parts and evil file name', () => {
    expect(names(corpus('tutanota-mimetools/twopart.msg'))).toEqual(['uk7200_110_6.jpg'])
    expect(names(corpus('tutanota-mimetools/multi-nested.msg')).join()).not.toMatch(/[/\\]/)
  })
})
