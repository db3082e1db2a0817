import { describe, expect, it } from 'vitest'
import { effortMs } from '#test/support/effort.ts'
import { createRandom } from '#test/support/random.ts'
import { tnefAttribute, tnefStream, winmail } from '#test/support/tnef.ts'
import { decompressRtf } from './rtf-compressed.ts'
import { rtfToText } from './rtf-text.ts'
import { readTnef } from './tnef.ts'

const names = (bytes: Buffer) => {
  const contents = readTnef(bytes)
  return contents.kind === 'entries' ? contents.entries.map(entry => entry.name) : contents.kind
}
const title = (name: string) => tnefAttribute(2, 0x00018010, Buffer.from(`${name}\0`))
const start = tnefAttribute(2, 0x00069002, Buffer.alloc(14))
const data = (bytes: Buffer) => tnefAttribute(2, 0x0006800f, bytes)

/** A list of MAPI properties, each of one value. */
const properties = (...list: readonly { id: number; type: number; bytes: Buffer }[]) => {
  const count = Buffer.alloc(4)
  count.writeUInt32LE(list.length)
  return Buffer.concat([
    count,
    ...list.flatMap(({ id, type, bytes }) => {
      const head = Buffer.alloc(12)
      head.writeUInt16LE(type, 0)
      head.writeUInt16LE(id, 2)
      head.writeUInt32LE(1, 4)
      head.writeUInt32LE(bytes.length, 8)
      return [head, bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]
    }),
  ])
}

describe('winmail.dat', () => {
  it('gives its text and its files', () => {
    const bytes = winmail({
      text: 'Packed words',
      files: [
        { name: 'plan.pdf', bytes: Buffer.from('%PDF-') },
        { name: 'b.txt', bytes: Buffer.from('b') },
      ],
    })
    expect(readTnef(bytes)).toMatchObject({
      kind: 'entries',
      text: 'Packed words',
      entries: [
        { name: 'plan.pdf', bytes: Buffer.from('%PDF-') },
        { name: 'b.txt', bytes: Buffer.from('b') },
      ],
    })
  })

  it('knows a file by its long name, in UTF-16, before the short one', () => {
    const long = properties({ id: 0x3707, type: 0x1f, bytes: Buffer.from('Überblick lang.pdf\0', 'utf16le') })
    const bytes = tnefStream([
      start,
      title('UEBER~1.PDF'),
      data(Buffer.from('x')),
      tnefAttribute(2, 0x00069005, long),
    ])
    expect(names(bytes)).toEqual(['Überblick lang.pdf'])
  })

  it('takes data that comes before its name, and a file that nothing begins', () => {
    expect(names(tnefStream([data(Buffer.from('x')), title('late.txt')]))).toEqual(['late.txt'])
  })

  it('reads the HTML body as a file and as words', () => {
    const html = properties({ id: 0x1013, type: 0x102, bytes: Buffer.from('<p>Hello <b>Bo</b></p>') })
    expect(readTnef(tnefStream([tnefAttribute(1, 0x00069003, html)]))).toMatchObject({
      text: 'Hello Bo',
      entries: [{ name: 'body.html', type: 'text/html' }],
    })
  })
})

describe('R-54: a package that lies', () => {
  it('keeps what came before a length that leads outside', () => {
    const lying = tnefAttribute(2, 0x0006800f, Buffer.from('short'), 0xffff_fff0)
    expect(
      names(tnefStream([start, title('a.txt'), data(Buffer.from('a')), start, title('b.txt'), lying])),
    ).toEqual(['a.txt', 'b.txt'])
  })

  it.each([
    ['a count of four billion properties', Buffer.from('ffffffff', 'hex')],
    [
      'a value longer than all',
      Buffer.from('01000000 1e000130 01000000 f0ffffff'.replaceAll(' ', ''), 'hex'),
    ],
    ['a count of four billion values', Buffer.from('01000000 1e100130 ffffffff'.replaceAll(' ', ''), 'hex')],
    [
      'a name longer than all',
      Buffer.from(`01000000 1e000080 ${'00'.repeat(16)} 01000000 ffffffff`.replaceAll(' ', ''), 'hex'),
    ],
  ])('does not believe %s', (_name, props) => {
    expect(
      names(tnefStream([start, title('a.txt'), data(Buffer.from('a')), tnefAttribute(2, 0x00069005, props)])),
    ).toEqual(['a.txt'])
  })

  it('does not break on any bytes', () => {
    const random = createRandom(5)
    const whole = winmail({ text: 'words', files: [{ name: 'a.txt', bytes: Buffer.alloc(40, 1) }] })
    for (let round = 0; round < 2_000; round += 1) {
      const bytes = Buffer.from(whole)
      for (let hits = random.between(1, 6); hits > 0; hits -= 1)
        bytes[random.between(6, bytes.length - 1)] = random.between(0, 255)
      expect(['entries', 'unreadable']).toContain(
        readTnef(bytes.subarray(0, random.between(0, bytes.length))).kind,
      )
    }
  })

  it('is bounded by the bytes that are there', async () => {
    const bytes = tnefStream(Array.from({ length: 100_000 }, () => start))
    expect(await effortMs(() => expect(names(bytes)).toEqual([]), 1_000)).toBeLessThan(1_000)
  })
})

describe('RTF', () => {
  it('is words without their looks', () => {
    const rtf =
      "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\generator X;}\\pard Gr\\'fc\\'dfe\\par \\u8364?5\\tab {\\b bold} \\{x\\}\\par}"
    expect(rtfToText(Buffer.from(rtf))).toBe('Grüße\n€5\tbold {x}')
  })

  it('shows each word of packed HTML once', () => {
    const rtf =
      '{\\rtf1\\fromhtml1{\\*\\htmltag <p>}\\htmlrtf {\\htmlrtf0 Hello\\htmlrtf }\\htmlrtf0{\\*\\htmltag </p>}}'
    expect(rtfToText(Buffer.from(rtf))).toBe('Hello')
  })

  it.each([
    ['groups', '{'.repeat(1_000_000)],
    ['controls', '\\b'.repeat(1_000_000)],
    ['hex', "\\'41".repeat(500_000)],
    ['backslashes', '\\'.repeat(1_000_000)],
  ])('takes little time over a flood of %s', async (_name, rtf) => {
    expect(await effortMs(() => rtfToText(Buffer.from(rtf)), 2_000)).toBeLessThan(2_000)
  })

  it('is unpacked as its makers pack it (MS-OXRTFCP §3.2)', () => {
    const packed = Buffer.from(
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
      'hex',
    )
    expect(decompressRtf(packed)?.toString('latin1')).toBe(
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    )
  })

  it('does not believe its size', () => {
    const packed = Buffer.alloc(4_000, 0xff)
    packed.writeUInt32LE(0xffff_ffff, 4)
    packed.writeUInt32LE(0x75465a4c, 8)
    expect(decompressRtf(packed)?.length).toBeLessThanOrEqual(4_000 * 20)
    expect(decompressRtf(Buffer.alloc(10))).toBe(null)
  })
})
