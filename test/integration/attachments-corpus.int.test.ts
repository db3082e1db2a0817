import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readForwarded } from '#engine/attachments/forwarded.ts'
import { readableBytes, readContents } from '#engine/attachments/read-contents.ts'
import { sniffType } from '#engine/attachments/sniff.ts'
import type { AttachmentKind } from '#shared/attachment.ts'
import { attachmentFacts } from '#shared/attachment-facts.ts'
import { corpusEmails } from '#test/support/corpus.ts'

/** What real programs attach, read as the app reads it; nothing where the corpus doesn't lie beside the project. */
const folder = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url))
const filesOf = (ending: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(name => extname(name).toLowerCase() === ending)
        .sort()
    : []
const read = (bytes: Buffer, kind: AttachmentKind) =>
  readContents(bytes.subarray(0, readableBytes(kind)), {
    kind,
    sizeBytes: bytes.length,
    nowMs: Date.UTC(2026, 10, 22),
    withDates: true,
  })

/** What we find in a package beyond the oracle's list, each with the reason. */
const foundBeyond: ReadonlyMap<string, readonly string[]> = new Map([
  // A file of 279 bytes whose only name is the long one; the oracle's reader leaves it out.
  ['long-filename.tnef', ['allproductsmar2000.dat']],
  // The message's body: listed in the oracle's other files, not in this one.
  ['winmail.tnef', ['body.rtf']],
])

describe('R-54: winmail.dat', () => {
  test.each(filesOf('.tnef'))('%s holds what the oracle lists', name => {
    const oracle = join(folder, name.replace(/\.tnef$/, '.list'))
    const contents = read(readFileSync(join(folder, name)), 'container')
    const found = contents.kind === 'entries' ? contents.entries.map(entry => entry.name) : []
    const listed = existsSync(oracle)
      ? readFileSync(oracle, 'utf8')
          .split('\n')
          .map(line => line.trim())
          .filter(line => line !== '')
      : []
    const beyond = foundBeyond.get(name.split('/').at(-1) ?? '') ?? []
    expect(found.toSorted()).toEqual([...listed, ...beyond].toSorted())
  })
})

/** Files in which there is no event: tasks only. */
const tasksOnly = /\/task-\d+\.ics$/

describe('R-53: calendars and address books', () => {
  test.each(filesOf('.ics'))('%s is read, or said to be unreadable', name => {
    const { kind } = read(readFileSync(join(folder, name)), 'event')
    expect(kind).toBe(tasksOnly.test(name) ? 'unreadable' : 'events')
  })

  test.each(filesOf('.vcf'))('%s is read', name => {
    expect(read(readFileSync(join(folder, name)), 'contact-card').kind).toBe('cards')
  })
})

test('no attachment of any mail takes long, breaks its reader, or lets a program be opened', async () => {
  const slow: string[] = []
  const openPrograms: string[] = []
  const unreadable: string[] = []
  let files = 0
  for (const mail of corpusEmails()) {
    const contents = readForwarded(mail.raw, mail.raw.length)
    if (contents.kind !== 'email') continue
    for (const entry of contents.entries) {
      files += 1
      const begun = performance.now()
      const sniffed = await sniffType(entry.bytes.subarray(0, 64 * 1024))
      const facts = attachmentFacts(entry.name, entry.type, sniffed)
      const what = `${mail.name}: ${entry.name}`
      if (/x-(?:msdownload|elf|mach-binary|ms-shortcut|bat|desktop)|html|svg/.test(sniffed) && facts.openable)
        openPrograms.push(what)
      if (read(Buffer.from(entry.bytes), facts.kind).kind === 'unreadable') unreadable.push(what)
      if (performance.now() - begun > 1_000) slow.push(what)
    }
  }
  expect(files).toBeGreaterThan(corpusEmails().length > 1_000 ? 900 : 0)
  expect(slow).toEqual([])
  expect(openPrograms).toEqual([])
  expect(unreadable).toEqual(unreadable.filter(what => knownUnreadable.some(known => what.includes(known))))
})

/** Attachments that are nothing of what they are declared to be. */
const knownUnreadable = [
  'own/a calendar alone', // no event in it
  'unquoted-ctype-param-special.raw', // words instead of a calendar
  'rfc3464-35.eml', // empty
  'lhost-courier-01.eml', // relays' marks only: no sender, no subject, no text
]
