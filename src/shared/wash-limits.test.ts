import { describe, expect, it } from 'vitest'
import { judgeWashSize, washLimits } from './wash-limits.ts'

describe('judgeWashSize (R-21)', () => {
  it('takes ordinary mail', () => {
    expect(judgeWashSize('')).toBe('fits')
    expect(judgeWashSize('<p>Words<br>more</p>'.repeat(100))).toBe('fits')
    expect(judgeWashSize('<table><tr><td>x</td></tr></table>'.repeat(1_000))).toBe('fits')
  })

  it('lets the text of a very large mail come first', () => {
    expect(judgeWashSize(`<p>${'word '.repeat(washLimits.textFirstBytes / 5)}</p>`)).toBe('large')
    expect(judgeWashSize('word '.repeat(washLimits.bytes))).toBe('too-complex')
  })

  it.each([
    ['deep nesting', '<div>'.repeat(washLimits.depth + 1)],
    ['500 KB of nesting', '<div>'.repeat(100_000)],
    ['many elements', '<b></b>'.repeat(washLimits.elements + 1)],
    ['many attributes', `<p ${Array.from({ length: 200 }, (_, index) => `a${index}=1`).join(' ')}>`],
    ['many unclosed tags', '<i '.repeat(200_000)],
  ])('refuses %s', (_name, html) => {
    expect(judgeWashSize(html)).toBe('too-complex')
  })

  it.each(['<', '<a ', '<a b="', '</', '<!--', '\0<'])('is linear in %j', piece => {
    const started = performance.now()
    judgeWashSize(piece.repeat(500_000))
    expect(performance.now() - started).toBeLessThan(500)
  })
})
