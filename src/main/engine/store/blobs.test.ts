import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BlobStore, createBlobStore } from './blobs.ts'
import { makeDataDir } from './test-store.ts'

const { signal } = new AbortController()
let dataDir: string
let blobs: BlobStore
beforeEach(() => {
  dataDir = makeDataDir()
  blobs = createBlobStore(dataDir)
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

async function* pieces(...texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

describe('blobs', () => {
  it('are found by the hash of their bytes, whether they came whole or in pieces', async () => {
    const whole = await blobs.write(Buffer.from('one two'), { signal })
    const streamed = await blobs.write(pieces('one', ' ', 'two'), { signal })
    expect(whole).toEqual({ hash: createHash('sha256').update('one two').digest('hex'), sizeBytes: 7 })
    expect(streamed).toEqual(whole)
    expect(readFileSync(blobs.path(whole.hash), 'utf8')).toBe('one two')
    expect(await blobs.list()).toEqual([whole.hash])
  })

  it('can be empty', async () => {
    const { hash, sizeBytes } = await blobs.write(new Uint8Array(), { signal })
    expect(sizeBytes).toBe(0)
    expect(blobs.has(hash)).toBe(true)
  })

  it('leave nothing behind when cancelled or when the source fails', async () => {
    const controller = new AbortController()
    async function* endless(): AsyncIterable<Uint8Array> {
      for (let n = 0; ; n += 1) {
        if (n === 3) controller.abort()
        yield Buffer.alloc(1_000)
      }
    }
    await expect(blobs.write(endless(), { signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
    async function* broken(): AsyncIterable<Uint8Array> {
      yield Buffer.from('x')
      throw new Error('gone')
    }
    await expect(blobs.write(broken(), { signal })).rejects.toThrow('gone')
    expect(readdirSync(join(dataDir, 'blobs', 'incoming'))).toEqual([])
    expect(await blobs.list()).toEqual([])
  })

  it('are swept when nobody names them, with what was left behind', async () => {
    const kept = await blobs.write(Buffer.from('kept'), { signal })
    const orphan = await blobs.write(Buffer.from('orphan'), { signal })
    writeFileSync(join(dataDir, 'blobs', 'incoming', 'left'), 'half')
    blobs = createBlobStore(dataDir)
    expect(await blobs.sweep(new Set([kept.hash]))).toBe(1)
    expect([blobs.has(kept.hash), blobs.has(orphan.hash)]).toEqual([true, false])
    expect(readdirSync(join(dataDir, 'blobs', 'incoming'))).toEqual([])
  })

  it('F-03: stay when they are written while those of a former life are swept', async () => {
    await blobs.write(Buffer.from('again'), { signal })
    await blobs.write(Buffer.from('orphan'), { signal })
    blobs = createBlobStore(dataDir)
    const { promise: swept, resolve: go } = Promise.withResolvers<void>()
    async function* slow(): AsyncIterable<Uint8Array> {
      yield Buffer.from('sl')
      await swept
      yield Buffer.from('ow')
    }
    const known = new Set<string>()
    const before = await blobs.write(Buffer.from('before'), { signal })
    const during = blobs.write(slow(), { signal })
    const [again] = await Promise.all([blobs.write(Buffer.from('again'), { signal }), blobs.sweep(known)])
    go()
    for (const { hash } of [before, again, await during]) expect(blobs.has(hash)).toBe(true)
    expect(await blobs.list()).toHaveLength(3)
  })

  it('have no names but hashes', () => {
    for (const name of ['../../etc/passwd', 'ab', '', 'g'.repeat(64), `${'a'.repeat(63)}/`])
      expect(() => blobs.path(name)).toThrowError('invalid-request')
  })

  it('are for this user alone', async () => {
    const { hash } = await blobs.write(Buffer.from('x'), { signal })
    const mode = statSync(blobs.path(hash)).mode & 0o777
    expect(mode).toBe(process.platform === 'win32' ? 0o666 : 0o600)
  })
})
