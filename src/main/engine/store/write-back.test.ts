import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { type Connection, openConnection } from './sqlite.ts'
import { createWriteBack } from './write-back.ts'

let folder: TempFolder
let writing: Connection

beforeEach(async () => {
  folder = await createTempFolder('write-back')
  writing = openConnection(join(folder.path, 'parley.db'))
  writing.pragma('journal_mode = WAL')
  writing.pragma('wal_autocheckpoint = 0')
  writing.exec('CREATE TABLE note (text TEXT NOT NULL) STRICT')
})
afterEach(async () => {
  writing.close()
  await folder.remove()
})

const size = (end: string) => statSync(join(folder.path, `parley.db${end}`)).size
const fill = () => {
  for (let row = 0; row < 200; row += 1) writing.exec('INSERT INTO note VALUES (hex(randomblob(4000)))')
}

test('what another connection stored moves from the journal into the file, and the journal is used again', () => {
  const writeBack = createWriteBack(folder.path)
  fill()
  const before = size('')
  writeBack.step()
  expect(size('')).toBeGreaterThan(before + 1_000_000)
  const journal = size('-wal')
  writing.exec('DELETE FROM note')
  expect(size('-wal')).toBe(journal)
  writeBack.close()
})

test('it does not write back again at once', () => {
  const writeBack = createWriteBack(folder.path)
  writeBack.step()
  const before = size('')
  fill()
  writeBack.step()
  expect(size('')).toBe(before)
  writeBack.close()
})
