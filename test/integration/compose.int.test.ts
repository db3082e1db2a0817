import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutgoingMail } from '#engine/mail/mime/compose.ts'
import { buildMail } from '#test/support/outgoing-mail.ts'
import { type ReadMail, type ReadPart, readWithPython } from '#test/support/read-mail.ts'
import { startSmtpScript } from '#test/support/smtp-script.ts'
import { mailOf, submitTo } from '#test/support/smtp-submit.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'

let folder: Awaited<ReturnType<typeof createTempFolder>>
beforeAll(async () => {
  folder = await createTempFolder('compose')
})
afterAll(() => folder.remove())

let files = 0
const keep = async (bytes: Uint8Array) => {
  const path = join(folder.path, `file-${files++}`)
  await writeFile(path, bytes)
  return path
}
const attach = async (name: string, type: string, bytes: Uint8Array, contentId: string | null = null) => ({
  name,
  type,
  contentId,
  sizeBytes: bytes.length,
  path: await keep(bytes),
})
const judge = async (change: Partial<OutgoingMail>): Promise<ReadMail> => {
  const { raw } = await buildMail(change)
  const [mail] = await readWithPython([await keep(raw)])
  if (mail === undefined) throw new Error('Nothing was read')
  expect([mail.headerDefects, mail.bareBreaks, allParts(mail.body).flatMap(part => part.defects)]).toEqual([
    [],
    0,
    [],
  ])
  expect(mail.longestLine).toBeLessThanOrEqual(998)
  return mail
}
const allParts = (part: ReadPart): readonly ReadPart[] => [part, ...(part.parts ?? []).flatMap(allParts)]
/** `mixed(alternative(plain, html), pdf)` */
const shape = (part: ReadPart): string => {
  const name = part.type.split('/')[1] ?? ''
  return part.parts === undefined ? name : `${name}(${part.parts.map(shape).join(', ')})`
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const scripts = [
  ['Grüße aus Köln', 'Änderung für Günther.pdf'],
  ['Счёт за май', 'Счёт-фактура № 7.pdf'],
  ['请查收发票', '发票 2026年五月.pdf'],
  ['請求書のご送付', '請求書（五月分）.pdf'],
  ['청구서', '청구서 5월.pdf'],
  ['חשבונית', 'חשבונית מאי.pdf'],
  ['فاتورة شهر مايو', 'فاتورة مايو.pdf'],
  ['ใบแจ้งหนี้', 'ใบแจ้งหนี้ พฤษภาคม.pdf'],
  ['Faktúra – „máj“', 'it\'s a "file"; name=x\\y.pdf'],
  ['🎉 Invoice 👩‍👩‍👧', '🎉 party 👩‍👩‍👧.pdf'],
  ['x'.repeat(500), `${'long name '.repeat(15)}.pdf`],
  ['  spaces   and\ttabs ', 'a  b.pdf'],
] as const

describe('our mails, read by Python', () => {
  it.each([
    ['plain text', { text: 'Hello' }, 'plain'],
    ['HTML', { html: '<div>Hi <b>you</b></div>' }, 'alternative(plain, html)'],
  ] as const)('%s', async (_name, change, expected) => {
    expect(shape((await judge(change)).body)).toBe(expected)
  })

  it('files and inline images stand where every program looks for them', async () => {
    const png = await attach('a.png', 'image/png', randomBytes(300), 'one@parley.invalid')
    const pdf = await attach('b.pdf', 'application/pdf', randomBytes(3_000))
    const html = '<div>Look <img src="cid:one@parley.invalid" alt="Map"></div>'
    const inline = await judge({ html, attachments: [png] })
    expect(shape(inline.body)).toBe('alternative(plain, related(html, png))')
    const both = await judge({ html, attachments: [png, pdf] })
    expect(shape(both.body)).toBe('mixed(alternative(plain, related(html, png)), pdf)')
    const drawn = allParts(both.body).find(part => part.type === 'image/png')
    expect(drawn).toMatchObject({ contentId: '<one@parley.invalid>', disposition: 'inline', name: 'a.png' })
    expect(shape((await judge({ attachments: [pdf] })).body)).toBe('mixed(plain, pdf)')
    expect(shape((await judge({ attachments: [pdf, png] })).body)).toBe('mixed(plain, pdf, png)')
  })

  it.each(scripts)('words and names in any script: %s', async (words, name) => {
    const bytes = randomBytes(1_000)
    const text = `${words}\n\n${words} `.repeat(3)
    const mail = await judge({
      subject: words,
      from: { name: words, address: 'anna@lund.example' },
      to: [{ name: words, address: 'bo@bücher.example' }],
      html: `<div>${words}</div><blockquote><div>${words}</div></blockquote>`,
      text,
      attachments: [await attach(name, 'application/pdf', bytes)],
    })
    const line = words.replace(/\s+/g, ' ').trim()
    expect(mail.headers['subject']).toBe(line)
    expect(mail.from).toEqual([[line.slice(0, 200), 'anna@lund.example']])
    expect(mail.to).toEqual([[line.slice(0, 200), 'bo@xn--bcher-kva.example']])
    const [plain, html] = allParts(mail.body).filter(part => part.text !== undefined)
    expect(plain).toMatchObject({ charset: 'utf-8', text: `${line}\r\n\r\n> ${line}\r\n` })
    expect(html?.text).toContain(`<div>${words}</div><blockquote><div>${words}</div></blockquote>`)
    const file = mail.body.parts?.at(-1)
    expect(file).toMatchObject({ disposition: 'attachment', sha256: sha256(bytes) })
    expect(file?.name).toBe(name.split('\\').at(-1)?.replace(/\s+/g, ' '))
    expect(mail.eightBit).toBe(false)
  })

  it('long lines, long threads, many people', async () => {
    const many = Array.from({ length: 150 }, (_, at) => ({
      name: `Person № ${at}`,
      address: `person-${at}@x.example`,
    }))
    const references = Array.from({ length: 80 }, (_, at) => `part-${at}.${'x'.repeat(30)}@thread.example`)
    const text = `${'word '.repeat(3_000)}\n${'x'.repeat(4_000)}\n.\n..\nFrom here\n${'漢'.repeat(3_000)}`
    const mail = await judge({
      to: many,
      cc: many.slice(0, 3),
      references,
      inReplyTo: references.at(-1) ?? null,
      text,
    })
    expect(mail.to).toEqual(many.map(({ name, address }) => [name, address]))
    expect(mail.body.text).toBe(`${text.replaceAll('\n', '\r\n')}\r\n`)
    const kept = (mail.headers['references'] ?? '').split(/\s+/)
    expect([kept[0], kept.at(-1)]).toEqual([`<${references[0]}>`, `<${references.at(-1)}>`])
    expect(mail.headers['in-reply-to']).toBe(`<${references.at(-1)}>`)
    expect(mail.date).toBe('2026-05-03T12:05:09+00:00')
    expect(new Set(mail.names).size).toBe(mail.names.length)
  })
})

describe('a large file', () => {
  it('goes through, byte for byte, in much less memory than it has', async () => {
    const sizeBytes = 25 * 1024 * 1024
    const bytes = randomBytes(sizeBytes)
    const path = await keep(bytes)
    const script = fileURLToPath(new URL('../support/outgoing-memory.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [
      script,
      folder.path,
      path,
      String(sizeBytes),
    ])
    const built = JSON.parse(stdout) as { path: string; before: number; peakBytes: number; tookMs: number }
    const grownBytes = built.peakBytes - built.before
    console.log(`25 MB attached: +${Math.round(grownBytes / 2 ** 20)} MB RSS, ${built.tookMs} ms`)
    expect(grownBytes).toBeLessThan(300 * 2 ** 20)
    const [mail] = await readWithPython([built.path])
    expect(mail?.bareBreaks).toBe(0)
    expect(mail?.body.parts?.at(-1)).toMatchObject({ sha256: sha256(bytes), sizeBytes })
  })
})

describe('from the outbox to the other side', () => {
  it('what arrives, with its dots taken away, is what was frozen', async () => {
    const server = await startSmtpScript({ extensions: ['PIPELINING', '8BITMIME'] })
    const bytes = randomBytes(200_000)
    const { raw, envelope } = await buildMail({
      text: '.\n..\nHello\n.hidden\n'.repeat(50),
      bcc: [{ name: '', address: 'secret@boss.example' }],
      attachments: [await attach('.bashrc', 'text/plain', bytes)],
    })
    const result = await submitTo(server.port, mailOf(raw, { envelope }))
    expect(result.outcome).toBe('accepted')
    const wire = server.accepted[0]?.toString('latin1') ?? ''
    expect(wire.slice(0, -3).replace(/^\./gm, '')).toBe(raw.toString('latin1'))
    expect(server.dialogues[0]?.lines).toContain('RCPT TO:<secret@boss.example>')
    expect(wire).not.toContain('secret@')
    await server.stop()
  })
})
