import { expect, it } from 'vitest'
import { inChunks } from './in-chunks.ts'

const { signal } = new AbortController()

it('P9: goes on from where a piece stopped because its time was over, and tells how far it is', async () => {
  const seen: number[] = []
  const told: number[] = []
  const onProgress = ({ done }: { readonly done: number }) => void told.push(done)
  await inChunks(6, { signal, onProgress, first: 6 }, ({ from, to, isOver }) => {
    let at = from
    while (at < to && !(at > from && isOver())) {
      seen.push(at)
      at += 1
      while (at % 2 === 0 && !isOver()) performance.now()
    }
    return at
  })
  expect(seen).toEqual([0, 1, 2, 3, 4, 5])
  expect(told.at(-1)).toBe(6)
  expect(told.length).toBeGreaterThan(2)
})
