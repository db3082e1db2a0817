import { expect, test } from 'vitest'
import { defaultDataDir } from './data-dir.ts'

test('each system keeps data where its users look for it', () => {
  expect(defaultDataDir({ platform: 'linux', env: {}, home: '/h' })).toBe('/h/.local/share/parley')
  expect(defaultDataDir({ platform: 'linux', env: { XDG_DATA_HOME: '/x' }, home: '/h' })).toBe('/x/parley')
  expect(defaultDataDir({ platform: 'darwin', env: {}, home: '/h' })).toBe(
    '/h/Library/Application Support/Parley',
  )
  expect(defaultDataDir({ platform: 'win32', env: { LOCALAPPDATA: 'C:\\L' }, home: 'C:\\h' })).toBe(
    'C:\\L\\Parley',
  )
})

test('a relative XDG data home is not trusted', () => {
  expect(defaultDataDir({ platform: 'linux', env: { XDG_DATA_HOME: 'x' }, home: '/h' })).toBe(
    '/h/.local/share/parley',
  )
})
