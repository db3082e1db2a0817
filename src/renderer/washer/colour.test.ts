import { describe, expect, it } from 'vitest'
import { contrast, cssColour, fromOklch, over, parseColour, type Rgb, toOklch } from './colour.ts'
import { darkBackground, darkBorder, darkText } from './dark-mapping.ts'

const hex = (text: string): Rgb => {
  const channel = (at: number) => Number.parseInt(text.slice(at, at + 2), 16) / 255
  return { r: channel(1), g: channel(3), b: channel(5) }
}
const white = hex('#ffffff')
const black = hex('#000000')
const surface = hex('#1c1d1b')
const paper = { before: white, after: surface }

describe('contrast', () => {
  it('goes from 1 to 21, whichever colour comes first', () => {
    expect(contrast(white, black)).toBeCloseTo(21)
    expect(contrast(black, white)).toBeCloseTo(21)
    expect(contrast(white, white)).toBe(1)
    expect(contrast(hex('#767676'), white)).toBeCloseTo(4.54, 1)
  })
})

describe('parseColour', () => {
  it('reads what Chromium computes, and nothing else', () => {
    expect(parseColour('rgb(255, 0, 51)')).toEqual({ r: 1, g: 0, b: 0.2, a: 1 })
    expect(parseColour('rgba(0, 0, 0, 0.5)')).toEqual({ r: 0, g: 0, b: 0, a: 0.5 })
    expect(parseColour('color(display-p3 1 0 0)')).toBeNull()
    expect(cssColour(over({ ...black, a: 0.5 }, white))).toBe('rgb(128, 128, 128)')
  })
})

describe('OKLCH', () => {
  it.each(['#000000', '#ffffff', '#ff0000', '#0b6e5f', '#1f497d', '#ffff00'])('comes back from %s', text => {
    const back = fromOklch(toOklch(hex(text)))
    for (const channel of ['r', 'g', 'b'] as const) expect(back[channel]).toBeCloseTo(hex(text)[channel], 2)
  })

  it('gives up chroma, not lightness, where a screen can’t show both', () => {
    const shown = fromOklch({ l: 0.9, c: 0.3, h: 4.5 })
    expect(toOklch(shown).l).toBeCloseTo(0.9, 1)
  })
})

describe('dark paper', () => {
  it('turns paper into the surface and leaves buttons and dark bands alone', () => {
    expect(darkBackground(white, surface)).toEqual(surface)
    expect(toOklch(darkBackground(hex('#f2f2f2'), surface)).l).toBeLessThan(0.3)
    expect(darkBackground(hex('#0b6e5f'), surface)).toEqual(hex('#0b6e5f'))
    expect(darkBackground(hex('#14161c'), surface)).toEqual(hex('#14161c'))
  })

  it('lets a marker be seen', () => {
    const marker = darkBackground(hex('#ffff00'), surface)
    expect(contrast(marker, surface)).toBeGreaterThan(1.8)
  })

  it.each(['#000000', '#222222', '#999999', '#1f497d', '#ff0000', '#0563c1', '#7f7f7f', '#ffff00'])(
    'makes %s on white readable on the surface and keeps its hue',
    text => {
      const dark = darkText(hex(text), paper, 4.5)
      if (contrast(hex(text), white) < 1.15) return
      expect(contrast(dark, surface)).toBeGreaterThanOrEqual(4.5)
      const before = toOklch(hex(text))
      const after = toOklch(dark)
      if (before.c > 0.03 && after.c > 0.03)
        expect(Math.abs(Math.sin((before.h - after.h) / 2))).toBeLessThan(0.12)
    },
  )

  it('keeps text on a ground that stays, and hidden text hidden', () => {
    const band = hex('#0b6e5f')
    expect(darkText(white, { before: band, after: band }, 4.5)).toEqual(white)
    expect(darkText(white, paper, 4.5)).toEqual(surface)
  })

  it('keeps borders faint', () => {
    expect(contrast(darkBorder(hex('#cccccc')), surface)).toBeLessThan(3)
  })
})
