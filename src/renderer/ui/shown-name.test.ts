import { expect, it } from 'vitest'
import { shownName } from './shown-name.ts'

it('shows a plain name as it is', () => {
  expect(shownName('Amara Okafor', 'amara@brightloom.example')).toEqual({
    name: 'Amara Okafor',
    suspect: false,
  })
})

it('shows the address where there is no name, or where the name repeats it', () => {
  expect(shownName('', 'a@b.example')).toEqual({ name: 'a@b.example', suspect: false })
  expect(shownName('A@b.example', 'a@b.example')).toEqual({ name: 'a@b.example', suspect: false })
  expect(shownName('<a@b.example>', 'a@b.example')).toEqual({ name: 'a@b.example', suspect: false })
})

it.each([
  'support@bank.example',
  'Support <support@bank.example>',
  'support＠bank.example',
  'a@b.example support@bank.example',
])('replaces and flags a name that pretends to be an address: %s', name => {
  expect(shownName(name, 'a@b.example')).toEqual({ name: 'a@b.example', suspect: true })
})
