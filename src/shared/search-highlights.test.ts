import { describe, expect, it } from 'vitest'
import { createRandom } from '#test/support/random.ts'
import { highlights } from './search-highlights.ts'

const marked = (text: string, ...words: string[]) =>
  highlights(text, words).map(({ start, end }) => text.slice(start, end))

describe('highlights', () => {
  it('mark words without regard to case and accents', () => {
    expect(marked('Grüße aus MÁLAGA', 'grusse', 'malaga')).toEqual(['Grüße', 'MÁLAGA'])
    expect(marked('Gru\u0308ße', 'grü')).toEqual(['Gru\u0308'])
    expect(marked('ΟΔΟΣ', 'οδος')).toEqual(['ΟΔΟΣ'])
    expect(marked('한국어', '한국')).toEqual(['한국'])
    expect(marked('ｶﾞｽ', 'ガ')).toEqual(['ｶﾞ'])
  })

  it('mark the beginnings of words where there are any, else what is within', () => {
    expect(marked('part of art, artful', 'art')).toEqual(['art', 'art'])
    expect(marked('Bestellung', 'stell')).toEqual(['stell'])
    expect(marked('Anna plans', 'an')).toEqual(['An'])
    expect(marked('plan', 'an')).toEqual([])
  })

  it('mark any part of text without spaces', () => {
    expect(marked('御請求書を送ります', '求書')).toEqual(['求書'])
    expect(marked('御請求書を送ります', '書')).toEqual(['書'])
    expect(marked('請求の求書', '請求書')).toEqual(['請求', '求書'])
  })

  it('mark an address as a whole, or its parts', () => {
    expect(marked('to ada@shop.example', 'ada@shop.example')).toEqual(['ada@shop.example'])
    expect(marked('Ada of Shop', 'ada@shop.example')).toEqual(['Ada', 'Shop'])
  })

  it('join where they touch', () => {
    expect(highlights('abcdef', ['abc', 'bcd'])).toEqual([{ start: 0, end: 4 }])
    expect(highlights('', ['x'])).toEqual([])
    expect(highlights('x', [' ', '!'])).toEqual([])
  })

  it('lie within the text and on whole letters, whatever it holds', () => {
    const random = createRandom(8)
    const parts = ['a', 'ß', 'é', 'e\u0301', 'İ', 'ﬁ', '書', '한', 'ｶﾞ', '\u{1f600}', '𠮷', ' ', 'Σ', '\ud800']
    for (let round = 0; round < 2_000; round += 1) {
      const make = (most: number) =>
        Array.from({ length: random.between(1, most) }, () => random.pick(parts)).join('')
      const text = make(12)
      for (const { start, end } of highlights(text, [make(3)])) {
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(text.length)
      }
    }
  })
})
