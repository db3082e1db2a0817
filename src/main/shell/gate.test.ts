import { expect, test } from 'vitest'
import { mayLoad } from './gate.ts'

test.each([
  'http://127.0.0.1/x',
  'https://example.org/pixel.gif',
  'file:///etc/passwd',
  'ws://127.0.0.1:1/',
  'ftp://example.org/',
  'smb://host/share',
  '//example.org/x',
  'not an address',
])('R-10: %s does not leave a page of ours', address => {
  expect(mayLoad(address, null)).toBe(false)
})

test.each(['app://parley/index.html', 'mail://abc/', 'data:image/png;base64,AA', 'blob:app://parley/1'])(
  '%s is ours',
  address => expect(mayLoad(address, null)).toBe(true),
)

test('the development server is reached in development only, and nothing beside it', () => {
  expect(mayLoad('http://localhost:5173/main.tsx', 'http://localhost:5173')).toBe(true)
  expect(mayLoad('ws://localhost:5173/', 'http://localhost:5173')).toBe(true)
  expect(mayLoad('http://localhost:5174/', 'http://localhost:5173')).toBe(false)
})
