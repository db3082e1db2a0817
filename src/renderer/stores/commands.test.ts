import { expect, it, vi } from 'vitest'
import { en } from '#renderer/i18n/en.ts'
import { commandOf, commandsAfter, keyHint, keyNames } from './command-keys.ts'
import { commandIds, commandTable } from './commands.ts'

vi.stubGlobal('window', { parley: { platform: 'linux' } })

const allKeys = commandIds.flatMap(id => commandTable[id].keys)

it('gives every key to one command', () => {
  expect(allKeys).toHaveLength(new Set(allKeys).size)
  for (const id of commandIds) for (const keys of commandTable[id].keys) expect(commandOf(keys)).toBe(id)
})

it('never uses the first key of a sequence alone', () => {
  const first = new Set(allKeys.filter(keys => keys.includes(' ')).map(keys => keys.split(' ')[0]))
  expect([...first]).toEqual(['*', 'g'])
  for (const key of first) expect(allKeys).not.toContain(key)
  expect(commandsAfter('*').map(({ id }) => id)).toEqual(['select-all', 'select-none'])
})

it('has a title for every command', () => {
  for (const id of commandIds) expect(en[`command.${id}`], id).toBeTruthy()
})

it('names keys as they stand on a keyboard', () => {
  expect(keyNames('U')).toEqual(['Shift', 'U'])
  expect(keyNames('g i')).toEqual(['g', 'i'])
  expect(keyHint('mark-unread')).toBe('⇧U')
  expect(keyHint('archive')).toBe('E')
  expect(keyHint('go-inbox')).toBe('G I')
  expect(keyHint('palette')).toBe('Ctrl K')
  expect(keyHint('sync')).toBe('')
})
