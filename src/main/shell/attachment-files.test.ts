import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { clearOpened, copyToPrivate, saveInto } from './attachment-files.ts'

let folder: string
let source: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-files-'))
  source = join(folder, 'source')
  writeFileSync(source, 'bytes')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const evilNames = [
  '/evil/filename',
  '/home1/eucyon/x.gif',
  '..\\..\\win.ini',
  'a/../../b',
  '../../../../etc/cron.d/x',
  'report\u202Egpj.exe',
  'CON.txt',
  'nul',
  'x\u0000.pdf',
  '.bashrc',
  '..',
  '',
  `${'n'.repeat(4_096)}.pdf`,
]

it.each(evilNames)('R-37: what is called %j stays inside the chosen folder', async name => {
  const chosen = mkdtempSync(join(folder, 'chosen-'))
  const path = await saveInto(chosen, source, name)
  expect(dirname(path)).toBe(chosen)
  expect(readdirSync(chosen)).toHaveLength(1)
  expect(readFileSync(path, 'utf8')).toBe('bytes')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it.each(evilNames)('R-37: a copy of %j for another program is private and can’t be changed', async name => {
  const opened = join(folder, 'opened')
  const path = await copyToPrivate(opened, source, name)
  expect(relative(opened, path).split('/')).toHaveLength(2)
  expect(statSync(opened).mode & 0o777).toBe(0o700)
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
  expect(statSync(path).mode & 0o777).toBe(0o400)
})

it('R-37: overwrites nothing, whatever has the name already', async () => {
  const chosen = mkdtempSync(join(folder, 'chosen-'))
  const outside = join(folder, 'outside.txt')
  const target = join(folder, 'target.txt')
  writeFileSync(target, 'theirs')
  writeFileSync(join(chosen, 'plan.pdf'), 'mine')
  symlinkSync(outside, join(chosen, 'plan (2).pdf'))
  symlinkSync(target, join(chosen, 'plan (3).pdf'))
  expect(await saveInto(chosen, source, 'plan.pdf')).toBe(join(chosen, 'plan (4).pdf'))
  expect(await saveInto(chosen, source, 'plan.pdf')).toBe(join(chosen, 'plan (5).pdf'))
  expect(readFileSync(join(chosen, 'plan.pdf'), 'utf8')).toBe('mine')
  expect(readFileSync(target, 'utf8')).toBe('theirs')
  expect(existsSync(outside)).toBe(false)
  expect(lstatSync(join(chosen, 'plan (2).pdf')).isSymbolicLink()).toBe(true)
})

it('R-37: leaves nothing where it was told that its copies may go', async () => {
  const opened = join(folder, 'opened')
  await copyToPrivate(opened, source, 'plan.pdf')
  await clearOpened(opened)
  expect(existsSync(opened)).toBe(false)
})

it('says that a folder is gone instead of trying names for ever', async () => {
  await expect(saveInto(join(folder, 'gone'), source, 'plan.pdf')).rejects.toMatchObject({ code: 'ENOENT' })
})
