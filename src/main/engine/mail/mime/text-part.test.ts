import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpusFolder, hasCorpus } from '#test/support/oracles.ts'
import { decodeBytes } from './charset.ts'
import { mimeLimits } from './limits.ts'
import { parseMessage } from './parse.ts'
import { decodeTextPart } from './text-part.ts'
import { decodeTransfer } from './transfer.ts'

const html = { type: 'text/html', charset: null, encoding: '8bit', flowed: false, delSp: false } as const
const page = (label: string, body: string) => Buffer.from(`<meta charset="${label}"><p>${body}</p>`, 'latin1')
const corpus = (name: string) => {
  const raw = readFileSync(join(corpusFolder, name))
  return parseMessage(raw, { sizeBytes: raw.length })
}

describe('R-66: charsets', () => {
  it.each(['UTF-7', 'utf-16', 'utf-16le', 'iso-2022-jp', 'iso-2022-kr', 'iso-2022-cn', 'hz-gb-2312'])(
    'a page cannot hide its markup by calling itself %s',
    label => {
      const hidden = '+ADw-script+AD4-'
      expect(decodeTextPart(page(label, hidden), html)).toContain(hidden)
      expect(decodeTextPart(page(label, hidden), { ...html, charset: 'us-ascii' })).toContain(hidden)
    },
  )
  it("a page's own charset counts where the mail names none, and only there", () => {
    expect(decodeTextPart(page('koi8-r', '\xf0\xd2\xc9'), html)).toContain('При')
    expect(decodeTextPart(page('koi8-r', 'Gr\xfc\xdfe'), { ...html, charset: 'iso-8859-1' })).toContain(
      'Grüße',
    )
  })
  it('UTF-7 is read where it is declared, and never guessed', () => {
    const coded = Buffer.from('Gr+APwA3w-e 1 +- 1 +2D3eAA- +AAA', 'latin1')
    expect(decodeBytes(coded, 'utf-7')).toBe('Grüße 1 + 1 😀 \0')
    expect(decodeBytes(coded, 'unicode-1-1-utf-7')).toBe('Grüße 1 + 1 😀 \0')
    expect(decodeBytes(coded, null)).toBe('Gr+APwA3w-e 1 +- 1 +2D3eAA- +AAA')
  })
  it.each(['x-nobody', 'utf-99', '', 'iso-8859-99', '../../etc', '__proto__', 'constructor'])(
    'an unknown label %j falls back to what the bytes are',
    label => {
      expect(decodeBytes(Buffer.from('Grüße', 'utf8'), label)).toBe('Grüße')
      expect(decodeBytes(Buffer.from('Gr\xfc\xdfe', 'latin1'), label)).toBe('Grüße')
    },
  )
  it.runIf(hasCorpus)('what Thunderbird’s wrongly declared mails say is readable', () => {
    for (const name of ['wronglyDeclaredUTF8.eml', 'wronglyDeclaredShift_JIS.eml']) {
      const email = corpus(`thunderbird-mail/mail/test/browser/message-reader/data/${name}`)
      expect(email.text ?? email.html).not.toContain('\ufffd')
      expect(email.text ?? email.html).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]|[äöüß]/)
    }
  })
})

describe('a part that is uuencoded', () => {
  it.each(['x-uuencode', 'X-UUE', 'uuencode', 'x-uuencoded'])('by %s is read as what it holds', encoding => {
    const raw = Buffer.from(
      `From: a@b.example\nContent-Transfer-Encoding: ${encoding}\n\nbegin 644 a\n#0V%T\n\`\nend\n`,
      'latin1',
    )
    expect(parseMessage(raw, { sizeBytes: raw.length })).toMatchObject({ text: 'Cat', attachments: [] })
  })
  it.each([
    'quoted printable',
    'Quoted_Printable',
    '"quoted-printable";',
    'base 64',
    'Base64 (RFC 2045)',
    'base64 encoded',
  ])('an encoding spelt %j is what it sounds like', encoding => {
    const coded = /^base/i.test(encoding) ? Buffer.from('Grüße').toString('base64') : 'Gr=C3=BC=C3=9Fe'
    const raw = Buffer.from(
      `From: a@b.example\nContent-Transfer-Encoding: ${encoding}\n\n${coded}\n`,
      'latin1',
    )
    expect(parseMessage(raw, { sizeBytes: raw.length }).text?.trim()).toBe('Grüße')
  })
})

describe('R-68: decoding is bounded', () => {
  it.each(['base64', 'quoted-printable', '8bit'])('%s gives no more than was asked for', encoding => {
    for (const piece of ['QUJD', '=41', 'a', '=\n', 'QQ==']) {
      const coded = Buffer.from(piece.repeat(200_000), 'latin1')
      expect(decodeTransfer(coded, encoding, 1_000).length).toBeLessThanOrEqual(1_000)
    }
  })
  it('a part of 20 MB gives the text that is kept, and no more', () => {
    const coded = Buffer.alloc(20 * 1024 * 1024, 'QUJD')
    const text = decodeTextPart(coded, { ...html, type: 'text/plain', encoding: 'base64' })
    expect(text).toHaveLength(mimeLimits.textPartBytes)
  })
})
