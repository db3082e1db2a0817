import type { StressMail } from './stress-mails.ts'

const mega = 1024 * 1024
const bytes = (text: string) => Buffer.from(text, 'latin1')
const lines = (...text: readonly string[]) => bytes(`${text.join('\r\n')}\r\n`)
const from = 'From: Ann <ann@example.org>'
const date = 'Date: Mon, 2 Feb 2026 10:00:00 +0000'
const mail = (name: string, ...text: readonly string[]): StressMail => ({
  name,
  build: () => lines(from, date, `Subject: ${name}`, ...text),
})
const made = (name: string, build: () => Buffer): StressMail => ({ name, build })
const html = (name: string, build: () => string): StressMail =>
  made(name, () =>
    lines(from, date, `Subject: ${name}`, 'Content-Type: text/html; charset=utf-8', '', build()),
  )
const plain = (name: string, build: () => string, ...more: readonly string[]): StressMail =>
  made(name, () => lines(from, date, `Subject: ${name}`, ...more, '', build()))
const numbered = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('')

/** Floods of one kind of thing each, as attackers and broken programs send them (threats.md §5). */
export const floodMails: readonly StressMail[] = [
  made('a line of 50 MB', () =>
    Buffer.concat([lines(from, date, 'Subject: 50', ''), Buffer.alloc(50 * mega, 0x61)]),
  ),
  made('50 MB of base64', () =>
    Buffer.concat([
      lines(from, date, 'Subject: 50', 'Content-Transfer-Encoding: base64', ''),
      Buffer.alloc(50 * mega, 'QUJD'),
    ]),
  ),
  made('50 MB of base64 as HTML', () =>
    Buffer.concat([
      lines(from, date, 'Subject: 50', 'Content-Type: text/html', 'Content-Transfer-Encoding: base64', ''),
      Buffer.alloc(50 * mega, 'PGRpdj48'),
    ]),
  ),
  made('a sender of comments', () => lines(`From: ${'(a'.repeat(100_000)}`, date, '', 'body')),
  made('a sender of encoded words', () =>
    lines(`From: ${'=?utf-8?q?=C3=A4?= '.repeat(10_000)}<a@b.example>`, date, '', 'body'),
  ),
  made('100 senders', () =>
    lines(`From: ${numbered(100, at => `u${at}@example.org, `)}z@b.example`, date, '', 'body'),
  ),
  made('1,000 From headers', () =>
    lines(...Array.from({ length: 1_000 }, (_, at) => `From: u${at}@x.example`), date, '', 'body'),
  ),
  made('1,000 Message-IDs', () =>
    lines(from, date, ...Array.from({ length: 1_000 }, (_, at) => `Message-ID: <${at}@x>`), '', 'body'),
  ),
  made('a subject of encoded words', () =>
    lines(from, date, `Subject: ${'=?iso-2022-jp?B?GyRCJCIbKEI=?= '.repeat(7_000)}`, '', 'body'),
  ),
  made('a subject of marks', () =>
    lines(from, date, `Subject: ${'=?utf-8?q?=CC=81=E2=80=8D?='.repeat(7_000)}`, '', 'body'),
  ),
  made('a date of digits', () => lines(from, `Date: ${'1 '.repeat(100_000)}`, '', 'body')),
  made('a date of brackets', () => lines(from, `Date: ${'('.repeat(200_000)}`, '', 'body')),
  mail(
    '20,000 pieces of a file name',
    `Content-Disposition: attachment;${numbered(20_000, at => ` filename*${at}="a";`)}`,
    '',
    'x',
  ),
  mail(
    'a file name of percent signs',
    `Content-Disposition: attachment; filename*=utf-8''${'%F0'.repeat(60_000)}`,
    '',
    'x',
  ),
  mail(
    'a file name of 200,000 characters',
    `Content-Disposition: attachment; filename="${'n'.repeat(200_000)}.pdf"`,
    '',
    'x',
  ),
  mail('a type of semicolons', `Content-Type: text/plain${';'.repeat(200_000)}`, '', 'body'),
  mail(
    '100,000 Received headers',
    'X: y',
    `${'Received: from a by b; Mon, 2 Feb 2026 10:00:00 +0000\r\n'.repeat(30_000)}`,
    'body',
  ),
  made('a Content-ID for each of 1,000 pictures', () =>
    lines(
      from,
      date,
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      numbered(1_000, at => `<img src="cid:${at}">`),
      numbered(1_000, at => `--b\r\nContent-Type: image/gif\r\nContent-ID: <${at}>\r\n\r\nGIF89a\r\n`),
      '--b--',
    ),
  ),
  made('900 alternatives', () =>
    lines(
      from,
      date,
      'Content-Type: multipart/alternative; boundary=b',
      '',
      numbered(900, at => `--b\r\nContent-Type: text/${at % 2 ? 'html' : 'plain'}\r\n\r\nform ${at}\r\n`),
      '--b--',
    ),
  ),
  made('mixed in alternative in related, 90 deep', () => {
    const kinds = ['mixed', 'alternative', 'related']
    const open = numbered(
      90,
      at => `Content-Type: multipart/${kinds[at % 3]}; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    )
    const end = Array.from({ length: 90 }, (_, at) => `--b${89 - at}--\r\n`).join('')
    return bytes(`${from}\r\n${date}\r\n${open}Content-Type: text/plain\r\n\r\ndeep\r\n${end}`)
  }),
  plain('100,000 begun uuencoded files', () => 'begin 644 a\r\n#0V%T\r\n'.repeat(50_000)),
  plain(
    'a uuencoded file of 5 MB',
    () => `begin 644 big.bin\r\n${`M${'A'.repeat(60)}\r\n`.repeat(83_000)}\`\r\nend`,
  ),
  plain('100,000 yEnc starts', () => '=ybegin line=128 size=1 name=a\r\n'.repeat(100_000)),
  plain('enriched text of 2 MB', () => '<bold><<</bold>\r\n'.repeat(120_000), 'Content-Type: text/enriched'),
  plain(
    'a partial message',
    () => 'first piece',
    'Content-Type: message/partial; number=1; total=9999999; id=x',
  ),
  plain(
    'an external body',
    () => 'Content-Type: image/gif\r\n\r\n',
    'Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"',
  ),
  plain('half a megabyte of links', () => 'https://example.org/?q=a '.repeat(20_000)),
  plain('one link of a megabyte', () => `https://example.org/${'a/'.repeat(mega / 2)}`),
  plain(
    'a megabyte of right-to-left marks',
    () => '\xe2\x80\xae'.repeat(350_000),
    'Content-Type: text/plain; charset=utf-8',
  ),
  html('5,000 open divs', () => `${'<div>'.repeat(5_000)}deep`),
  html('2,000 nested tables', () => `${'<table><tr><td>'.repeat(2_000)}deep`),
  html('50,000 links', () => numbered(50_000, at => `<a href="https://example.org/${at}">link ${at}</a> `)),
  html('20,000 pictures', () => numbered(20_000, at => `<img src="https://example.org/${at}.png" width=1>`)),
  html('a picture inside of 5 MB', () => `<img src="data:image/png;base64,${'QUJD'.repeat(1_250_000)}">seen`),
  html('an attribute of 2 MB', () => `<p title="${'t'.repeat(2 * mega)}">seen</p>`),
  html('a style of 2 MB', () => `<style>${'.a{color:red}'.repeat(160_000)}</style><p class=a>seen</p>`),
  html('a selector of 100,000 steps', () => `<style>${'a '.repeat(100_000)}{color:red}</style>seen`),
  html('100,000 fonts', () => `${'<font color=red>'.repeat(100_000)}deep`),
  html('a megabyte of conditional comments', () => `${'<!--[if mso]>x<![endif]-->'.repeat(40_000)}seen`),
  html('a table of 100,000 cells', () => `<table><tr>${'<td>x</td>'.repeat(100_000)}</tr></table>`),
  html('100,000 named entities', () => '&CounterClockwiseContourIntegral;&nbsp;'.repeat(50_000)),
  html('a megabyte of zero-width joiners in HTML', () => `<p>${'&zwj;'.repeat(200_000)}</p>`),
]
