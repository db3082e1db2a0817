import { inflateRawSync } from 'node:zlib'
import { fileTypeFromBuffer } from 'file-type'
import { describe, expect, it } from 'vitest'
import { makeFiles } from './files.ts'

const fileOf = (name: string) => {
  const [file] = makeFiles(name)
  if (!file) throw new Error('No file')
  return file
}

describe('files of the sample mail', () => {
  for (const [name, type] of [
    ['lamp.jpg', 'image/jpeg'],
    ['scratch.jpg', 'image/jpeg'],
    ['logo.png', 'image/png'],
    ['Quote 7.pdf', 'application/pdf'],
    ['Floor plan.pdf', 'application/pdf'],
    ['drawings.zip', 'application/zip'],
    ['letter.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ] as const) {
    it(`makes ${name} what its name says`, async () => {
      const { bytes, type: declared } = fileOf(name)
      expect(declared).toBe(type)
      expect((await fileTypeFromBuffer(bytes))?.mime).toBe(type)
    })
  }

  it('splits several names and gives the same bytes for the same name', () => {
    const files = makeFiles('a.csv, b.pdf')
    expect(files.map(({ name }) => name)).toEqual(['a.csv', 'b.pdf'])
    expect(makeFiles('b.pdf')[0]?.bytes).toEqual(files[1]?.bytes)
    expect(makeFiles('')).toEqual([])
  })

  it('points every PDF object to its place', () => {
    const source = fileOf('Invoice 12.pdf').bytes.toString('latin1')
    const start = Number(/startxref\n(\d+)/.exec(source)?.[1])
    expect(source.startsWith('xref', start)).toBe(true)
    const offsets = [...source.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(match => Number(match[1]))
    expect(offsets.map((offset, index) => source.startsWith(`${index + 1} 0 obj`, offset))).toEqual(
      Array(6).fill(true),
    )
  })

  it('packs archives that unpack', () => {
    const { bytes } = fileOf('measures.zip')
    const nameLength = bytes.readUInt16LE(26)
    const packed = bytes.subarray(30 + nameLength, 30 + nameLength + bytes.readUInt32LE(18))
    const unpacked = inflateRawSync(packed)
    expect(unpacked.length).toBe(bytes.readUInt32LE(22))
    expect(unpacked.toString()).toContain('article;name;pieces;price')
  })
})
