import { describe, expect, it } from 'vitest'
import { isLoopbackHost } from './loopback.ts'

describe('isLoopbackHost', () => {
  it.each(['localhost', 'LOCALHOST.', 'mail.localhost', '127.0.0.1', '127.8.9.1', '::1', '[::1]'])(
    'knows %s',
    host => {
      expect(isLoopbackHost(host)).toBe(true)
    },
  )
  it.each([
    'localhost.example',
    '127.0.0.1.nip.io',
    '128.0.0.1',
    '10.0.0.1',
    '::2',
    '0.0.0.0',
    '',
    'notlocalhost',
    '127.1',
  ])('lets %j be elsewhere', host => {
    expect(isLoopbackHost(host)).toBe(false)
  })
})
