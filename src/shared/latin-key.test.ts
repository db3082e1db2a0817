import { expect, it } from 'vitest'
import { latinKey } from './latin-key.ts'

const press = (key: string, code: string, shift = false) => latinKey({ key, code, shift })

it('takes a Latin layout at its word, wherever the key lies', () => {
  expect(press('e', 'KeyE')).toBe('e')
  expect(press('U', 'KeyU', true)).toBe('U')
  // Dvorak types j where US types c; AZERTY types # with AltGr and 3.
  expect(press('j', 'KeyC')).toBe('j')
  expect(press('#', 'Digit3')).toBe('#')
})

it('goes by the place of keys that type another script', () => {
  expect(press('у', 'KeyE')).toBe('e')
  expect(press('Г', 'KeyU', true)).toBe('U')
  expect(press('ο', 'KeyO')).toBe('o')
  expect(press('х', 'BracketLeft')).toBe('[')
  expect(press('№', 'Digit3', true)).toBe('#')
  expect(press('ж', 'Semicolon')).toBe(';')
})

it('leaves named keys and keys without a place alone', () => {
  expect(press('Escape', 'Escape')).toBe('Escape')
  expect(press('é', '')).toBe('é')
  expect(press('é', 'IntlBackslash')).toBe('é')
})
