import { expect, it } from 'vitest'
import { syncLimits } from './limits.ts'
import { createPacer } from './pacer.ts'

/** Sizes of transactions on a computer that needs so many ms for each item. */
function sizes(msPerItem: number): number[] {
  const pacer = createPacer()
  return Array.from({ length: 20 }, () => {
    const items = pacer.next()
    pacer.took(items, items * msPerItem)
    return items
  })
}

it('fills a transaction on a fast computer, and keeps it short on a slow one', () => {
  expect(sizes(0.1).at(-1)).toBe(syncLimits.batchEmails)
  const slow = sizes(2).at(-1) ?? 0
  expect(slow * 2).toBeLessThanOrEqual(syncLimits.transactionMs + 1)
  expect(slow).toBeGreaterThan(4)
})

it('P9: keeps it shorter while somebody is at work', () => {
  const pacer = createPacer()
  for (let round = 0; round < 10; round += 1) pacer.took(20, 10)
  expect([pacer.next(), pacer.next(true)]).toEqual([40, 16])
})

it('always gets on, however slow it is', () => {
  expect(Math.min(...sizes(10_000))).toBe(syncLimits.transactionLeast)
})

it('is not thrown by one pause of the computer', () => {
  const pacer = createPacer()
  for (let round = 0; round < 10; round += 1) pacer.took(64, 16)
  pacer.took(64, 64)
  expect(pacer.next()).toBeGreaterThan(30)
})
