import { expect, it } from 'vitest'
import { aroundHit } from './around-hit.ts'

it('leaves a text alone whose hit is seen, or that has none', () => {
  expect(aroundHit('Two walnut pendants for the bar', ['walnut'])).toBe('Two walnut pendants for the bar')
  expect(aroundHit('Two walnut pendants for the bar', ['oak'])).toBe('Two walnut pendants for the bar')
  expect(aroundHit('Two walnut pendants for the bar', [])).toBe('Two walnut pendants for the bar')
})

it('begins at a word shortly before a hit that is far along', () => {
  const text = 'New order 2299 Customer: Simon Achard, Lyon, three walnut lamps'
  expect(aroundHit(text, ['walnut'])).toBe('…three walnut lamps')
  expect(aroundHit('12345678901234567890123456walnut', ['walnut'])).toBe('…walnut')
})
