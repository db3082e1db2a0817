import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

test('the data folder is taken in either spelling', () => {
  expect(readArguments(['app', '--data', '/d']).dataDir).toBe('/d')
  expect(readArguments(['app', '--data=/e']).dataDir).toBe('/e')
  expect(readArguments(['app', '--data=']).dataDir).toBeNull()
})

test('R-34: nothing after -- is a switch', () => {
  expect(readArguments(['app', '--', '--demo', '--data=/d'])).toEqual({ dataDir: null, demo: false })
  expect(readArguments(['app', '--data', '/d', '--', '--data', '/e', '--demo'])).toEqual({
    dataDir: '/d',
    demo: false,
  })
  expect(readArguments(['app', '--data', '--', '/e'])).toEqual({ dataDir: null, demo: false })
})

test.each([
  'parley://conversations/1?--demo',
  'mailto:x@y.example?--data=/d',
  'app://evil/ --demo',
  '--demo=1',
  '--demonstration',
  '--data-dir=/d',
  '-demo',
  '--inspect',
  '--load-extension=/tmp',
  '--remote-debugging-port=9222',
])('R-34: %s asks for nothing', argument => {
  expect(readArguments(['app', argument])).toEqual({ dataDir: null, demo: false })
})

test('a folder that is another switch is none', () => {
  expect(readArguments(['app', '--data', '--demo'])).toEqual({ dataDir: null, demo: true })
})
