import { expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatPercent,
  formatSignedCount,
  formatSignedPercent,
} from './format-number.ts'

it('groups digits, and signs with a true minus', () => {
  expect(formatCount(24318)).toBe('24,318')
  expect(formatSignedCount(184)).toBe('+184')
  expect(formatSignedCount(0)).toBe('0')
  expect(formatPercent(0.981)).toBe('98%')
  expect(formatSignedPercent(-0.18)).toBe('−18%')
})

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [412_000, '412 KB'],
  [999_600, '1 MB'],
  [1_800_000, '1.8 MB'],
  [25_000_000, '25 MB'],
  [3_200_000_000, '3.2 GB'],
])('writes %d bytes as %s', (sizeBytes, text) => {
  expect(formatBytes(sizeBytes)).toBe(text)
})
