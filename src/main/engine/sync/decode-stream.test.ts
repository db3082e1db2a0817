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
