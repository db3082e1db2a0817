import { expect, it } from 'vitest'
import { useRunningActions } from '#renderer/stores/running-action.ts'
import { withProgress } from './with-progress.ts'

const shown = () => useRunningActions.getState().running.map(({ kind, progress }) => [kind, progress.done])

it('keeps what runs in sight while another action begins and ends beside it', async () => {
  const end = Promise.withResolvers<void>()
  const bulk = withProgress('archive', async ({ onChunk }) => {
    onChunk({ done: 10, total: 100 })
    await end.promise
    onChunk({ done: 100, total: 100 })
    expect(shown()).toEqual([['archive', 100]])
  })
  await withProgress('mark-read', async ({ onChunk }) => {
    onChunk({ done: 1, total: 2 })
    expect(shown()).toEqual([
      ['archive', 10],
      ['mark-read', 1],
    ])
  })
  expect(shown()).toEqual([['archive', 10]])
  end.resolve()
  await bulk
  expect(shown()).toEqual([])
})

it('shows nothing of what is done at once, and stops what is told to', async () => {
  await withProgress('archive', async ({ onChunk }) => {
    onChunk({ done: 1, total: 1 })
    expect(shown()).toEqual([])
  })
  await withProgress('delete', async ({ signal, onChunk }) => {
    onChunk({ done: 1, total: 3 })
    useRunningActions.getState().running[0]?.cancel()
    expect(signal.aborted).toBe(true)
  })
})
