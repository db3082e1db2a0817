import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { oneAtATime } from './lock.mjs'

describe('one at a time', () => {
  let cache = ''
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'parley-lock-'))
    vi.stubEnv('XDG_CACHE_HOME', cache)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(cache, { recursive: true, force: true })
  })

  it('never runs two works of one name together, and leaves no lock behind', async () => {
    let running = 0
    let most = 0
    const work = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise(resolve => setImmediate(resolve))
      running -= 1
    }
    await Promise.all([oneAtATime('a', work), oneAtATime('a', work), oneAtATime('a', work)])
    expect(most).toBe(1)
    expect(existsSync(join(cache, 'parley', 'locks', 'a'))).toBe(false)
  })

  it('frees the name when the work fails', async () => {
    const failing = oneAtATime('a', () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(await oneAtATime('a', async () => 'after')).toBe('after')
  })

  it('takes over from a process that died', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid
    const lock = join(cache, 'parley', 'locks', 'a')
    mkdirSync(lock, { recursive: true })
    writeFileSync(join(lock, 'owner.json'), JSON.stringify({ token: 't', pid: dead, host: hostname() }))
    expect(await oneAtATime('a', async () => 'mine')).toBe('mine')
  })
})
