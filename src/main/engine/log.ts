import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log, LogFields } from '#shared/log.ts'
import type { Clock } from '#shared/time.ts'

/** Five files of 2 MB: some days of an ordinary mailbox, and never a burden on the disk (F-38). */
const filesAtMost = 5
const fileBytesAtMost = 2_000_000
const valueLengthAtMost = 500

type Level = 'debug' | 'info' | 'warn' | 'error'

/**
 * Writes JSON lines to `<dataDir>/logs/engine.log`, rotated to `engine.1.log` … `engine.4.log`, mode 0600.
 *
 * Lines hold ids, counts and codes. Should an address slip into a value all the same, it is written as `[address]`. A
 * log that cannot be written is silent: a full disk must not stop the engine.
 */
export function createFileLog(deps: {
  readonly dataDir: string
  readonly clock: Clock
  readonly debug?: boolean
  readonly fileBytes?: number
}): Log {
  const folder = join(deps.dataDir, 'logs')
  const fileBytes = deps.fileBytes ?? fileBytesAtMost
  const path = (index: number) => join(folder, index === 0 ? 'engine.log' : `engine.${index}.log`)
  let sizeBytes: number | null = null

  const rotate = () => {
    rmSync(path(filesAtMost - 1), { force: true })
    for (let index = filesAtMost - 2; index >= 0; index -= 1) {
      if (statSync(path(index), { throwIfNoEntry: false })) renameSync(path(index), path(index + 1))
    }
    sizeBytes = 0
  }
  const write = (level: Level, event: string, fields: LogFields = {}) => {
    const at = new Date(deps.clock.now()).toISOString()
    const line = `${JSON.stringify({ at, level, event: redact(event), ...redactFields(fields) })}\n`
    try {
      if (sizeBytes === null) {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        sizeBytes = statSync(path(0), { throwIfNoEntry: false })?.size ?? 0
      }
      if (sizeBytes + line.length > fileBytes) rotate()
      appendFileSync(path(0), line, { mode: 0o600 })
      sizeBytes += Buffer.byteLength(line)
    } catch {
      sizeBytes = null
    }
  }
  return {
    debug: (event, fields) => {
      if (deps.debug) write('debug', event, fields)
    },
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
  }
}

function redactFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]),
  )
}

/** Replaces what looks like an address, also inside `<…>` and percent-encoded, and cuts what is long. */
function redact(text: string): string {
  return text
    .slice(0, valueLengthAtMost)
    .replaceAll(/[^\s<>"'(),:;=/]{1,200}(?:@|%40)[^\s<>"'(),:;=/]{1,200}/g, '[address]')
}
