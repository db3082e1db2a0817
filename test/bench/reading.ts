import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { startDovecot } from '#test/support/dovecot.ts'
import { newsletterHtml } from '#test/support/newsletter.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRow, conversationRows } from '#test/support/screen.ts'
import { createTempFolder } from '#test/support/temp-folder.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'
import { clickToReading } from './in-page.ts'

const newsletterBytes = 500_000
const threadEmails = 60

/** P8 where it is hard: a conversation of sixty emails, and a newsletter of 500 KB, each opened for the first time. */
export const measureReading: Measurement = async ({ rounds = 20, say }) => {
  say(
    `P8: ${rounds} conversations of ${threadEmails} emails, ${rounds} newsletters of ${newsletterBytes / 1000} KB`,
  )
  const temp = await createTempFolder('bench')
  const dovecot = await startDovecot()
  try {
    for (let round = 0; round < rounds; round += 1) {
      await dovecot.deliver('INBOX', [...longThread(round), newsletter(round)])
    }
    const cli = { dataDir: join(temp.path, 'data'), timeoutMs: 600_000 }
    await addAccount(dovecot, cli)
    await syncOnce(cli)
    const parley = await launchParley({ dataDir: cli.dataDir })
    try {
      const { window } = parley
      await conversationRows(window).first().waitFor()
      const threads = await openEach(window, rounds, 'Long thread')
      const letters = await openEach(window, rounds, 'Newsletter')
      return [
        figure(`a conversation of ${threadEmails} emails: click → text painted, p95`, threads.text, 50),
        figure('a newsletter of 500 KB: click → text painted, p95', letters.text, 100),
        figure('a newsletter of 500 KB: click → its design painted, p95', letters.design, 400),
        figure('a newsletter of 500 KB: longest frame gap of an opening, p95', letters.gap, 200),
      ]
    } finally {
      await parley.close()
    }
  } finally {
    await dovecot.stop()
    await temp.remove()
  }
}

const figure = (what: string, times: readonly number[], limit: number): Figure => ({
  id: 'P8',
  what,
  value: percentile(times, 0.95),
  unit: 'ms',
  limit,
  details: { median: percentile(times, 0.5), worst: Math.max(...times), opened: times.length },
})

async function openEach(window: Page, rounds: number, subject: string) {
  const text: number[] = []
  const design: number[] = []
  const gap: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await window.getByLabel('Search conversations').fill(`"${subject} ${round} end"`)
    await conversationRow(window, `${subject} ${round} end`).first().waitFor()
    const times = await clickToReading(window, `${subject} ${round} end`)
    text.push(times.textMs)
    design.push(times.designMs)
    gap.push(times.longestGapMs)
  }
  return { text, design, gap }
}

function longThread(round: number): readonly string[] {
  const id = (at: number) => `<thread-${round}-${at}@bench.example>`
  const now = Date.now() - 90 * 86_400_000
  return Array.from({ length: threadEmails }, (_, at) =>
    plainEmail({
      from: `Person ${round} <person${round}@bench.example>`,
      subject: `${at === 0 ? '' : 'Re: '}Long thread ${round} end`,
      messageId: id(at),
      ...(at === 0 ? {} : { inReplyTo: id(at - 1) }),
      sentAt: now + at * 3_600_000,
      text: 'A paragraph of an ordinary length, as people write them to each other.\r\n\r\n'.repeat(12),
    }),
  )
}

function newsletter(round: number): string {
  return [
    `From: Letters <letters${round}@news.example>`,
    'To: hello@parley.test',
    `Subject: Newsletter ${round} end`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <newsletter-${round}@bench.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(newsletterHtml(newsletterBytes, round + 1))
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '',
  ].join('\r\n')
}
