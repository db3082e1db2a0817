import { expect, it } from 'vitest'
import { plainSubject } from './subject.ts'

it.each([
  ['Re: Quote', 'Quote'],
  ['RE: AW: Fwd: Quote', 'Quote'],
  ['Re[2]: Quote', 'Quote'],
  ['回复：报价', '报价'],
  ['[shop] Re: Quote', '[shop] Re: Quote'],
  ['Reply needed: today', 'Reply needed: today'],
  ['Re:', ''],
])('takes reply prefixes off %s', (subject, plain) => {
  expect(plainSubject(subject)).toBe(plain)
})
