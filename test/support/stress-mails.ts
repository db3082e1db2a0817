import { floodMails } from './stress-floods.ts'

/** A hostile or broken mail, built when asked for. */
export type StressMail = { readonly name: string; readonly build: () => Buffer }

const head = (more = '') =>
  `From: Ann <ann@example.org>\r\nTo: bob@example.org\r\nSubject: stress\r\nMessage-ID: <stress@example.org>\r\nDate: Mon, 2 Feb 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n${more}`
const bytes = (text: string) => Buffer.from(text, 'latin1')
const plain = (body: string, more = '') => bytes(`${head(more)}\r\n${body}`)
const html = (body: string) => plain(body, 'Content-Type: text/html; charset=utf-8\r\n')
const withHeader = (line: string) => plain('body\r\n', `${line}\r\n`)
const mail = (name: string, build: () => Buffer): StressMail => ({ name, build: () => named(name, build()) })

/** Each goes by its own subject and id: they are no conversation. */
function named(name: string, raw: Buffer): Buffer {
  const start = raw.toString('latin1', 0, 400)
  if (!start.includes('<stress@example.org>')) return raw
  const id = name.replace(/[^a-z0-9]+/gi, '-')
  const own = start
    .replace('<stress@example.org>', () => `<${id}@stress.example>`)
    .replace('Subject: stress\r', () => `Subject: ${name}\r`)
  return Buffer.concat([bytes(own), raw.subarray(400)])
}

function nestedMultiparts(depth: number): Buffer {
  const lines: string[] = [head('Content-Type: multipart/mixed; boundary="b0"\r\n')]
  for (let level = 0; level < depth; level++)
    lines.push(`\r\n--b${level}\r\nContent-Type: multipart/mixed; boundary="b${level + 1}"\r\n`)
  lines.push(`\r\n--b${depth}\r\nContent-Type: text/plain\r\n\r\nthe bottom\r\n`)
  for (let level = depth; level >= 0; level--) lines.push(`--b${level}--\r\n`)
  return bytes(lines.join(''))
}

function manyParts(count: number, type = 'text/plain'): Buffer {
  const parts = Array.from(
    { length: count },
    (_, index) => `--b\r\nContent-Type: ${type}; name="${index}.txt"\r\n\r\npart ${index}\r\n`,
  )
  return bytes(`${head('Content-Type: multipart/mixed; boundary=b\r\n')}\r\n${parts.join('')}--b--\r\n`)
}

function nestedMessages(depth: number): Buffer {
  return bytes(
    `${head('Content-Type: message/rfc822\r\n')}\r\n${'Content-Type: message/rfc822\r\n\r\n'.repeat(depth)}Subject: inside\r\n\r\nthe bottom\r\n`,
  )
}

const mega = 1024 * 1024

