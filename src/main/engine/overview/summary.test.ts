import { describe, expect, it } from 'vitest'
import { summarise } from './summary.ts'

describe('a summary of response times', () => {
  it('says nothing about nothing', () => {
    expect(summarise([])).toEqual({ meanMs: null, medianMs: null, p90Ms: null, count: 0 })
  })

  it('of one value is that value', () => {
    expect(summarise([7])).toEqual({ meanMs: 7, medianMs: 7, p90Ms: 7, count: 1 })
  })

  it('takes the middle of an odd number and between the middle two of an even one', () => {
    expect(summarise([9, 1, 5]).medianMs).toBe(5)
    expect(summarise([10, 1, 3, 6]).medianMs).toBe(5) // 4.5, rounded
  })

  it('takes the 90th percentile by nearest rank', () => {
    expect(summarise([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).p90Ms).toBe(9)
    expect(summarise([1, 2, 3]).p90Ms).toBe(3)
  })
})
