import { expect, it } from 'vitest'
import { createExclusive } from './exclusive.ts'

const never = new AbortController().signal

/** A promise with its ends outside. */
function open<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>(done => {
    resolve = done
  })
  return { promise, resolve }
}

it('lets one work run at a time, in order, also after a failure', async () => {
  const exclusive = createExclusive()
  const order: string[] = []
  const first = open<void>()
  const one = exclusive.run(never, async () => {
    order.push('one')
    await first.promise
    throw new Error('broken')
  })
  const two = exclusive.run(never, async () => {
    order.push('two')
    return 2
  })
  expect(exclusive.isWanted()).toBe(true)
  first.resolve()
  await expect(one).rejects.toThrow('broken')
  expect(await two).toBe(2)
  expect(order).toEqual(['one', 'two'])
  expect(exclusive.isWanted()).toBe(false)
})

it('lets who waits go, and its work never begins', async () => {
  const exclusive = createExclusive()
  const first = open<void>()
  const one = exclusive.run(never, () => first.promise)
  const leaving = new AbortController()
  let began = false
  const two = exclusive.run(leaving.signal, async () => {
    began = true
  })
  leaving.abort()
  await expect(two).rejects.toMatchObject({ code: 'cancelled' })
  first.resolve()
  await one
  await exclusive.run(never, async () => {})
  expect(began).toBe(false)
  expect(exclusive.isWanted()).toBe(false)
})