/** Shapes that made some parser hang, fail or lose the mail (threats.md §5). */
export const stressMails: readonly StressMail[] = [
  mail('nothing', () => Buffer.alloc(0)),
  mail('one NUL', () => Buffer.alloc(1)),
  mail('a megabyte of NUL', () => Buffer.alloc(mega)),
  mail('a megabyte of 0xff', () => Buffer.alloc(mega, 0xff)),
  mail('a megabyte of line feeds', () => Buffer.alloc(mega, 10)),
  mail('a megabyte of carriage returns', () => Buffer.alloc(mega, 13)),
  mail('a megabyte of colons', () => Buffer.alloc(mega, 58)),
  mail('a megabyte of spaces', () => Buffer.alloc(mega, 32)),
  mail('headers without a body', () => bytes(head())),
  mail('a body without headers', () => bytes('Hello there,\r\nno header here\r\n')),
  mail('carriage returns only', () => bytes(`${head()}\r\nbody\r\n`.replaceAll('\r\n', '\r'))),
  mail('1,000 nested multiparts', () => nestedMultiparts(1_000)),
  mail('10,000 nested multiparts', () => nestedMultiparts(10_000)),
  mail('1,000 multiparts of one boundary', () =>
    bytes(
      `${head('Content-Type: multipart/mixed; boundary=b\r\n')}\r\n${'--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(1_000)}`,
    ),
  ),
  mail('2,000 parts', () => manyParts(2_000)),
  mail('100,000 parts', () => manyParts(100_000)),
  mail('5,000 unfinished multiparts', () => manyParts(5_000, 'multipart/mixed; boundary=c')),
  mail('10,000 nested messages', () => nestedMessages(10_000)),
  mail('half a million delimiters', () =>
    plain('--b\r\n'.repeat(500_000), 'Content-Type: multipart/mixed; boundary=b\r\n'),
  ),
  mail('half a million near-delimiters', () =>
    plain('--bx\r\n'.repeat(500_000), 'Content-Type: multipart/mixed; boundary=b\r\n'),
  ),
  mail('a multipart without a boundary', () =>
    plain('--x\r\nContent-Type: text/plain\r\n\r\nfound\r\n--x--\r\n', 'Content-Type: multipart/mixed\r\n'),
  ),
  mail('an empty boundary', () =>
    plain('--\r\n\r\nbody\r\n----\r\n', 'Content-Type: multipart/mixed; boundary=""\r\n'),
  ),
  mail('a boundary of 100,000 characters', () =>
    plain('body', `Content-Type: multipart/mixed; boundary="${'b'.repeat(100_000)}"\r\n`),
  ),
  mail('a header block of 5 MB', () => plain('body', `X-Filler: ${'x'.repeat(900)}\r\n`.repeat(5_500))),
  mail('100,000 headers', () =>
    plain('body', Array.from({ length: 100_000 }, (_, index) => `X-${index}: y\r\n`).join('')),
  ),
  mail('100,000 mbox lines', () => bytes('From \n'.repeat(100_000))),
  mail('100,000 broken header lines', () => plain('body', 'junk junk junk\r\nX-A: b\r\n'.repeat(50_000))),
  mail('a header of 3 MB', () => withHeader(`Subject: ${'s'.repeat(3 * mega)}`)),
  mail('a header folded 100,000 times', () => withHeader(`X-Fold: a\r\n${' b\r\n'.repeat(100_000)}To: c@d`)),
  mail('100,000 references', () =>
    withHeader(`References: ${Array.from({ length: 100_000 }, (_, index) => `<${index}@x>`).join(' ')}`),
  ),
  mail('a megabyte of < in References', () => withHeader(`References: ${'<'.repeat(mega)}`)),
  mail('10,000 recipients', () =>
    withHeader(`Cc: ${Array.from({ length: 10_000 }, (_, index) => `u${index}@example.org`).join(', ')}`),
  ),
  mail('nested comments', () => withHeader(`Cc: ${'('.repeat(200_000)}`)),
  mail('closed nested comments', () => withHeader(`Cc: ${'('.repeat(100_000)}${')'.repeat(100_000)} a@b`)),
  mail('open quotes', () => withHeader(`Cc: ${'"\\"'.repeat(100_000)}`)),
  mail('backslashes', () => withHeader(`Cc: "${'\\'.repeat(200_000)}`)),
  mail('open angle brackets', () => withHeader(`Cc: ${'<'.repeat(200_000)}`)),
  mail('closed angle brackets', () => withHeader(`Cc: ${'<'.repeat(100_000)}${'>'.repeat(100_000)}`)),
  mail('at signs', () => withHeader(`Cc: ${'@'.repeat(200_000)}`)),
  mail('commas', () => withHeader(`Cc: ${','.repeat(200_000)}`)),
  mail('groups', () => withHeader(`Cc: ${'g:a@b;'.repeat(40_000)}`)),
  mail('words without addresses', () => withHeader(`Cc: ${'word '.repeat(50_000)}`)),
  mail('encoded words', () => withHeader(`X-Mailer: ${'=?utf-8?q?a?= '.repeat(18_000)}`)),
  mail('unfinished encoded words', () => withHeader(`X-Mailer: ${'=?utf-8?q?'.repeat(25_000)}`)),
  mail('encoded words of every charset', () =>
    withHeader(
      `X-Mailer: ${['utf-7', 'iso-2022-jp', 'gb18030', 'nonsense', '', 'utf-16', 'hz-gb-2312', 'iso-2022-kr'].map(set => `=?${set}?b?/////w==?= `.repeat(500)).join('')}`,
    ),
  ),
  mail('100,000 parameters', () => plain('body', `Content-Type: text/plain;${'a=b;'.repeat(100_000)}\r\n`)),
  mail('50,000 continued parameters', () =>
    plain(
      'body',
      `Content-Disposition: attachment;${Array.from({ length: 20_000 }, (_, index) => `filename*${index}*=%41;`).join('')}\r\n`,
    ),
  ),
  mail('open quotes in parameters', () =>
    plain('body', `Content-Type: text/plain;${'a="'.repeat(80_000)}\r\n`),
  ),
  mail('2,000 nested lists', () => html(`${'<ul><li>'.repeat(2_000)}deep${'</li></ul>'.repeat(2_000)}`)),
  mail('200,000 open divs', () => html(`${'<div>'.repeat(200_000)}deep`)),
  mail('200,000 open divs, wrongly closed', () =>
    html(`${'<div>'.repeat(100_000)}${'</span>'.repeat(100_000)}deep`),
  ),
  mail('2 MB of <', () => html('<'.repeat(2 * mega))),
  mail('2 MB of open comments', () => html('<!--'.repeat(mega / 2))),
  mail('2 MB of open attributes', () => html('<a b="'.repeat(350_000))),
  mail('a tag with 50,000 attributes', () => html(`<p ${'a="b" '.repeat(50_000)}>text</p>`)),
  mail('100,000 hidden elements', () => html(`${'<p style="display:none">x</p>'.repeat(100_000)}seen`)),
  mail('200,000 open styles', () => html('<style>'.repeat(200_000))),
  mail('200,000 scripts', () => html('<script>x</script>'.repeat(100_000))),
  mail('2 MB of &', () => html('&'.repeat(2 * mega))),
  mail('2 MB of entities', () => html('&#x41;'.repeat(350_000))),
  mail('100,000 nested quotes', () => html(`${'<blockquote>'.repeat(100_000)}deep`)),
  mail('a megabyte of NUL in HTML', () => html(`<p>${'\0'.repeat(mega)}</p>`)),
  mail('format=flowed of 4.8 MB', () =>
    plain('flowing words \r\n'.repeat(300_000), 'Content-Type: text/plain; format=flowed; delsp=yes\r\n'),
  ),
  mail('2 MB of utf-7', () =>
    plain('+AGEAYgBj-'.repeat(200_000), 'Content-Type: text/plain; charset=utf-7\r\n'),
  ),
  mail('2 MB of iso-2022-jp shifts', () =>
    plain('\x1b$B\x1b(B'.repeat(330_000), 'Content-Type: text/plain; charset=iso-2022-jp\r\n'),
  ),
  mail('2 MB of undeclared high bytes', () =>
    plain('\xa4\xa2\xb0\xa1'.repeat(500_000), 'Content-Type: text/plain\r\n'),
  ),
  mail('a line of 20 MB', () => Buffer.concat([plain(''), Buffer.alloc(20 * mega, 0x61)])),
  mail('20 MB of base64', () =>
    Buffer.concat([plain('', 'Content-Transfer-Encoding: base64\r\n'), Buffer.alloc(20 * mega, 'QUJD')]),
  ),
  mail('20 MB of base64 as an attachment', () =>
    Buffer.concat([
      plain('', 'Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n'),
      Buffer.alloc(20 * mega, 'QUJD'),
    ]),
  ),
  mail('base64 of padding', () => plain('QQ==\r\n'.repeat(200_000), 'Content-Transfer-Encoding: base64\r\n')),
  mail('5 MB of = in quoted-printable', () =>
    plain('='.repeat(5 * mega), 'Content-Transfer-Encoding: quoted-printable\r\n'),
  ),
  mail('= and spaces in quoted-printable', () =>
    plain(`=${' '.repeat(100)}`.repeat(50_000), 'Content-Transfer-Encoding: quoted-printable\r\n'),
  ),
  mail('half a million quoted lines', () => plain('> quoted\r\n'.repeat(500_000))),
  mail('half a million attributions', () => plain('On 1 May 2026, Ann wrote:\r\n'.repeat(100_000))),
  mail('half a million header lines in the body', () => plain('From: a\r\nSent: b\r\n\r\n'.repeat(100_000))),
  mail('a megabyte of > on one line', () => plain('>'.repeat(mega))),
  mail('a megabyte of dashes', () => plain('-'.repeat(mega))),
  mail('200,000 signature marks', () => plain('-- \r\n'.repeat(200_000))),
  mail('a megabyte of zero-width joiners', () =>
    plain('\xe2\x80\x8d'.repeat(350_000), 'Content-Type: text/plain; charset=utf-8\r\n'),
  ),
  mail('a megabyte of combining marks', () =>
    plain(`a${'\xcc\x81'.repeat(500_000)}`, 'Content-Type: text/plain; charset=utf-8\r\n'),
  ),
  mail('a subject of controls', () =>
    withHeader('Subject: a\x00\x01\x1b[31m\x7f=?utf-8?q?=00=0A=E2=80=AEgpj.exe?='),
  ),
  ...floodMails,
]
