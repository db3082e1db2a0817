import { expect, test } from 'vitest'
import { resolveBuiltFile } from './app-protocol.ts'

const files = new Map([
  ['/index.html', '/built/index.html'],
  ['/assets/main.js', '/built/assets/main.js'],
])

test('built files are found', () => {
  expect(resolveBuiltFile('app://parley/', files)).toBe('/built/index.html')
  expect(resolveBuiltFile('app://parley/assets/main.js?v=1', files)).toBe('/built/assets/main.js')
})

test.each([
  'app://parley/../package.json',
  'app://parley/%2e%2e/package.json',
  'app://parley/assets/..%2f..%2fpackage.json',
  'app://parley/..%5cpackage.json',
  'app://parley//etc/passwd',
  'app://parley/C:/Windows/win.ini',
  'app://parley/index.html%00.js',
  'app://evil/index.html',
  'file:///built/index.html',
  'nonsense',
])('R-02: %s leads nowhere', address => {
  expect(resolveBuiltFile(address, files)).toBeNull()
})
