import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { corpusEmails, sampleEmails } from '#test/support/corpus.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { conversationRows } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/**
 * Real and broken mails of many programs in the real window: each conversation is opened as a person at the keyboard does.
 *
 * A sample; `PARLEY_CORPUS=all` opens everything there is.
 */
const mails = process.env['PARLEY_CORPUS'] === 'all' ? corpusEmails() : sampleEmails(250)

/** Longer than any gap between frames may be: the window answers. */
const longestGapMs = 1_000

let dovecot: Dovecot
let folder: TempFolder
let parley: LaunchedParley
let conversations = 0
const complaints: string[] = []

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.deliver(
    'INBOX',
    mails.map(({ raw }) => raw),
  )
  folder = await createTempFolder('corpus')
  await addAccount(dovecot, { dataDir: folder.path })
  conversations = (await syncOnce({ dataDir: folder.path })).conversations
  parley = await launchParley({ dataDir: folder.path, env: { PARLEY_PASSWORD: dovecot.user.password } })
  const { window } = parley
  window.on('pageerror', error => complaints.push(String(error)))
  window.on('console', message => {
    // Frames of mail complain about what their policy forbids: that is what it is for.
    const ours = !message.location().url.startsWith('mail:')
    if (ours && ['error', 'warning'].includes(message.type()))
      complaints.push(`${message.text()} ${message.location().url}`)
  })
  await conversationRows(window).first().waitFor()
  await window.evaluate(watchFrames)
}, 240_000)
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await folder?.remove()
})

test('every conversation opens from the keyboard and shows its emails', { timeout: 900_000 }, async () => {
  const { window } = parley
  const opened = new Map<string, Shown>()
  let last = ''
  for (let step = 0; step < conversations; step += 1) {
    await window.keyboard.press('j')
    await window.keyboard.press('Enter')
    const shown = await window.evaluate(waitForThread, last)
    last = shown.id
    opened.set(shown.id, shown)
  }
  const faults = [...opened.values()].filter(({ problems }) => problems.length > 0)
  // The one that is beyond what the washer takes on, and says so.
  expect(faults.map(({ subject, problems }) => `${subject}: ${problems.join(', ')}`)).toEqual([
    expect.stringMatching(/Odd: HTML that never ends.*: could not be shown safely$/),
  ])
  expect(opened.size).toBe(conversations)
  await expect.poll(() => countUnread(window), { timeout: 10_000 }).toBe(0)
})

test('the list can be run through with the key held down', { timeout: 120_000 }, async () => {
  const { window } = parley
  const first = await window.evaluate(waitForThread, '')
  for (let step = 1; step < conversations; step += 1) await window.keyboard.press('k')
  const top = await window.evaluate(waitForThread, first.id)
  expect(top.problems).toEqual([])
})

test('meanwhile the window answered, and nothing went wrong', async () => {
  const gaps = await parley.window.evaluate(() => window.corpusGaps ?? [])
  if (process.env['PARLEY_CORPUS'] === 'all') console.info({ conversations, gaps })
  expect(gaps.filter(({ ms }) => ms > longestGapMs)).toEqual([])
  expect(complaints).toEqual([])
  expect(parley.output()).not.toMatch(/Uncaught|UnhandledPromise|Error:/)
  const log = readFileSync(`${folder.path}/logs/engine.log`, 'utf8').split('\n')
  expect(log.filter(line => /"level":"error"|internal/.test(line))).toEqual([])
})

const countUnread = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.parley.request(9_000_000, 'conversations/counts', {})
    return answer.ok
      ? (JSON.parse(String(answer.result)) as { readonly unread: number }).unread
      : answer.error.code
  })

type Gap = { readonly ms: number; readonly conversation: string }
declare global {
  interface Window {
    corpusGaps?: Gap[]
  }
}

/** Runs in the page: notes each gap between two frames that a person would notice. */
function watchFrames(): void {
  const gaps: Gap[] = []
  window.corpusGaps = gaps
  let last = performance.now()
  const onFrame = (now: number) => {
    const ms = Math.round(now - last)
    last = now
    if (ms > 200) {
      const row = document.querySelector<HTMLElement>(
        '[data-testid="conversation-row"][aria-selected="true"]',
      )
      gaps.push({ ms, conversation: row?.innerText.replace(/\s+/g, ' ').slice(0, 60) ?? '' })
    }
    requestAnimationFrame(onFrame)
  }
  requestAnimationFrame(onFrame)
}

type Shown = { readonly id: string; readonly subject: string; readonly problems: readonly string[] }

/** Runs in the page: waits until another conversation than `last` is painted, and says what is wrong with it. */
async function waitForThread(last: string): Promise<Shown> {
  const row = () =>
    document.querySelector<HTMLElement>('[data-testid="conversation-row"][aria-selected="true"]')
  const all = (selector: string) => [
    ...document.querySelectorAll<HTMLElement>(`section[aria-label="Conversation"] ${selector}`),
  ]
  const missing = (): string | null => {
    const id = row()?.dataset['conversationId']
    const mark = performance.getEntriesByName('parley:thread').at(-1)
    if (id === undefined || id === last) return 'no other conversation is open'
    if (!(mark instanceof PerformanceMark) || mark.detail?.id !== id) return 'no thread'
    const bodies = all('[data-testid="email-body"]')
    if (bodies.length === 0) return 'no email stands open'
    const isBlank = (body: HTMLElement) => {
      const frame = body.querySelector<HTMLElement>('[data-testid="mail-frame"]')
      return frame ? frame.offsetHeight === 0 : body.innerText.trim() === ''
    }
    if (bodies.some(body => body.querySelector('[aria-busy="true"]') !== null)) return 'a design is under way'
    return bodies.some(isBlank) ? 'an email is blank' : null
  }
  const deadline = performance.now() + 10_000
  while (missing() !== null && performance.now() < deadline)
    await new Promise(resolve => requestAnimationFrame(resolve))
  const problems = [missing(), ...all('[role="alert"]').map(alert => alert.innerText)]
  const words = all('[data-testid="email-card"]').map(card => card.innerText)
  for (const sorry of ['could not be shown safely', 'No reader could make sense', 'is not on this computer'])
    if (words.some(text => text.includes(sorry))) problems.push(sorry)
  return {
    id: row()?.dataset['conversationId'] ?? last,
    subject: row()?.innerText.replace(/\s+/g, ' ').slice(0, 80) ?? '',
    problems: problems.filter(problem => problem !== null),
  }
}
