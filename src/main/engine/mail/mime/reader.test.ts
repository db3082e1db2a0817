import { afterEach, describe, expect, it } from 'vitest'
import { silentLog } from '#shared/log.ts'
import type { MailToRead } from './index-email.ts'
import { createMailReader, type MailReader } from './reader.ts'

const realWorker = new URL('./worker.ts', import.meta.url)
const stubbornWorker = new URL(import.meta.resolve('#test/support/stubborn-mime-worker.ts'))
const never = new AbortController().signal

const mail = (subject: string, body = 'Hello'): MailToRead => {
  const raw = Buffer.from(
    `From: Ann <ann@example.org>\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.org>\r\n\r\n${body}\r\n`,
  )
  return { raw, sizeBytes: raw.length, receivedAt: Date.UTC(2026, 0, 1) }
}

let open: MailReader[] = []
const reader = (
  options: {
    readonly worker?: URL
    readonly deadlineMs?: number
    readonly memoryMb?: number
    readonly idleMs?: number
  } = {},
): MailReader => {
  const { worker = realWorker, ...rest } = options
  const made = createMailReader({ workerUrl: worker, log: silentLog, ...rest })
  open.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(open.map(each => each.close()))
  open = []
})

describe('the mail reader', () => {
  it('gives one result for each message, in order', async () => {
    const batch = Array.from({ length: 150 }, (_, index) =>
      mail(`number ${index}`, `Body ${index} ${'words '.repeat(200)}`),
    )
    const emails = await reader().parse(batch, { signal: never })
    expect(emails.map(email => email.headers.subject)).toEqual(batch.map((_, index) => `number ${index}`))
    expect(emails[149]?.preview).toMatch(/^Body 149 words/)
  })

  it('leaves the bytes that it was given with their owner', async () => {
    const one = mail('kept')
    await reader().parse([one], { signal: never })
    expect(Buffer.from(one.raw).toString()).toContain('Subject: kept')
  })

  it('answers an empty batch', async () => {
    expect(await reader().parse([], { signal: never })).toEqual([])
  })

  it('answers batches that are asked for at once', async () => {
    const shared = reader()
    const answers = await Promise.all(
      [1, 2, 3].map(number => shared.parse([mail(`batch ${number}`)], { signal: never })),
    )
    expect(answers.map(emails => emails[0]?.headers.subject)).toEqual(['batch 1', 'batch 2', 'batch 3'])
  })

  it.each(['hang', 'die', 'flood'])(
    'gives up only the message on which its thread has to %s',
    async subject => {
      const batch = [mail('first'), mail('second'), mail(subject), mail('fourth'), mail('fifth')]
      const emails = await reader({ worker: stubbornWorker, deadlineMs: 400, memoryMb: 64 }).parse(batch, {
        signal: never,
      })
      expect(emails.map(email => email.headers.subject)).toEqual([
        'first',
        'second',
        subject,
        'fourth',
        'fifth',
      ])
      expect(emails.map(email => email.problems.includes('unreadable'))).toEqual([
        false,
        false,
        true,
        false,
        false,
      ])
      expect(emails[2]?.preview).toContain('Hello')
    },
    30_000,
  )

  it('shows the source of a message on which reading throws', async () => {
    const emails = await reader({ worker: stubbornWorker }).parse([mail('throw'), mail('next')], {
      signal: never,
    })
    expect(emails.map(email => email.problems)).toEqual([['unreadable'], []])
  })

  it('rejects with the reason when aborted, and goes on with the next batch', async () => {
    const shared = reader({ worker: stubbornWorker, deadlineMs: 400 })
    const abort = new AbortController()
    const hanging = shared.parse([mail('hang')], { signal: abort.signal })
    abort.abort(new Error('left'))
    await expect(hanging).rejects.toThrow('left')
    expect((await shared.parse([mail('after')], { signal: never }))[0]?.headers.subject).toBe('after')
  }, 30_000)

  it('fails clearly when its thread cannot be started', async () => {
    const broken = reader({ worker: new URL('./no-such-worker.ts', import.meta.url) })
    await expect(broken.parse([mail('x')], { signal: never })).rejects.toMatchObject({
      code: 'engine-failed',
    })
  })

  it('starts again after it stopped for lack of work', async () => {
    const shared = reader({ idleMs: 1 })
    for (const subject of ['one', 'two', 'three'])
      expect((await shared.parse([mail(subject)], { signal: never }))[0]?.headers.subject).toBe(subject)
  })

  it('rejects what is asked of it after it was closed', async () => {
    const shared = reader()
    await shared.close()
    await expect(shared.parse([mail('late')], { signal: never })).rejects.toMatchObject({ code: 'cancelled' })
  })
})
