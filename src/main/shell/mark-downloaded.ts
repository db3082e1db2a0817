import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How a system is told that a file came from outside; handed in, so that each can be tested on any. */
export type MarkTools = {
  readonly platform: NodeJS.Platform
  readonly writeStream: (path: string, text: string) => Promise<void>
  readonly setAttribute: (path: string, name: string, value: string) => Promise<void>
  readonly nowMs: () => number
}

const systemTools: MarkTools = {
  platform: process.platform,
  writeStream: (path, text) => writeFile(path, text),
  setAttribute: async (path, name, value) => {
    await run('/usr/bin/xattr', ['-w', name, value, path], { timeout: 5_000 })
  },
  nowMs: () => Date.now(),
}

/**
 * Marks a file as come from the internet, where the system knows such a mark: Windows asks before it runs such a file and
 * opens documents read-only, macOS checks it. A file system that can't hold the mark is no reason to lose the file.
 */
export async function markDownloaded(path: string, tools: MarkTools = systemTools): Promise<void> {
  try {
    if (tools.platform === 'win32')
      await tools.writeStream(`${path}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n')
    if (tools.platform === 'darwin') {
      const seconds = Math.floor(tools.nowMs() / 1_000).toString(16)
      await tools.setAttribute(path, 'com.apple.quarantine', `0081;${seconds};Parley;`)
    }
  } catch {
    // FAT has no streams, and not every Mac volume has attributes.
  }
}
