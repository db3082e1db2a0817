import { describe, expect, it } from 'vitest'
import { splitHtmlDocuments } from '#shared/html-documents.ts'
import { parseMessage } from './parse.ts'

const parse = (text: string) => {
  const raw = Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1')
  return parseMessage(raw, { sizeBytes: raw.length })
}
const utf8 = (text: string) => Buffer.from(text).toString('latin1')
const multipart = (subtype: string, ...parts: readonly string[]) =>
  `Content-Type: multipart/${subtype}; boundary="${subtype}"\n\n${parts.map(part => `--${subtype}\n${part}\n`).join('')}--${subtype}--\n`
const plain = (text: string) => `Content-Type: text/plain\n\n${text}`
const html = (text: string) => `Content-Type: text/html\n\n${text}`
const pdf =
  'Content-Type: application/pdf; name="offer.pdf"\nContent-Disposition: attachment; filename="offer.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK'
const image =
  'Content-Type: image/png\nContent-ID: <logo@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo='

describe('which parts are the body', () => {
  it('both forms of an alternative', () => {
    const email = parse(multipart('alternative', plain('words'), html('<p>words</p>')))
    expect([email.text, email.html, email.attachments]).toEqual(['words', '<p>words</p>', []])
  })
  it('the HTML inside related, its images being inline attachments', () => {
    const email = parse(
      multipart('alternative', plain('words'), multipart('related', html('<img src="cid:logo@x">'), image)),
    )
    expect(email.html).toBe('<img src="cid:logo@x">')
    expect(email.attachments).toMatchObject([
      { partId: '2.2', contentId: 'logo@x', disposition: 'inline', name: 'image.png' },
    ])
  })
  it('every text of a mixed message, in order', () => {
    const email = parse(multipart('mixed', plain('one'), pdf, plain('two')))
    expect(email.text).toBe('one\n\ntwo')
    expect(email.attachments).toMatchObject([
      { partId: '2', name: 'offer.pdf', type: 'application/pdf', disposition: 'attachment' },
    ])
  })
  it('each HTML part as a document of its own (R-06)', () => {
    const email = parse(multipart('mixed', plain('a < b'), html('<b>one'), html('two</b>')))
    expect(splitHtmlDocuments(email.html ?? '')).toEqual([
      '<div style="white-space:pre-wrap">a &lt; b</div>',
      '<b>one',
      'two</b>',
    ])
    expect(email.text).toBe('a < b\n\none\n\ntwo')
  })
  it('pieces of text around a picture, as Apple Mail sends them', () => {
    const rich = multipart('mixed', html('before'), image, html('after'))
    const email = parse(multipart('alternative', plain('before after'), rich))
    expect([email.text, splitHtmlDocuments(email.html ?? '')]).toEqual(['before after', ['before', 'after']])
  })
  it('a single part, whatever its disposition says', () => {
    expect(parse(`Content-Disposition: attachment; filename=a.txt\n${plain('words')}`).text).toBe(
      'words\r\n'.trim(),
    )
  })
  it('a text that is shown in place and can be saved too', () => {
    const email = parse(
      multipart(
        'mixed',
        plain('see below'),
        'Content-Type: text/plain; name="notes.txt"\nContent-Disposition: inline; filename="notes.txt"\n\nnotes',
      ),
    )
    expect([email.text, email.attachments[0]?.name]).toEqual(['see below\n\nnotes', 'notes.txt'])
  })
  it('not the text of an attached message, which is only searched', () => {
    const email = parse(
      multipart(
        'mixed',
        plain('see attached'),
        `Content-Type: message/rfc822\n\nSubject: Inner\n\nhidden words`,
      ),
    )
    expect([email.text, email.embeddedText]).toEqual(['see attached', 'hidden words'])
    expect(email.attachments).toMatchObject([{ partId: '2', name: 'Inner.eml', type: 'message/rfc822' }])
  })
  it('not an invitation, a signature or TNEF', () => {
    const email = parse(
      multipart(
        'mixed',
        multipart(
          'alternative',
          plain('meet?'),
          'Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR',
        ),
        'Content-Type: application/ms-tnef; name=winmail.dat\n\nx',
      ),
    )
    expect([email.text, email.hasCalendar]).toEqual(['meet?', true])
    expect(email.attachments.map(attachment => attachment.name)).toEqual(['invite.ics', 'winmail.dat'])
  })
  it('nothing of what is encrypted', () => {
    const email = parse(
      multipart(
        'encrypted',
        'Content-Type: application/pgp-encrypted\n\nVersion: 1',
        'Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----',
      ),
    )
    expect([email.text, email.encrypted, email.attachments.length]).toEqual([null, true, 2])
  })
})

