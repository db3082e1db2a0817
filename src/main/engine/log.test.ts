import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { createFileLog } from './log.ts'

let folder: TempFolder
beforeEach(async () => {
  folder = await createTempFolder('log')
})
afterEach(() => folder.remove())

const clock = { now: () => Date.UTC(2026, 0, 2) }
const read = (name = 'engine.log') => readFileSync(join(folder.path, 'logs', name), 'utf8')

describe('createFileLog', () => {
  it('writes one JSON line per event, readable by its owner only', () => {
    const log = createFileLog({ dataDir: folder.path, clock })
    log.info('sync-done', { accountId: 'a1', emails: 3, ok: true })
    expect(JSON.parse(read())).toEqual({
      at: '2026-01-02T00:00:00.000Z',
      level: 'info',
      event: 'sync-done',
      accountId: 'a1',
      emails: 3,
      ok: true,
    })
    expect(statSync(join(folder.path, 'logs', 'engine.log')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder.path, 'logs')).mode & 0o777).toBe(0o700)
  })

  it('never writes an address', () => {
    const log = createFileLog({ dataDir: folder.path, clock })
    log.warn('from <anna@example.test>', {
      text: 'user=anna@example.test; url imap://b%40example.test/x "q@r"',
    })
    expect(read()).not.toMatch(/anna|b%40|q@r|example/)
  })

  it('keeps at most five files of the given size', () => {
    const log = createFileLog({ dataDir: folder.path, clock, fileBytes: 1_000 })
    for (let count = 0; count < 200; count += 1) log.info('event', { count })
    const names = readdirSync(join(folder.path, 'logs')).sort()
    expect(names).toEqual(['engine.1.log', 'engine.2.log', 'engine.3.log', 'engine.4.log', 'engine.log'])
    for (const name of names) expect(read(name).length).toBeLessThanOrEqual(1_000)
    expect(read()).toContain('"count":199')
  })

  it('says nothing of debug events unless asked', () => {
    createFileLog({ dataDir: folder.path, clock }).debug('detail')
    expect(readdirSync(folder.path)).toEqual([])
    createFileLog({ dataDir: folder.path, clock, debug: true }).debug('detail')
    expect(read()).toContain('detail')
  })

  it('stays silent where it cannot write', () => {
    writeFileSync(join(folder.path, 'logs'), 'a file where the folder should be')
    expect(() => createFileLog({ dataDir: folder.path, clock }).error('failed')).not.toThrow()
  })
})
