import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

test('the data folder is taken in either spelling', () => {
  expect(readArguments(['app', '--data', '/d']).dataDir).toBe('/d')
  expect(readArguments(['app', '--data=/e']).dataDir).toBe('/e')
  expect(readArguments(['app', '--data=']).dataDir).toBeNull()
})

test('R-34: nothing after -- is a switch', () => {
  expect(readArguments(['app', '--', '--demo', '--data=/d'])).toEqual({ dataDir: null, demo: false })
})