describe('text that nobody may lose', () => {
  it.each([
    ['a bare `text` type', 'Content-Type: text\n\nwords'],
    ['no headers of the part', `Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n--b--`],
    [
      'a boundary that the header lost',
      'Content-Type: multipart/mixed\n\n--x\nContent-Type: text/plain\n\nwords\n--x--',
    ],
    [
      'a boundary that the header got wrong',
      'Content-Type: multipart/mixed; boundary=other\n\n--x\nContent-Type: text/plain\n\nwords\n--x--',
    ],
    [
      'blanks after the boundary',
      'Content-Type: multipart/mixed; boundary=b\n\n--b  \t\nContent-Type: text/plain\n\nwords\n--b-- \n',
    ],
    [
      'no closing boundary',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nwords',
    ],
    [
      'an inner boundary left open',
      'Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=ab\n\n--ab\n\nwords\n--a--',
    ],
    [
      'plain text that calls itself base64',
      'Content-Transfer-Encoding: base64\n\nwords are no base64, you see!',
    ],
    ['a wrong quoted-printable escape', 'Content-Transfer-Encoding: quoted-printable\n\nwo=\nrds=3'],
    ['an unknown encoding', 'Content-Transfer-Encoding: x-magic\n\nwords'],
    ['an encoding in quotes', 'Content-Transfer-Encoding: "quoted-printable"\n\nwor=64s'],
    ['base64 with noise', 'Content-Transfer-Encoding: base64\n\nd2*9y\n Z*HM='],
    ['two base64 blocks', 'Content-Transfer-Encoding: base64\n\nd28=\ncmRz'],
    ['a multipart without anything inside', 'Content-Type: multipart/mixed; boundary=b\n\nwords'],
  ])('%s', (_, text) => {
    expect(parse(text).text).toMatch(/^wo?rds/)
  })
  it('CR-only files of old', () => {
    const raw = Buffer.from('Subject: s\rContent-Type: text/plain\r\rone\rtwo\r')
    const email = parseMessage(raw, { sizeBytes: raw.length })
    expect([email.headers.subject, email.text]).toEqual(['s', 'one\ntwo\n'])
  })
  it('the bottom of a tree that is too deep, as source', () => {
    let text = plain('the bottom')
    for (let level = 0; level < 150; level++)
      text = `Content-Type: multipart/mixed; boundary="l${level}"\n\n--l${level}\n${text}\n--l${level}--`
    const email = parse(text)
    expect(email.text).toContain('the bottom')
    expect(email.problems).toContain('nested-too-deep')
  })
})

describe('decoding', () => {
  it('joins flowed lines, and keeps quotes and the signature mark', () => {
    const email = parse(
      'Content-Type: text/plain; format=flowed\n\n> quoted \n> words\nown \nwords\n-- \nAnn',
    )
    expect(email.text).toBe('> quoted words\nown words\n-- \nAnn')
  })
  it('drops the space where DelSp says so', () => {
    const text = utf8('Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n日本 \n語')
    expect(parse(text).text).toBe('日本語')
  })
  it('reads RFC 2231 names', () => {
    const name = 'filename*0*=utf-8\'\'%e2%82%ac%20rates; filename*1=".pdf"'
    const email = parse(
      multipart(
        'mixed',
        plain('x'),
        `Content-Type: application/pdf\nContent-Disposition: attachment; ${name}\n\nx`,
      ),
    )
    expect(email.attachments[0]?.name).toBe('€ rates.pdf')
  })
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\\\Users\\\\me\\\\a.txt', 'a.txt'],
    ['=?utf-8?q?r=C3=A9sum=C3=A9=2Epdf?=', 'résumé.pdf'],
    [utf8('report\u202egpj.exe'), 'reportgpj.exe'],
    ['', 'document.pdf'],
    ['..', 'document.pdf'],
  ])('lists a file called %s as %s', (raw, shown) => {
    const email = parse(
      multipart(
        'mixed',
        plain('x'),
        `Content-Type: application/pdf\nContent-Disposition: attachment; filename="${raw}"\n\nx`,
      ),
    )
    expect(email.attachments[0]?.name).toBe(shown)
  })
  it('takes the charset of a page only where the mail names none, and never UTF-7', () => {
    const page = '<meta charset="koi8-r">\xcd\xcf\xd3\xcb\xd7\xc1'
    expect(parse(html(page)).html).toContain('москва')
    expect(parse(html('<meta charset="utf-7">+ADw-script+AD4-')).html).toContain('+ADw-script')
  })
  it('lets no NUL into text or HTML', () => {
    expect(parse('\na\0b').text).toBe('ab')
    expect(parse(html('<p>a\0b</p>')).html).toBe('<p>ab</p>')
  })
})

