import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { invalidate } from './invalidate.ts'

it('reads once more what changed while it was read for the first time', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  const answers = ['before the change', 'after the change']
  let finish = () => {}
  const queryFn = () =>
    new Promise<string>(resolve => {
      const answer = answers.shift() ?? ''
      finish = () => resolve(answer)
    })
  const stop = new QueryObserver(client, { queryKey: ['list'], queryFn }).subscribe(() => undefined)
  const done = invalidate(client, ['list'])
  finish()
  await expect.poll(() => client.getQueryData(['list'])).toBe('before the change')
  await expect.poll(() => answers.length).toBe(0)
  finish()
  await done
  expect(client.getQueryData(['list'])).toBe('after the change')
  stop()
  client.clear()
})

it('does not take what was read ahead for current when it changed meanwhile', async () => {
  const client = new QueryClient()
  let finish = () => {}
  const ahead = client.prefetchQuery({
    queryKey: ['conversation', '1'],
    queryFn: () =>
      new Promise<string>(resolve => {
        finish = () => resolve('before the change')
      }),
  })
  const done = invalidate(client, ['conversation', '1'])
  finish()
  await ahead
  await done
  expect(client.getQueryState(['conversation', '1'])?.isInvalidated).toBe(true)
  client.clear()
})
