import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unzip } from './zip.mjs'

type Entry = {
  readonly name: string
  readonly data: string
  readonly mode: number
  readonly deflate?: boolean
}

function makeZip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, mode, deflate = false } of entries) {
    const body = deflate ? deflateRawSync(Buffer.from(data)) : Buffer.from(data)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(deflate ? 8 : 0, 10)
    central.writeUInt32LE(body.length, 20)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE((mode << 16) >>> 0, 38)
    central.writeUInt32LE(offset, 42)
    parts.push(local, Buffer.from(name), body)
    directory.push(central, Buffer.from(name))
    offset += 30 + name.length + body.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, end])
}

describe('unzip', () => {
  let folder = ''
  const archive = () => join(folder, 'archive.zip')
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-zip-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('writes stored and deflated files with their modes, and links', async () => {
    const entries = [
      { name: 'top/', data: '', mode: 0o040755 },
      { name: 'top/tool', data: 'x'.repeat(100_000), mode: 0o100755, deflate: true },
      { name: 'top/text', data: 'plain', mode: 0o100644 },
      { name: 'top/empty', data: '', mode: 0o100600 },
      { name: 'top/link', data: 'text', mode: 0o120777 },
    ]
    writeFileSync(archive(), makeZip(entries))
    expect(await unzip(archive(), join(folder, 'to'), name => name.slice(4))).toBe(4)
    expect(readFileSync(join(folder, 'to', 'tool'), 'utf8')).toBe('x'.repeat(100_000))
    expect(statSync(join(folder, 'to', 'tool')).mode & 0o777).toBe(0o755)
    expect(readFileSync(join(folder, 'to', 'text'), 'utf8')).toBe('plain')
    expect(statSync(join(folder, 'to', 'empty')).size).toBe(0)
    expect(readlinkSync(join(folder, 'to', 'link'))).toBe('text')
  })

  it('leaves out what it is told to leave out', async () => {
    const entries = ['keep', 'drop'].map(name => ({ name, data: name, mode: 0o100644 }))
    writeFileSync(archive(), makeZip(entries))
    await unzip(archive(), join(folder, 'to'), name => (name === 'keep' ? name : undefined))
    expect(readdirSync(join(folder, 'to'))).toEqual(['keep'])
  })

  it('refuses a name that leaves the folder', async () => {
    writeFileSync(archive(), makeZip([{ name: '../outside', data: 'x', mode: 0o100644 }]))
    await expect(unzip(archive(), join(folder, 'to'), name => name)).rejects.toThrow('unsafe path')
  })

  it('refuses an archive that was cut off', async () => {
    const whole = makeZip([{ name: 'a', data: 'content', mode: 0o100644 }])
    writeFileSync(archive(), whole.subarray(0, whole.length - 30))
    chmodSync(archive(), 0o600)
    await expect(unzip(archive(), join(folder, 'to'), name => name)).rejects.toThrow('cut off')
  })
})
