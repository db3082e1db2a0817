import { describe, expect, it, test } from 'vitest'
import { effortMs } from '#test/support/effort.ts'
import { readAuthenticationResults, signers, verdictOf } from './authentication-results.ts'

const read = (value: string) => readAuthenticationResults(value)

describe('an Authentication-Results field (RFC 8601 §2.2)', () => {
  it.each([
    ['mx.shop.example; none', 'mx.shop.example', []],
    ['mx.shop.example', 'mx.shop.example', []],
    ['MX.Shop.example 1; spf=pass', 'mx.shop.example', ['spf=pass']],
    [
      'mx.shop.example (by us); dkim=pass (2048 bit; ok) header.d=a.example',
      'mx.shop.example',
      ['dkim=pass'],
    ],
    ['mx.shop.example; dkim/1=pass; SPF=Pass', 'mx.shop.example', ['dkim=pass', 'spf=pass']],
    ['mx.shop.example; dmarc = fail (p=none)', 'mx.shop.example', ['dmarc=fail']],
    ['spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=a.example; dmarc=fail', '', ['spf=pass', 'dmarc=fail']],
    ['mx.shop.example; dkim=fail reason="signature; dmarc=pass"', 'mx.shop.example', ['dkim=fail']],
    ['mx.shop.example; (dmarc=pass) dkim=none', 'mx.shop.example', ['dkim=none']],
    ['mx.shop.example; (nested (comment) dmarc=pass); dkim=none', 'mx.shop.example', ['dkim=none']],
    ['mx.shop.example; spf=none (dmarc=pass', 'mx.shop.example', []],
    ['mx.shop.example; spf=none "; dmarc=pass', 'mx.shop.example', []],
    ['mx.shop.example; spf=none (\\); dmarc=pass)', 'mx.shop.example', ['spf=none']],
  ])('%s', (value, server, results) => {
    const found = read(value)
    expect(found?.server).toBe(server)
    expect(found?.results.map(one => `${one.method}=${one.result}`)).toEqual(results)
  })

  it.each(['', '???', 'two words; spf=pass', '(only a comment)', '; dmarc=pass', 'a@b.example; dmarc=pass'])(
    '%j is none',
    value => {
      expect(read(value)).toBeNull()
    },
  )

  it('knows which of several signatures held', () => {
    const results =
      read('mx; dkim=fail header.d=a.example; dkim=pass header.i=@b.example; dkim=pass header.d=C.example')
        ?.results ?? []
    expect(verdictOf(results, 'dkim')).toBe('pass')
    expect(signers(results)).toEqual(['b.example', 'c.example'])
    expect(verdictOf(results, 'spf')).toBe('none')
  })

  it.each([
    ['pass', 'pass'],
    ['fail', 'fail'],
    ['hardfail', 'fail'],
    ['softfail', 'none'],
    ['neutral', 'none'],
    ['temperror', 'none'],
    ['permerror', 'none'],
    ['passport', 'none'],
  ])('%s counts as %s', (result, verdict) => {
    expect(verdictOf(read(`mx; spf=${result}`)?.results ?? [], 'spf')).toBe(verdict)
  })
})

test('a long hostile field costs little (R-67)', async () => {
  const work = () => {
    for (const piece of ['(', ')', '"', ';', '=', 'a', 'a=', ' ', '\\', 'dkim=pass;'])
      read(`mx; ${piece.repeat(1_000_000)}`)
  }
  expect(await effortMs(work, 200)).toBeLessThan(200)
})
