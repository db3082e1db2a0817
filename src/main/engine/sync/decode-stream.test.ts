import { describe, expect, it } from 'vitest'
import { createDecoder } from './decode-stream.ts'

function decode(encoding: string, text: string, pieceLength: number): string {
  const decoder = createDecoder(encoding)
  const bytes = Buffer.from(text, 'latin1')
  const out: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += pieceLength)
    out.push(decoder.push(bytes.subarray(at, at + pieceLength)))
  out.push(decoder.end())
  return Buffer.concat(out).toString('latin1')
}

const pieces = [1, 2, 3, 5, 76, 1_000]

describe('decoding an attachment piece by piece', () => {
  const bytes = Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 7) % 256))
  const lines = bytes.toString('base64').match(/.{1,76}/g) ?? []

  it.each(pieces)('base64 in pieces of %i', length => {
    expect(decode('base64', `${lines.join('\r\n')}\r\n`, length)).toBe(bytes.toString('latin1'))
  })

  it('base64 with rubbish, without padding, and glued from two files', () => {
    expect(decode('base64', 'SGVs bG8\r\n!', 4)).toBe('Hello')
    expect(decode('base64', 'SGVsbG8=IHRoZXJl', 1_000)).toBe('Hello there')
  })

  it.each(pieces)('quoted-printable in pieces of %i', length => {
    const text = 'Gr=FC=DFe =\r\nund mehr=20\r\nEnde  \r\n=3D=XY'
    expect(decode('quoted-printable', text, length)).toBe('Gr\xfc\xdfe und mehr \r\nEnde\r\n==XY')
  })

  it.each(['7bit', '8bit', 'binary', 'x-unknown'])('%s as it is', encoding => {
    expect(decode(encoding, 'a=20\r\n \x80', 3)).toBe('a=20\r\n \x80')
  })
})

describe('R-68: decoding holds little, however long the lines are', () => {
  const mega = 1 << 20
  const flood = (encoding: string, text: string): { readonly bytes: number; readonly ms: number } => {
    const decoder = createDecoder(encoding)
    const piece = Buffer.from(text.repeat(Math.ceil((64 * 1024) / text.length)), 'latin1')
    const before = process.cpuUsage()
    let bytes = 0
    for (let fed = 0; fed < 8 * mega; fed += piece.length) bytes += decoder.push(piece).length
    // What isn't out yet is what the decoder holds.
    const held = decoder.end().length
    expect(held).toBeLessThan(2_000)
    const used = process.cpuUsage(before)
    return { bytes: bytes + held, ms: (used.user + used.system) / 1_000 }
  }
  it.each([
    ['quoted-printable', 'a'],
    ['quoted-printable', '=41'],
    ['quoted-printable', ' '],
    ['quoted-printable', '='],
    ['quoted-printable', ' \r'],
    ['quoted-printable', '= '],
    ['quoted-printable', ' \n'],
    ['base64', 'QUJD'],
    ['base64', 'QQ=='],
    ['base64', '='],
    ['base64', ' '],
  ])('%s of %j', (encoding, text) => {
    expect(flood(encoding, text).ms).toBeLessThan(5_000)
  })
  it('eight megabytes on one line come out whole', () => {
    expect(flood('quoted-printable', '=41').bytes).toBeGreaterThan((8 * mega) / 3 - 10)
    expect(flood('base64', 'QUJD').bytes).toBeGreaterThan(6 * mega - 10)
  })
})

describe('a file inside a text', () => {
  const text = 'Hello\n\nbegin 644 a.txt\n#0V%T\n`\nend\nbegin 644 b.txt\n#1&]G\n`\nend\n'
  it.each([1, 7, 1_000])('comes out of the text, in pieces of %i', length => {
    expect(decode('x-uuencode-block:1', text, length)).toBe('Cat')
    expect(decode('x-uuencode-block:2', text, length)).toBe('Dog')
    expect(decode('x-uuencode-block:2;base64', Buffer.from(text).toString('base64'), length)).toBe('Dog')
  })
  it('may be all of a part (x-uuencode)', () => {
    expect(decode('x-uuencode', 'begin 644 a.txt\n#0V%T\n`\nend\n', 5)).toBe('Cat')
  })
  it('that is not there is unreadable', () => {
    expect(() => decode('x-uuencode-block:3', text, 10)).toThrow('unreadable')
    expect(() => decode('x-yenc-block:1', text, 10)).toThrow('unreadable')
  })
})
