import { expect, it } from 'vitest'
import { type MarkTools, markDownloaded } from './mark-downloaded.ts'

const recorded = (platform: NodeJS.Platform, problem?: Error) => {
  const calls: unknown[] = []
  const note =
    (name: string) =>
    async (...args: readonly string[]) => {
      calls.push([name, ...args])
      if (problem !== undefined) throw problem
    }
  const tools: MarkTools = {
    platform,
    writeStream: note('stream'),
    setAttribute: note('attribute'),
    nowMs: () => 0x6543_2100 * 1_000,
  }
  return { calls, tools }
}

it('R-38: marks a saved file as come from the internet on Windows', async () => {
  const { calls, tools } = recorded('win32')
  await markDownloaded('C:\\x\\plan.pdf', tools)
  expect(calls).toEqual([['stream', 'C:\\x\\plan.pdf:Zone.Identifier', '[ZoneTransfer]\r\nZoneId=3\r\n']])
})

it('R-38: puts a saved file into quarantine on macOS', async () => {
  const { calls, tools } = recorded('darwin')
  await markDownloaded('/x/plan.pdf', tools)
  expect(calls).toEqual([['attribute', '/x/plan.pdf', 'com.apple.quarantine', '0081;65432100;Parley;']])
})

it('has no mark to set on Linux', async () => {
  const { calls, tools } = recorded('linux')
  await markDownloaded('/x/plan.pdf', tools)
  expect(calls).toEqual([])
})

it('keeps the file where the disk can’t hold a mark', async () => {
  const { tools } = recorded('win32', new Error('EINVAL'))
  await expect(markDownloaded('D:\\plan.pdf', tools)).resolves.toBeUndefined()
})
