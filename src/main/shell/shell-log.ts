import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log, LogFields } from '#shared/log.ts'

const largestBytes = 1_000_000

/** The main process's own log: rare lines, written at once, one older file kept. */
export function shellLog(folder: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'shell.log')
  const write = (level: string) => (event: string, fields?: LogFields) => {
    try {
      const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0 }
      if (size > largestBytes) renameSync(path, `${path}.1`)
      appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`, {
        mode: 0o600,
      })
    } catch {
      // A full disk must not stop the app: the engine tells the user about it.
    }
  }
  return { debug: () => {}, info: write('info'), warn: write('warn'), error: write('error') }
}
