import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpusFolder, hasCorpus } from '#test/support/oracles.ts'
import { parseMessage } from './parse.ts'
import { signedContent } from './signed-data.ts'

/** One element of DER. */
function der(tag: number, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map(piece => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
  const length =
    body.length < 128 ? [body.length] : [0x83, body.length >> 16, (body.length >> 8) & 255, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

/** One element of BER without a length, ended by two zeros. */
const ber = (tag: number, ...content: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.alloc(2)])

const id = (hex: string): Buffer => der(6, Buffer.from(hex, 'hex'))
const signedData = id('2a864886f70d010702')
const data = id('2a864886f70d010701')
const wrap = (octets: Buffer, kind = signedData): Buffer =>
  der(48, kind, der(160, der(48, der(2, '\x01'), der(49), der(48, data, der(160, octets)), der(49))))

const entity = 'Content-Type: text/plain; charset=utf-8\r\n\r\nGrüße, signed\r\n'
const mail = (p7m: Buffer, kind = 'signed-data'): Buffer =>
  Buffer.from(
    [
      'From: Ann <ann@shop.example>',
      `Content-Type: application/pkcs7-mime; smime-type=${kind}; name=smime.p7m`,
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename=smime.p7m',
      '',
      p7m.toString('base64').replace(/.{76}/g, '$&\r\n'),
      '',
    ].join('\r\n'),
    'latin1',
  )
const read = (raw: Buffer, sizeBytes = raw.length) => parseMessage(raw, { sizeBytes })

describe('what stands inside an opaque signature (R-65)', () => {
  it('is found in DER', () => {
    expect(signedContent(wrap(der(4, entity)))?.toString()).toBe(entity)
  })
  it('is found in BER, in pieces and without lengths', () => {
    const pieces = ber(
      36,
      der(4, entity.slice(0, 20)),
      ber(36, der(4, entity.slice(20, 30))),
      der(4, entity.slice(30)),
    )
    const streamed = ber(
      48,
      signedData,
      ber(160, ber(48, der(2, '\x01'), der(49), ber(48, data, ber(160, pieces)), der(49))),
    )
    expect(signedContent(streamed)?.toString()).toBe(entity)
  })
  it('comes as far as it goes where the end is missing', () => {
    const cut = wrap(der(4, 'a'.repeat(1_000))).subarray(0, 300)
    expect(signedContent(cut)?.toString()).toMatch(/^a{200,}$/)
  })
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('Hello there')],
    ['an envelope', wrap(der(4, entity), id('2a864886f70d010703'))],
    [
      'a signature apart from its text',
      der(48, signedData, der(160, der(48, der(2, '\x01'), der(49), der(48, data)))),
    ],
    ['a length beyond all', Buffer.from('3084ffffffff06', 'hex')],
    ['endless nesting', Buffer.from('3080'.repeat(10_000), 'hex')],
    ['endless pieces of nothing', wrap(Buffer.from('2480'.repeat(10_000), 'hex'))],
  ])('is nothing in %s', (_, bytes) => {
    expect(signedContent(bytes)?.toString() ?? '').toBe('')
  })

  it('is shown in its forms, and the file stays listed', () => {
    const email = read(mail(wrap(der(4, entity))))
    expect(email).toMatchObject({ text: 'Grüße, signed\n', html: null, encrypted: false })
    expect(email.attachments).toMatchObject([{ name: 'smime.p7m' }])
    const html = read(mail(wrap(der(4, 'Content-Type: text/html\r\n\r\n<p>designed</p>'))))
    expect(html).toMatchObject({ text: null, html: '<p>designed</p>' })
  })
  it('is shown through two signatures, and not through twenty', () => {
    let raw = mail(wrap(der(4, entity)))
    raw = mail(wrap(der(4, raw)))
    expect(read(raw).text).toBe('Grüße, signed\n')
    for (let level = 0; level < 20; level++) raw = mail(wrap(der(4, raw)))
    expect(read(raw)).toMatchObject({ text: null, html: null })
  })
  it('says so where it is encrypted', () => {
    expect(read(mail(wrap(der(4, mail(Buffer.from('secret'), 'enveloped-data'))))).encrypted).toBe(true)
    expect(read(mail(Buffer.from('secret'), 'enveloped-data'))).toMatchObject({ encrypted: true, text: null })
  })
  it('is a part to be fetched where a prefix ends before it does', () => {
    const raw = mail(wrap(der(4, entity + 'more words\r\n'.repeat(1_000))))
    expect(read(raw.subarray(0, 600), raw.length).textParts).toMatchObject([{ partId: '1', complete: false }])
  })
  it.runIf(hasCorpus)('is shown in every opaque mail of Thunderbird', () => {
    const folder = join(corpusFolder, 'thunderbird-crypto/mailnews/test/data/smime')
    const names = readdirSync(folder).filter(name =>
      /^alice\.(?:html\.|plain\.)?sig\.SHA\d+\.opaque(?!\.env).*\.eml$/.test(name),
    )
    expect(names.length).toBeGreaterThan(5)
    for (const name of names) {
      const email = read(readFileSync(join(folder, name)))
      expect(email.text ?? email.html, name).toContain('This is a test message from Alice to Bob.')
    }
  })
})
