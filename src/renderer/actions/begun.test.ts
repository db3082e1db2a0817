import { expect, it } from 'vitest'
import { lastHasBegun, noteBeginning } from './begun.ts'

it('waits for the action that was asked for last, and for nothing where there is none', async () => {
  await lastHasBegun()
  const told: string[] = []
  const begun = noteBeginning()
  const waiting = lastHasBegun().then(() => told.push('undone'))
  told.push('asked')
  await Promise.resolve()
  begun()
  await waiting
  expect(told).toEqual(['asked', 'undone'])
})
