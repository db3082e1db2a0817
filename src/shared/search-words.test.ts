import { describe, expect, it } from 'vitest'
import { foldText, queryWords, searchWords } from './search-words.ts'

describe('words for search', () => {
  it('are folded, and each kept once', () => {
    expect(searchWords('Hello, hello WORLD! (world)')).toBe('hello world')
    expect(searchWords('Müller müsste grüßen – Æther')).toBe('muller musste grussen æther')
  })

  it('of addresses and numbers are their parts', () => {
    expect(queryWords('ada@customer.example 1.234,50')).toEqual([
      'ada',
      'customer',
      'example',
      '1',
      '234',
      '50',
    ])
  })

  it.each(['請求書', '求書', '書', '請', 'ます', '하세요'])(
    'find %s inside a sentence without spaces',
    part => {
      const indexed = new Set(searchWords('御請求書を安녕하세요 送ります').split(' '))
      const found = queryWords(part).every((word, at, all) =>
        at === all.length - 1 ? [...indexed].some(known => known.startsWith(word)) : indexed.has(word),
      )
      expect(found).toBe(true)
    },
  )

  it('are cut where they are data', () => {
    expect(searchWords('A'.repeat(5_000))).toBe('a'.repeat(40))
    expect(queryWords('A'.repeat(5_000))).toEqual(['a'.repeat(40)])
  })

  it('of nothing are nothing', () => {
    expect(searchWords(' —…!? ')).toBe('')
    expect(queryWords('')).toEqual([])
  })
})

describe('folded text', () => {
  it('keeps order and punctuation', () => {
    expect(foldText('Ärger, «Ça va?»')).toBe('arger, «ca va?»')
  })

  it('puts Hangul together again', () => {
    expect(foldText('한국어')).toBe('한국어')
  })
})
