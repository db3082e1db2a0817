import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRow, conversationRows } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** What is on the server only is found there, beside what is found here. */
let dovecot: Dovecot
let parley: LaunchedParley
let temp: TempFolder

const day = 86_400_000

beforeAll(async () => {
  temp = await createTempFolder('search-server')
  dovecot = await startDovecot()
  const now = Date.now()
  await dovecot.deliver('INBOX', [
    {
      raw: plainEmail({
        from: 'Ada Lund <ada@lund.example>',
        subject: 'A new question',
        text: 'Do you have rosewood?',
        sentAt: now - 60_000,
      }),
      receivedAt: now - 60_000,
    },
    {
      raw: plainEmail({
        from: 'Bo Berg <bo@berg.example>',
        subject: 'An old question',
        text: `${'A line of no interest.\r\n'.repeat(2_000)}We wanted rosewood then.`,
        sentAt: now - 400 * day,
      }),
      flags: ['\\Seen'],
      receivedAt: now - 400 * day,
    },
  ])
  const dataDir = join(temp.path, 'data')
  const account = await addAccount(dovecot, { dataDir })
  await syncOnce({ dataDir }, 'none')
  const engine = openLiveEngine({ dataDir, start: false })
  await engine.ask('accounts/body-window', { id: account, bodyWindow: 'month' })
  await engine.close()
  parley = await launchParley({ dataDir, env: { PARLEY_PASSWORD: dovecot.user.password } })
  await conversationRows(parley.window).first().waitFor()
}, 180_000)
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await temp?.remove()
})

const coverage = () => parley.window.getByTestId('search-coverage')

test('a word that only the server has is found there, marked, and opens', async () => {
  const { window } = parley
  await window.keyboard.press('/')
  await window.keyboard.type('rosewood')
  await conversationRow(window, 'Ada Lund').waitFor()
  await conversationRow(window, 'Bo Berg').waitFor({ timeout: 20_000 })
  await expect.poll(() => coverage().innerText()).toContain('1 more found on the server')
  expect(await coverage().innerText()).toContain('searchable by its headers only')
  expect(await conversationRow(window, 'Bo Berg').innerText()).toContain('Found on the server')
  await conversationRow(window, 'Bo Berg').click()
  await expect
    .poll(() => window.locator('section[aria-label="Conversation"] h1').first().innerText())
    .toBe('An old question')
})

test('another word forgets what the server said', async () => {
  const { window } = parley
  await window.keyboard.press('/')
  await window.keyboard.type('question')
  await expect.poll(() => conversationRows(window).count()).toBe(2)
  await window.keyboard.press('Control+a')
  await window.keyboard.type('zebrawood')
  await expect.poll(() => conversationRows(window).count()).toBe(0)
  await expect.poll(() => coverage().innerText()).toContain('the server found no more')
})

test('a server that is away is a quiet fact', async () => {
  const { window } = parley
  await dovecot.halt()
  await window.getByText('Offline', { exact: false }).first().waitFor({ timeout: 60_000 })
  await window.getByLabel('Search conversations').fill('rosewood')
  await conversationRow(window, 'Ada Lund').waitFor()
  await expect.poll(() => coverage().innerText()).toContain('the server could not be searched')
})
