import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { silentLog } from '#shared/log.ts'
import { type AttachmentReader, createAttachmentReader } from './reader.ts'
import type { ReadTask } from './worker-messages.ts'

let folder: string
let reader: AttachmentReader
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-reader-'))
  reader = createAttachmentReader({ workerUrl: new URL('./worker.ts', import.meta.url), log: silentLog })
})
afterEach(async () => {
  await reader.close()
  rmSync(folder, { recursive: true, force: true })
})

const { signal } = new AbortController()
const options = { nowMs: 0, withDates: true }
const file = (name: string, type: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return { path, name, type }
}
/** February has no 31st second after second: nothing ends this but a deadline. */
const endless = (): ReadTask => ({
  op: 'contents',
  file: file(
    'x.ics',
    'text/calendar',
    'BEGIN:VEVENT\r\nDTSTART:20260301T100000Z\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31\r\nEND:VEVENT\r\n',
  ),
  options: { ...options, kind: 'event' },
})
const harmless = (): ReadTask => ({ op: 'sniff', file: file('a.pdf', 'application/pdf', '%PDF-1.4') })

it('R-53: ends what takes too long, and goes on with the next', { timeout: 20_000 }, async () => {
  const stuck = reader.run(endless(), { signal, deadlineMs: 600 })
  const next = reader.run(harmless(), { signal })
  await expect(stuck).rejects.toMatchObject({ code: 'unreadable' })
  expect(await next).toEqual({ op: 'sniff', type: 'application/pdf' })
})

it('stops when nobody waits any more', { timeout: 20_000 }, async () => {
  const leaving = new AbortController()
  const stuck = reader.run(endless(), { signal: leaving.signal })
  leaving.abort(new Error('left'))
  await expect(stuck).rejects.toThrow('left')
})

it('says unreadable of a file that is not there', async () => {
  const task: ReadTask = {
    op: 'sniff',
    file: { path: join(folder, 'gone'), name: 'gone', type: 'text/plain' },
  }
  await expect(reader.run(task, { signal })).rejects.toMatchObject({ code: 'unreadable' })
})

it('takes nothing any more once it is closed', async () => {
  await reader.close()
  await expect(reader.run(harmless(), { signal })).rejects.toMatchObject({ code: 'cancelled' })
})

it('R-63: an email in an email, a hundred deep, is one email with one file', async () => {
  const nested = `${'Subject: deeper\r\nContent-Type: message/rfc822\r\n\r\n'.repeat(300)}Subject: last\r\n\r\nwords`
  const task: ReadTask = {
    op: 'contents',
    file: file('x.eml', 'message/rfc822', nested),
    options: { ...options, kind: 'email' },
  }
  expect(await reader.run(task, { signal })).toMatchObject({
    contents: { kind: 'email', subject: 'deeper', entries: { length: 1 } },
  })
})
