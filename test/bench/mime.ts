import { availableParallelism, loadavg } from 'node:os'
import { simpleParser } from 'mailparser'
import { indexEmail, type MailToRead } from '#engine/mail/mime/index-email.ts'
import { parseMessage } from '#engine/mail/mime/parse.ts'
import { createMailReader } from '#engine/mail/mime/reader.ts'
import { silentLog } from '#shared/log.ts'
import { planMailbox } from '#test/support/generated-conversations.ts'
import { buildEmail } from '#test/support/generated-email.ts'

/**
 * How fast mail is read: `node test/bench/mime.ts [COUNT]`, one JSON object on standard output.
 *
 * The messages are those of the generated mailbox, cut to the prefix that sync fetches; mailparser reads the same ones
 * in the same run. CPU time stands beside wall time, because the machine may be busy.
 */
const count = Number(process.argv[2] ?? 4_000)
const rounds = 3
const prefixBytes = 32 * 1024

type Speed = { readonly perSecond: number; readonly cpuMicrosEach: number }

async function best(mails: readonly MailToRead[], work: () => Promise<void> | void): Promise<Speed> {
  let perSecond = 0
  let cpuMicrosEach = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    const cpu = process.cpuUsage()
    await work()
    const used = process.cpuUsage(cpu)
    perSecond = Math.max(perSecond, (mails.length * 1_000) / (performance.now() - start))
    cpuMicrosEach = Math.min(cpuMicrosEach, (used.user + used.system) / mails.length)
  }
  return { perSecond: Math.round(perSecond), cpuMicrosEach: Math.round(cpuMicrosEach) }
}

const plan = planMailbox({ count, seed: 7, endsAt: Date.UTC(2026, 0, 1), address: 'hello@parley.test' })
const mails = plan.emails.map(({ email }): MailToRead => {
  const { raw } = buildEmail(email)
  return { raw: raw.subarray(0, prefixBytes), sizeBytes: raw.length, receivedAt: email.sentAt }
})
const few = mails.slice(0, Math.min(mails.length, 500))
const lengths = mails.map(mail => mail.raw.length).sort((a, b) => a - b)

const parse = await best(mails, () => {
  for (const mail of mails) parseMessage(mail.raw, mail)
})
const index = await best(mails, () => {
  for (const mail of mails) indexEmail(mail)
})
const mailparser = await best(few, async () => {
  for (const mail of few)
    await simpleParser(Buffer.from(mail.raw), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
    })
})
const reader = createMailReader({
  workerUrl: new URL(import.meta.resolve('#engine/mail/mime/worker.ts')),
  log: silentLog,
})
const worker = await best(mails, async () => {
  for (let at = 0; at < mails.length; at += 500)
    await reader.parse(mails.slice(at, at + 500), { signal: new AbortController().signal })
})
await reader.close()
process.stdout.write(
  `${JSON.stringify({
    messages: mails.length,
    medianBytes: lengths[lengths.length >> 1],
    processors: availableParallelism(),
    load: Number(loadavg()[0]?.toFixed(1)),
    parse,
    index,
    worker,
    mailparser,
  })}\n`,
)
