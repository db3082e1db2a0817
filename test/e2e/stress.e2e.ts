import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type OpenedThread, takeLongestGap, waitForOpened, watchGaps } from '#test/support/in-window.ts'
import { conversationRows } from '#test/support/screen.ts'
import { stressMails } from '#test/support/stress-mails.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** All mails that were made to hurt, in the real window: each conversation is opened as a person at the keyboard does. */
const longestGapMs = 200
/** Nor the first time, whatever else the machine does: a later time may find things at hand. */
const longestFirstGapMs = 1_000

/** Another program may take the processor: what is ours happens each time. */
const triesAtMost = 4

let dovecot: Dovecot
let folder: TempFolder
let parley: LaunchedParley
let conversations = 0
let emails = 0

beforeAll(async () => {
  dovecot = await startDovecot()
  for (const { build } of stressMails) await dovecot.deliver('INBOX', [build()])
  folder = await createTempFolder('stress')
  await addAccount(dovecot, { dataDir: folder.path })
  const summary = await syncOnce({ dataDir: folder.path, timeoutMs: 240_000 })
  conversations = summary.conversations
  emails = summary.emails
  parley = await launchParley({ dataDir: folder.path, env: { PARLEY_PASSWORD: dovecot.user.password } })
  await conversationRows(parley.window).first().waitFor()
  await parley.window.evaluate(watchGaps)
}, 300_000)
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await folder?.remove()
})

type Step = OpenedThread & { readonly gapMs: number; readonly firstGapMs: number }

async function press(key: 'j' | 'k', last: string): Promise<Step> {
  const { window } = parley
  await window.evaluate(takeLongestGap)
  await window.keyboard.press(key)
  await window.keyboard.press('Enter')
  const opened = await window.evaluate(waitForOpened, last)
  const gapMs = await window.evaluate(takeLongestGap)
  return { ...opened, gapMs, firstGapMs: gapMs }
}

test('R-63: every stress mail is listed and opens, and the window never stands still', {
  timeout: 600_000,
}, async () => {
  expect(emails).toBeGreaterThanOrEqual(stressMails.length - 1)
  const steps: Step[] = []
  let last = ''
  for (let at = 0; at < conversations; at += 1) {
    let step = await press('j', last)
    const [away, back] = at === 0 ? (['j', 'k'] as const) : (['k', 'j'] as const)
    for (let tries = 1; step.gapMs > longestGapMs && tries < triesAtMost; tries += 1) {
      const other = await press(away, step.id)
      const again = await press(back, other.id)
      step = { ...step, gapMs: Math.min(step.gapMs, again.gapMs) }
    }
    last = step.id
    steps.push(step)
  }
  const slowest = steps.toSorted((a, b) => b.ms - a.ms).slice(0, 3)
  const gaps = steps.toSorted((a, b) => b.gapMs - a.gapMs).slice(0, 5)
  console.info({
    emails,
    conversations,
    slowest: slowest.map(({ subject, ms }) => `${Math.round(ms)} ms ${subject}`),
    firstGaps: steps
      .filter(({ firstGapMs }) => firstGapMs > longestGapMs)
      .map(({ subject, firstGapMs }) => `${firstGapMs} ms ${subject.slice(0, 50)}`),
    gaps: gaps.map(({ subject, gapMs }) => `${gapMs} ms ${subject}`),
  })
  expect(steps.filter(({ firstGapMs }) => firstGapMs > longestFirstGapMs)).toEqual([])
  expect(new Set(steps.map(({ id }) => id)).size).toBe(conversations)
  expect(
    steps.filter(({ problems }) => problems.length > 0).map(({ subject, problems }) => [subject, problems]),
  ).toEqual([])
  expect(
    steps.filter(({ gapMs }) => gapMs > longestGapMs).map(({ subject, gapMs }) => `${gapMs} ms ${subject}`),
  ).toEqual([])
})

test('nothing broke meanwhile', () => {
  expect(parley.output()).not.toMatch(/Uncaught|UnhandledPromise|Error:/)
  const log = readFileSync(`${folder.path}/logs/engine.log`, 'utf8').split('\n')
  expect(log.filter(line => /"level":"error"|internal/.test(line))).toEqual([])
})
