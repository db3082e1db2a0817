import { describe, expect, it } from 'vitest'
import { effortMs } from '#test/support/effort.ts'
import { readUnsubscribe } from './list-unsubscribe.ts'

const read = (...lines: readonly string[]) =>
  readUnsubscribe(['Subject: News', ...lines, '', ''].join('\r\n'))
const oneClick = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'

describe('the way to leave a list', () => {
  it('is one click where an https address allows it (RFC 8058)', () => {
    expect(read('List-Unsubscribe: <https://lists.example/u?k=1>', oneClick)).toEqual({
      kind: 'one-click',
      url: 'https://lists.example/u?k=1',
      host: 'lists.example',
    })
  })

  it.each([
    ['no Post header', []],
    ['another Post header', ['List-Unsubscribe-Post: List-Unsubscribe=Two-Clicks']],
    [
      'a Post header that only begins like it',
      ['List-Unsubscribe-Post: List-Unsubscribe=One-Click-And-More'],
    ],
  ])('is a page with %s', (_, more) => {
    expect(read('List-Unsubscribe: <https://lists.example/u>', ...more)).toMatchObject({ kind: 'page' })
  })

  it('is never one click without encryption, but a page at the end of the list', () => {
    expect(read('List-Unsubscribe: <http://lists.example/u>', oneClick)).toEqual({
      kind: 'page',
      url: 'http://lists.example/u',
      host: 'lists.example',
    })
    expect(read('List-Unsubscribe: <http://lists.example/u>, <mailto:u@lists.example>', oneClick)).toEqual({
      kind: 'mail',
      address: 'u@lists.example',
      subject: null,
    })
  })

  it('is the first https address, whatever stands before it', () => {
    expect(
      read(
        'List-Unsubscribe: (Use this) <mailto:u@lists.example?subject=leave>,',
        ' <https://lists.example/',
        ' u>',
        oneClick,
      ),
    ).toMatchObject({ kind: 'one-click', url: 'https://lists.example/u' })
  })

  it('is an email with the subject that the list wants', () => {
    expect(read('List-Unsubscribe: <mailto:leave%2Bme@lists.example?subject=unsubscribe%20me+now>')).toEqual({
      kind: 'mail',
      address: 'leave+me@lists.example',
      subject: 'unsubscribe me+now',
    })
  })

  it('is what the first of two headers says', () => {
    expect(
      read(
        'List-Unsubscribe: <https://lists.example/u>',
        'List-Unsubscribe: <https://evil.example/u>',
        oneClick,
      ),
    ).toMatchObject({ host: 'lists.example' })
  })

  it.each([
    ['no header', 'X-Other: 1'],
    ['no brackets', 'List-Unsubscribe: https://lists.example/u'],
    [
      'another scheme',
      'List-Unsubscribe: <javascript:alert(1)>, <file:///etc/passwd>, <ftp://lists.example/u>',
    ],
    ['a password in the address', 'List-Unsubscribe: <https://me:secret@lists.example/u>'],
    ['nobody to write to', 'List-Unsubscribe: <mailto:>, <mailto:nobody>, <mailto:%E0%A4%A>'],
    ['two to write to', 'List-Unsubscribe: <mailto:a@x.example,b@x.example>'],
    ['a line break in the address', 'List-Unsubscribe: <mailto:a@x.example%0D%0ABcc:b@x.example>'],
    ['an open bracket', 'List-Unsubscribe: <https://lists.example/u'],
    ['an endless address', `List-Unsubscribe: <https://lists.example/${'u'.repeat(5_000)}>`],
  ])('is none with %s', (_, line) => {
    expect(read(line, oneClick)).toBeNull()
  })

  it('costs little whatever the header holds (R-67)', async () => {
    for (const flood of ['<', '>', '<>', '<mailto:', '<https://x>', ' ']) {
      const line = `List-Unsubscribe: ${flood.repeat((1024 * 1024) / flood.length)}`
      expect(await effortMs(() => read(line), 200)).toBeLessThan(200)
    }
  })
})
