import { expect, test } from 'vitest'
import { errorPlace } from './error-place.ts'

function thrownBy(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

test('names the error and where it happened, and none of its words', () => {
  const place = errorPlace(thrownBy(() => JSON.parse('Dear Ada,\n  at last')))
  expect(place).toMatch(/^SyntaxError at .*error-place\.test\.ts/)
  expect(place).not.toContain('Dear')
})

test('tells the type of what is no error', () => {
  expect(errorPlace('words')).toBe('string')
})
