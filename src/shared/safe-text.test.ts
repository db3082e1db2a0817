import { describe, expect, it } from 'vitest'
import { safeLine, safeText } from './safe-text.ts'

describe('safeLine', () => {
  it.each([
    ['a\r\nBcc: b', 'a Bcc: b'],
    ['a\u0000\u001b[31m\u0085b\u009fc', 'a[31m bc'],
    ['re\u202eport\u2066', 'report'],
    ['tag\u{e0041}s', 'tags'],
    ['line\u2028sep\u2029', 'line sep'],
    ['half \ud83d pair', 'half \ufffd pair'],
    ['pay\u00adpal\u200b\ufeff', 'paypal'],
    ['👨‍👩‍👧 ok', '👨‍👩‍👧 ok'],
    ['❤️', '❤️'],
    ['x\u200dy', 'xy'],
    [`e${'\u0301'.repeat(100)}`, `e${'\u0301'.repeat(8)}`],
    ['  plain  ', 'plain'],
  ])('makes %j one clean line', (text, clean) => {
    expect(safeLine(text)).toBe(clean)
  })
})

describe('safeText', () => {
  it('keeps lines, tabs and right-to-left marks, and nothing that controls', () => {
    expect(safeText('a\r\nb\rc\u2028d\te\u0000\u001b\u200ff')).toBe('a\nb\nc\nd\te\u200ff')
  })
  it('returns harmless text as it is', () => {
    expect(safeText('a\nb 👋')).toBe('a\nb 👋')
  })
})
