import { expect, it } from 'vitest'
import { senderName } from './sender-name.ts'

const named = (name: string, outbound = false) =>
  senderName({ from: [{ name, address: 'eve@evil.example' }], outbound }).name

it('says You of our own mail, and of no other', () => {
  expect(named('Test', true)).toBe('You')
  for (const name of ['You', ' you ', 'YOU.', '“You”', 'Yоu', 'Ｙｏｕ'])
    expect(named(name)).toBe('eve@evil.example')
})

it('leaves other names as they are', () => {
  for (const name of ['Youssef', 'You Jin', 'Yo', 'Eve']) expect(named(name)).toBe(name)
})

it('is not empty where nobody is named', () => {
  expect(senderName({ from: [], outbound: false }).name).toBe('')
  expect(senderName({ from: [{ name: 'You', address: '' }], outbound: false }).name).not.toBe('You')
})
