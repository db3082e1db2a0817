import { describe, expect, it } from 'vitest'
import { textPieces } from './text-pieces.ts'

describe('pieces of a long text', () => {
  it.each([
    ['nothing', ''],
    ['a line', 'one line'],
    ['paragraphs', 'A paragraph of a few words.\n\n'.repeat(20_000)],
    ['lines', 'a line of a few words\n'.repeat(20_000)],
    ['one endless line', 'x'.repeat(300_000)],
    ['pairs of surrogates', `x${'😀'.repeat(100_000)}`],
  ])('are the whole of %s', (_, text) => {
    const pieces = textPieces(text)
    expect(pieces.join('')).toBe(text)
    expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThanOrEqual(36_000)
    expect(pieces.filter(piece => /\p{Cs}/u.test(piece))).toEqual([])
  })

  it('end between paragraphs where there are any', () => {
    const pieces = textPieces('word word word\n\n'.repeat(10_000))
    expect(pieces.length).toBeGreaterThan(4)
    expect(pieces.slice(0, -1).every(piece => piece.endsWith('word\n'))).toBe(true)
  })
})
