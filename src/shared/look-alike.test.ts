import { expect, it, test } from 'vitest'
import { corpusFile } from '#test/support/corpus.ts'
import { hasMixedScripts, readsAs, skeleton } from './look-alike.ts'
import { toUnicodeHost } from './punycode.ts'

it.each([
  ['paypal', 'раураӏ'],
  ['paypal', 'PAYPAL'],
  ['paypal', 'paypaI'],
  ['google', 'g00gle'],
  ['google', 'gοοgle'],
  ['modern', 'modem'],
  ['lund', 'lünd'],
  ['swan', 'svvan'],
  ['ada@lund.example', 'ada@1und.example'],
  ['shop', 'ѕһор'],
  ['shop', 'ｓｈｏｐ'],
])('%s looks like %s', (one, other) => {
  expect(skeleton(other)).toBe(skeleton(one))
})

it.each([
  ['lund', 'land'],
  ['paypal', 'paypa'],
  ['hotel', 'hostel'],
  ['michael', 'michel'],
])('%s does not look like %s', (one, other) => {
  expect(skeleton(other)).not.toBe(skeleton(one))
})

test('the common confusables of Unicode are known', () => {
  const list = JSON.parse(corpusFile('unicode/confusables.json') ?? '{}') as Record<
    string,
    { c: string; n: string }[]
  >
  const missed: string[] = []
  let all = 0
  for (const ascii of 'abcdefghijklmnopqrstuvwxyz') {
    for (const { c: letter, n: name } of list[ascii] ?? []) {
      if ([...letter].length > 1 || !/^(?:CYRILLIC|GREEK|ARMENIAN|FULLWIDTH|MATHEMATICAL)/.test(name))
        continue
      all += 1
      if (skeleton(letter) !== ascii && !'il'.includes(skeleton(letter))) missed.push(name)
    }
  }
  expect(missed.length, missed.join(', ')).toBeLessThanOrEqual(all / 50)
})

test('scripts that nobody writes together are told apart from those that are', () => {
  expect(hasMixedScripts('рaypal.com')).toBe(true)
  expect(hasMixedScripts('xn--pypal-4ve.com')).toBe(true)
  expect(hasMixedScripts('東京アイスtokyo.jp')).toBe(false)
  expect(hasMixedScripts('shop24.example')).toBe(false)
  expect(hasMixedScripts('учебник.com')).toBe(false)
})

test('a whole name in look-alikes reads as the name that it imitates', () => {
  expect(readsAs('xn--80ak6aa92e.com')).toBe('apple.com')
  expect(readsAs('xn--80ak6aa92e.ru')).toBeNull()
  expect(readsAs('apple.com')).toBeNull()
  expect(readsAs('учебник.com')).toBeNull()
})

it.each([
  ['xn--bcher-kva.example', 'bücher.example'],
  ['xn--80ak6aa92e.com', 'аррӏе.com'],
  ['xn--fsqu00a.xn--0zwm56d', '例子.测试'],
  ['xn--ls8h.la', '💩.la'],
  ['plain.example', 'plain.example'],
  ['xn--.example', '.example'],
  ['xn--a-\u0000.example', 'xn--a-\u0000.example'],
  [`xn--${'9'.repeat(59)}.example`, `xn--${'9'.repeat(59)}.example`],
])('%j is written %j', (host, letters) => {
  expect(toUnicodeHost(host)).toBe(letters)
})

test('punycode agrees with the URL parser', () => {
  for (const name of ['münchen', 'ελληνικά', 'россия', 'ไทย', '한국', 'ß-straße', 'عربي', 'a-ü-b'])
    expect(toUnicodeHost(new URL(`https://${name}.example`).hostname)).toBe(`${name}.example`)
})
