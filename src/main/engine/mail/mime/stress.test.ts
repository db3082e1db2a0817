import { describe, expect, it } from 'vitest'
import { silentLog } from '#shared/log.ts'
import { stressMails } from '#test/support/stress-mails.ts'
import { indexEmail, type MailToRead } from './index-email.ts'
import { mimeLimits } from './limits.ts'
import { parseMessage } from './parse.ts'
import { createMailReader } from './reader.ts'

/** Processor time; R-63 allows five seconds, and a hang takes minutes. */
const longestMs = 3_000
const prefixBytes = 32 * 1024
const receivedAt = Date.UTC(2026, 1, 2)

const stress = (name: string): Buffer =>
  stressMails.find(mail => mail.name === name)?.build() ?? Buffer.alloc(0)
const parse = (raw: Buffer) => parseMessage(raw, { sizeBytes: raw.length })

describe('R-63: a mail made to hurt its reader', () => {
  it('comes in as many kinds as anybody has tried', () => {
    expect(stressMails.length).toBeGreaterThanOrEqual(57 + 31)
    expect(new Set(stressMails.map(({ name }) => name)).size).toBe(stressMails.length)
  })

  it.each(stressMails)('is read in time: $name', { timeout: 60_000 }, ({ build }) => {
    const raw = build()
    const before = process.cpuUsage()
    const email = indexEmail({ raw, sizeBytes: raw.length, receivedAt })
    const used = process.cpuUsage(before)
    expect((used.user + used.system) / 1_000).toBeLessThan(longestMs)
    expect(email.dedupeKey).toHaveLength(24)
    expect(email.preview.length).toBeLessThanOrEqual(200)
    expect(email.headers.subject).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e]/)
    const prefix = indexEmail({ raw: raw.subarray(0, prefixBytes), sizeBytes: raw.length, receivedAt })
    expect(prefix.dedupeKey).toHaveLength(24)
  })

  it('never costs the thread its life: all kinds are read by one, under its memory cap', {
    timeout: 300_000,
  }, async () => {
    const killed: string[] = []
    const log = { ...silentLog, warn: (event: string) => void killed.push(event) }
    const reader = createMailReader({
      workerUrl: new URL('./worker.ts', import.meta.url),
      log,
      deadlineMs: 30_000,
    })
    const unread: string[] = []
    for (const { name, build } of stressMails) {
      const raw = build()
      const mail: MailToRead = { raw, sizeBytes: raw.length, receivedAt }
      const [email] = await reader.parse([mail], { signal: new AbortController().signal })
      if (email === undefined || email.problems.includes('unreadable')) unread.push(name)
    }
    await reader.close()
    expect(unread).toEqual([])
    expect(killed).toEqual([])
  })
})

describe('R-64: over a limit a mail is read less well, and never dropped', () => {
  const header = (lines: string) =>
    parse(Buffer.from(`From: a@b.example\r\n${lines}\r\n\r\nthe body\r\n`, 'latin1'))

  it('nesting of parts', () => {
    const email = parse(stress('1,000 nested multiparts'))
    expect(email.problems).toContain('nested-too-deep')
    expect(email.text).toContain('the bottom')
  })
  it('nesting of messages', () => {
    const email = parse(stress('10,000 nested messages'))
    expect(email.headers.subject).toBe('10,000 nested messages')
    expect(email.attachments).toHaveLength(1)
  })
  it('number of parts', () => {
    const email = parse(stress('100,000 parts'))
    expect(email.problems).toContain('too-many-parts')
    expect(email.text).toContain('part 0')
    expect(email.attachments.length + email.textParts.length).toBeGreaterThan(900)
    expect(email.attachments.length + email.textParts.length).toBeLessThanOrEqual(mimeLimits.parts)
  })
  it('the header block', () => {
    const filler = `X-Filler: ${'x'.repeat(900)}\r\n`.repeat(3_000)
    const email = header(`Subject: kept\r\n${filler}Subject: late`)
    expect(email.headers.subject).toBe('kept')
    expect(email.headers.malformed).toContain('header-block-too-long')
    expect(email.text).toContain('the body')
  })
  it('one header', () => {
    const email = header(`Subject: ${'s'.repeat(mimeLimits.headerBytes * 2)}`)
    expect(email.headers.subject).toHaveLength(mimeLimits.subjectLength)
    expect(email.headers.malformed).toContain('header-too-long')
    expect(email.text).toBe('the body\n')
  })
  it('recipients, of which the rest is counted', () => {
    const { headers } = parse(stress('10,000 recipients'))
    expect(headers.cc).toHaveLength(mimeLimits.recipients)
    expect(headers.recipientsOmitted).toBe(10_000 - mimeLimits.recipients)
  })
  it('references, of which both ends stay', () => {
    const { references } = parse(stress('100,000 references')).headers
    expect(references.length).toBeLessThanOrEqual(mimeLimits.references)
    expect(references[0]).toBe('0@x')
  })
  it('text of one part', () => {
    const email = parse(stress('a line of 50 MB'))
    expect(email.text).toHaveLength(mimeLimits.textPartBytes)
    expect(parse(stress('50 MB of base64')).text?.length).toBeLessThanOrEqual(mimeLimits.textPartBytes)
  })
})
