import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { createVaultFile } from './vault-file.ts'

let folder: TempFolder
beforeEach(async () => {
  folder = await createTempFolder('vault')
})
afterEach(() => folder.remove())

const open = () => createVaultFile({ path: join(folder.path, 'vault.json'), cost: { N: 16, r: 8, p: 1 } })

describe('createVaultFile', () => {
  it('keeps secrets across sessions, readable by its owner only, and never in the clear', async () => {
    const vault = open()
    await vault.create('correct horse', new Map([['a/imap', 'hunter-häß-2']]))
    await vault.change(
      new Map([
        ['b/imap', 'second'],
        ['a/smtp', 'third'],
      ]),
    )
    await vault.change(new Map([['a/smtp', null]]))
    const text = readFileSync(join(folder.path, 'vault.json'), 'utf8')
    expect(text).not.toMatch(/hunter|second|horse/)
    expect(statSync(join(folder.path, 'vault.json')).mode & 0o777).toBe(0o600)

    const later = open()
    expect(later.locked()).toBe(true)
    expect(() => later.get('a/imap')).toThrow('secret-store-locked')
    await later.unlock('correct horse')
    expect([later.get('a/imap'), later.get('b/imap'), later.get('a/smtp')]).toEqual([
      'hunter-häß-2',
      'second',
      null,
    ])
  })

  it('tells a wrong passphrase from a damaged file', async () => {
    await open().create('correct horse', new Map([['a/imap', 'x']]))
    await expect(open().unlock('wrong')).rejects.toMatchObject({ code: 'passphrase-wrong' })
    writeFileSync(join(folder.path, 'vault.json'), '{"version":1')
    await expect(open().unlock('correct horse')).rejects.toMatchObject({ code: 'unreadable' })
  })

  it('refuses a file that somebody changed', async () => {
    await open().create('correct horse', new Map([['a/imap', 'x']]))
    const path = join(folder.path, 'vault.json')
    const sealed = JSON.parse(readFileSync(path, 'utf8'))
    const data = Buffer.from(sealed.data, 'base64')
    data[3] = (data[3] ?? 0) ^ 1
    writeFileSync(path, JSON.stringify({ ...sealed, data: data.toString('base64') }))
    await expect(open().unlock('correct horse')).rejects.toMatchObject({ code: 'passphrase-wrong' })
  })

  it('never overwrites a vault with a new one', async () => {
    await open().create('first', new Map())
    await expect(open().create('second', new Map())).rejects.toMatchObject({ code: 'invalid-request' })
  })

  it('takes the same passphrase typed with another Unicode form', async () => {
    await open().create('caf\u00e9 passphrase', new Map([['a/imap', 'x']]))
    const later = open()
    await later.unlock('cafe\u0301 passphrase')
    expect(later.get('a/imap')).toBe('x')
  })
})
