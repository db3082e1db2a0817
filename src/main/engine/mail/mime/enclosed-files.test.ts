import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { liftEnclosedFiles, parseEnclosedEncoding } from './enclosed-files.ts'
import { parseMessage } from './parse.ts'
import { decodeUuBlock, findUuBlocks } from './uuencode.ts'
import { decodeYencBlock, findYencBlocks } from './yenc.ts'

const every = Buffer.from(Array.from({ length: 1_000 }, (_, index) => (index * 7 + (index >> 3)) & 255))
const plenty = 1 << 24

/** Encoded by Python's `binascii`, which nobody here wrote. */
function uuencoded(bytes: Buffer, name: string, ...flags: readonly string[]): string {
  const script =
    'import binascii,sys\nd=sys.stdin.buffer.read()\nfor i in range(0,len(d),45):\n sys.stdout.buffer.write(binascii.b2a_uu(d[i:i+45],backtick="tick" in sys.argv))'
  const lines = execFileSync('python3', ['-c', script, ...flags], { input: bytes }).toString('latin1')
  return `begin 644 ${name}\n${lines}\`\nend\n`
}

function yEncoded(bytes: Buffer, name: string): Buffer {
  const out: number[] = []
  for (const [index, byte] of bytes.entries()) {
    const coded = (byte + 42) & 255
    if ([0, 9, 10, 13, 61].includes(coded)) out.push(61, (coded + 64) & 255)
    else out.push(coded)
    if (index % 128 === 127) out.push(13, 10)
  }
  return Buffer.concat([
    Buffer.from(`=ybegin line=128 size=${bytes.length} name=${name}\r\n`, 'latin1'),
    Buffer.from(out),
    Buffer.from(`\r\n=yend size=${bytes.length} crc32=00000000\r\n`, 'latin1'),
  ])
}

const mail = (body: Buffer | string, more = '') =>
  Buffer.concat([Buffer.from(`From: a@b.example\n${more}\n`, 'latin1'), Buffer.from(body)])
const parse = (raw: Buffer, sizeBytes = raw.length) => parseMessage(raw, { sizeBytes })

describe('a uuencoded file in a text', () => {
  it.each([[], ['tick']])('comes out byte for byte %s', (...flags) => {
    const text = Buffer.from(`Hello,\n\n${uuencoded(every, 'all bytes.bin', ...flags)}\nBye\n`, 'latin1')
    expect(findUuBlocks(text, 10)).toMatchObject([
      { name: 'all bytes.bin', sizeBytes: 1_000, complete: true },
    ])
    expect(decodeUuBlock(text, 1, plenty)).toEqual(every)
    expect(decodeUuBlock(text, 1, 100)).toEqual(every.subarray(0, 100))
    expect(decodeUuBlock(text, 2, plenty)).toBeNull()
  })

  it('survives CRLF and stripped spaces', () => {
    const zeros = Buffer.alloc(200, 'ab\0\0\0\0')
    const text = uuencoded(zeros, 'z').replace(/ +\n/g, '\n').replaceAll('\n', '\r\n')
    expect(decodeUuBlock(Buffer.from(text, 'latin1'), 1, plenty)).toEqual(zeros)
  })

  it('is listed, and not printed', () => {
    const body = `Look:\n\n${uuencoded(every, '/tmp/a.gif')}between\n${uuencoded(every, 'b.gif')}after\n`
    const email = parse(mail(body))
    expect(email.text).toBe('Look:\n\nbetween\nafter\n')
    expect(email.attachments).toMatchObject([
      {
        partId: '1',
        name: 'a.gif',
        sizeBytes: 1_000,
        encoding: 'x-uuencode-block:1',
        disposition: 'attachment',
      },
      { partId: '1', name: 'b.gif', sizeBytes: 1_000, encoding: 'x-uuencode-block:2' },
    ])
  })

  it('is found behind a transfer encoding, which its own encoding then names', () => {
    const coded = Buffer.from(uuencoded(every, 'a.gif'), 'latin1').toString('base64')
    const email = parse(
      mail(coded, 'Content-Type: text/plain; format=flowed\nContent-Transfer-Encoding: base64\n'),
    )
    expect(email.attachments).toMatchObject([{ encoding: 'x-uuencode-block:1;base64' }])
    expect(parseEnclosedEncoding('x-uuencode-block:1;base64')).toEqual({
      kind: 'uuencode',
      ordinal: 1,
      transfer: 'base64',
    })
    expect(parseEnclosedEncoding('base64')).toBeNull()
  })

  it('that a prefix cuts is listed without a size', () => {
    const raw = mail(uuencoded(every, 'a.gif'))
    const email = parse(raw.subarray(0, 400), raw.length)
    expect(email.text?.trim()).toBe('')
    expect(email.attachments).toMatchObject([{ name: 'a.gif', sizeBytes: null }])
  })

  it.each([
    'begin 644 with the easy ones\nand go on.\n',
    'begin 100 YARDS\nHELLO WORLD\n',
    'begin 644 notes.txt\n',
    'we begin 644 a.gif\nM1TE&.#=A\n',
  ])('is not seen in prose: %j', body => {
    const email = parse(mail(body))
    expect(email.text).toBe(body)
    expect(email.attachments).toEqual([])
  })
})

describe('a yEnc file in a text', () => {
  it('comes out byte for byte, and is listed', () => {
    const body = Buffer.concat([
      Buffer.from('Hi\r\n'),
      yEncoded(every, 'photo 1.jpg'),
      Buffer.from('Bye\r\n'),
    ])
    expect(findYencBlocks(body, 10)).toMatchObject([
      { name: 'photo 1.jpg', sizeBytes: 1_000, complete: true },
    ])
    expect(decodeYencBlock(body, 1, plenty)).toEqual(every)
    expect(decodeYencBlock(body, 1, 10)).toEqual(every.subarray(0, 10))
    const email = parse(mail(body))
    expect(email.text).toBe('Hi\nBye\n')
    expect(email.attachments).toMatchObject([
      { name: 'photo 1.jpg', encoding: 'x-yenc-block:1', sizeBytes: 1_000 },
    ])
  })

  it('is not seen in prose', () => {
    const body = '=ybegin is how it starts\n=yend is how it ends\n'
    expect(parse(mail(body)).text).toBe(body)
  })
})

describe('a flood of blocks (R-67)', () => {
  const cost = (build: (count: number) => Buffer, count: number): number => {
    const bytes = build(count)
    const times = [1, 2, 3].map(() => {
      const start = performance.now()
      liftEnclosedFiles(bytes)
      return performance.now() - start
    })
    return Math.min(...times)
  }
  it.each([
    ['begin lines', 'begin 644 a\n'],
    ['begun blocks', 'begin 644 a\n#0V%T\n'],
    ['data lines', '#0V%T\n'],
    ['yEnc starts', '=ybegin line=128 size=1 name=a\n'],
    ['yEnc ends', '\n=yend'],
    ['marks on one line', 'begin =ybegin '],
  ])('%s cost no more than their number', (_, piece) => {
    const build = (count: number) => Buffer.from(`begin 644 a\n${piece.repeat(count)}`, 'latin1')
    const count = Math.round(250_000 / piece.length)
    expect(cost(build, count * 4)).toBeLessThan(cost(build, count) * 12 + 50)
  })
})
