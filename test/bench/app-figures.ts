import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { launchParley } from '#test/support/app.ts'
import type { Dovecot } from '#test/support/dovecot.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRows, syncState } from '#test/support/screen.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'
import { clickToText, rowPaintedAt, scrollList } from './in-page.ts'
import { prepareData } from './prepared.ts'
import { measureProcesses, processTree } from './processes.ts'

const megabyte = 1_048_576
const idleSeconds = 60

/** P5, P8, P10 and P11: the real window over a synced mailbox. */
export const measureApp: Measurement = async ({ count = 100_000, rounds = 40, say }) => {
  say(`P5, P8, P10, P11: the window over ${count} messages and two small accounts`)
  const news = { awaited: false, announcedAt: 0 }
  const data = await prepareData({
    count,
    moreAccounts: 2,
    onServerBytes: chunk => {
      if (!news.awaited || !/^\* \d+ EXISTS/m.test(chunk.toString('latin1'))) return
      news.announcedAt = performance.timeOrigin + performance.now()
      news.awaited = false
    },
  })
  try {
    const coldStart = await measureColdStart(data.dataDir, say)
    const parley = await launchParley({ dataDir: data.dataDir })
    try {
      const { window } = parley
      await conversationRows(window).first().waitFor()
      say('  waiting for the window to be idle')
      await syncState(window).filter({ hasText: 'Synced' }).waitFor({ timeout: 120_000 })
      const arrivals = await measureArrivals(window, data.dovecot, news, rounds)
      const opening = await measureOpening(window, rounds)
      say(`  idle for ${idleSeconds} s`)
      await delay(10_000)
      const idle = await measureIdle(parley.app.process().pid ?? 0)
      return [arrivals, opening, coldStart, ...idle]
    } finally {
      await parley.close()
    }
  } finally {
    await data.close()
  }
}

/** P5: from the server's word to a painted row; the list stands at its top. */
async function measureArrivals(
  window: Page,
  dovecot: Dovecot,
  news: { awaited: boolean; announcedAt: number },
  rounds: number,
): Promise<Figure> {
  const arrivals: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const subject = `News ${round} of ${process.pid}`
    news.awaited = true
    await dovecot.deliver('INBOX', [
      plainEmail({ subject, from: `Person ${round} <p${round}@news.example>` }),
    ])
    arrivals.push((await rowPaintedAt(window, subject)) - news.announcedAt)
  }
  return {
    id: 'P5',
    what: 'the server announces a mail → row on screen, p95',
    value: percentile(arrivals, 0.95),
    unit: 'ms',
    limit: 100,
    details: { median: percentile(arrivals, 0.5), worst: Math.max(...arrivals), arrivals: arrivals.length },
  }
}

/** P10: from the start of the process to a list that can be used, twice warm, so that the disk doesn't decide. */
async function measureColdStart(dataDir: string, say: (text: string) => void): Promise<Figure> {
  const times: number[] = []
  for (let round = 0; round < 4; round += 1) {
    const startedAt = performance.now()
    const parley = await launchParley({ dataDir })
    await conversationRows(parley.window).first().waitFor()
    times.push((performance.now() - startedAt) / 1000)
    await parley.close()
  }
  say(`  cold starts: ${times.map(time => time.toFixed(2)).join(', ')} s`)
  return {
    id: 'P10',
    what: 'start → the list can be used (second to fourth start, median)',
    value: percentile(times.slice(1), 0.5),
    unit: 's',
    limit: 1,
    details: { first: times[0] ?? 0 },
  }
}

/** P8: click → text painted, over conversations from the whole height of the list. */
async function measureOpening(window: Page, rounds: number): Promise<Figure> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const drawn = await conversationRows(window).count()
    times.push(await clickToText(window, round % drawn))
    if (round % drawn === drawn - 1) await scrollList(window, 600)
  }
  return {
    id: 'P8',
    what: 'click on a conversation → its text painted, p95',
    value: percentile(times, 0.95),
    unit: 'ms',
    limit: 50,
    details: { median: percentile(times, 0.5), worst: Math.max(...times), opened: times.length },
  }
}

/** P11: processor time and memory of all processes while nothing happens. */
async function measureIdle(pid: number): Promise<readonly Figure[]> {
  const tree = processTree(pid)
  const before = measureProcesses(tree)
  await delay(idleSeconds * 1000)
  const after = measureProcesses(tree)
  const sum = (list: typeof after, key: 'cpuSeconds' | 'residentBytes' | 'proportionalBytes') =>
    list.reduce((total, each) => total + each[key], 0)
  const usedSeconds = sum(after, 'cpuSeconds') - sum(before, 'cpuSeconds')
  return [
    {
      id: 'P11',
      what: 'idle with three accounts: processor',
      value: (usedSeconds / idleSeconds) * 100,
      unit: '% of a core',
      limit: 0.1,
    },
    {
      id: 'P11',
      what: 'idle with three accounts: memory of all processes (shared pages counted once)',
      value: sum(after, 'proportionalBytes') / megabyte,
      unit: 'MB',
      limit: 350,
      details: { processes: after.length, residentSum: sum(after, 'residentBytes') / megabyte },
    },
  ]
}