describe('a prefix of a message', () => {
  const whole = Buffer.from(
    `Message-ID: <whole@x>\n${multipart(
      'mixed',
      multipart('alternative', plain('short'), html('<p>short</p>')),
      pdf,
      plain('end'),
    )}`.replaceAll('\n', '\r\n'),
  )
  const prefix = (length: number) => parseMessage(whole.subarray(0, length), { sizeBytes: whole.length })

  it('is complete only when nothing can follow', () => {
    expect(parseMessage(whole, { sizeBytes: whole.length }).complete).toBe(true)
    for (let length = 1; length < whole.length; length += 7) {
      const email = prefix(length)
      expect(email.complete && !(email.text ?? '').includes('end')).toBe(false)
    }
  })
  it('tells which text parts are all there', () => {
    const email = prefix(whole.indexOf('application/pdf') + 40)
    expect(email.textParts.map(part => [part.partId, part.complete])).toEqual([
      ['1.1', true],
      ['1.2', true],
    ])
    expect([email.text, email.complete]).toEqual(['short', false])
  })
  it('becomes whole with the structure and the missing parts', () => {
    const structure = {
      type: 'multipart/mixed',
      childNodes: [
        {
          type: 'multipart/alternative',
          part: '1',
          childNodes: [
            { part: '1.1', type: 'text/plain', encoding: '7bit', size: 5 },
            { part: '1.2', type: 'text/html', encoding: '7bit', size: 12 },
          ],
        },
        {
          part: '2',
          type: 'application/pdf',
          encoding: 'base64',
          size: 16,
          disposition: 'attachment',
          dispositionParameters: { filename: 'offer.pdf' },
        },
        { part: '3', type: 'text/plain', encoding: 'quoted-printable', size: 3 },
      ],
    }
    const raw = whole.subarray(0, whole.indexOf('application/pdf') + 40)
    const email = parseMessage(raw, {
      sizeBytes: whole.length,
      structure,
      parts: [{ partId: '3', bytes: Buffer.from('e=6Ed') }],
    })
    expect([email.text, email.complete]).toEqual(['short\n\nend', true])
    expect(email.attachments.map(({ partId, name, sizeBytes }) => [partId, name, sizeBytes])).toEqual([
      ['2', 'offer.pdf', 11],
    ])
    expect(email.dedupeKey).toBe(parseMessage(whole, { sizeBytes: whole.length }).dedupeKey)
  })
})

describe('a whole message', () => {
  it('is read from its bytes, whatever the server made of them', () => {
    const raw = Buffer.from(
      'Content-Type: multipart/mixed\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>a</p>',
    )
    const structure = { part: '1', type: 'text/plain', encoding: '7bit', size: 40 }
    const read = (sizeBytes: number) => parseMessage(raw, { sizeBytes, structure })
    expect(read(raw.length).html).toContain('<p>a</p>')
    expect(read(raw.length + 1_000).html).toBeNull()
  })
})

describe('a report (RFC 3464)', () => {
  it('names the mail, the recipient and the reason', () => {
    const email = parse(
      `From: MAILER-DAEMON@x\n${multipart(
        'report; report-type=delivery-status'.split(';')[0] ?? 'report',
        plain('could not be delivered'),
        'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.x\n\nFinal-Recipient: rfc822; bob@y\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user',
        'Content-Type: text/rfc822-headers\n\nSubject: Hi\nMessage-ID: <original@x>',
      )}`,
    )
    expect(email.report).toMatchObject({
      kind: 'failed',
      originalMessageId: 'original@x',
      originalSubject: 'Hi',
      recipients: [
        {
          address: 'bob@y',
          sentTo: null,
          reason: 'no-such-address',
          status: '5.1.1',
          diagnostic: '550 no such user',
        },
      ],
    })
    expect(email.headers.automated).toBe(true)
  })
})
