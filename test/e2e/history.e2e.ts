import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { deliverCustomers } from '#test/support/customers.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { conversationRow, conversationRows } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** The journal: what was done, what became of it, and the way back, also the day after. */
let dovecot: Dovecot
let parley: LaunchedParley
let temp: TempFolder
let dataDir: string

const people = ['Ada Lund', 'Bo Berg', 'Cora Vik', 'Dan Moe']

beforeAll(async () => {
  temp = await createTempFolder('history')
  dataDir = join(temp.path, 'data')
  dovecot = await startDovecot()
  await deliverCustomers(dovecot, people)
  await addAccount(dovecot, { dataDir })
  await syncOnce({ dataDir }, 'all')
  await start()
}, 180_000)
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await temp?.remove()
})

async function start(): Promise<void> {
  parley = await launchParley({ dataDir, env: { PARLEY_PASSWORD: dovecot.user.password } })
  await conversationRows(parley.window).first().waitFor()
}
const entries = () => parley.window.getByTestId('history-entry')
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await parley.window.keyboard.press(key)
}
const inMailbox = async (mailbox: string) =>
  Object.entries(await judgeServer(dovecot)).find(([name]) => name === mailbox)?.[1].emails.length

test('an empty history says what it is for', async () => {
  const { window } = parley
  await press('g', 'h')
  await window.getByRole('heading', { name: 'History' }).waitFor()
  await window.getByText('Nothing done yet').waitFor()
  await press('Escape')
  await conversationRow(window, 'Ada Lund').waitFor()
})

test('each action is an entry of its day, and leads to its conversation', async () => {
  const { window } = parley
  await press('j', 'e')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length - 1)
  await press('x', 'j', 'x', 'e')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length - 3)
  await window.getByRole('button', { name: 'History' }).first().click()
  await expect.poll(() => entries().count()).toBe(2)
  await window.getByRole('heading', { name: 'Today' }).waitFor()
  expect(await entries().first().innerText()).toMatch(/2 conversations archived/)
  expect(await entries().last().innerText()).toMatch(/Conversation archived[\s\S]*Ada Lund · Order 100/)
  await window.getByRole('button', { name: 'Ada Lund · Order 100' }).click()
  await expect
    .poll(() => window.locator('section[aria-label="Conversation"] h1').first().innerText())
    .toBe('Order 100')
  await expect.poll(() => inMailbox('Archive'), { timeout: 20_000 }).toBe(4)
})

test('an action is undone after a restart, here and on the server, and the undoing too', async () => {
  await parley.close()
  await start()
  const { window } = parley
  expect(await conversationRows(window).count()).toBe(people.length - 3)
  await press('g', 'h')
  await expect.poll(() => entries().count()).toBe(2)
  await window.getByRole('button', { name: 'Undo: 2 conversations archived' }).click()
  await expect
    .poll(() => entries().filter({ hasText: '2 conversations moved back to the inbox' }).count())
    .toBe(1)
  await expect.poll(() => inMailbox('Archive'), { timeout: 20_000 }).toBe(2)
  await press('u')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length - 1)
  await press('g', 'h')
  await window.getByRole('button', { name: 'Undo: 2 conversations moved back to the inbox' }).click()
  await expect.poll(() => inMailbox('Archive'), { timeout: 20_000 }).toBe(4)
  await press('u')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length - 3)
})

test('while the server is away an entry says that it waits, and is done once it is back', async () => {
  const { window } = parley
  await press('g', 'i')
  await expect.poll(() => conversationRows(window).count()).toBe(1)
  await dovecot.halt()
  await window.getByText('Offline', { exact: false }).first().waitFor({ timeout: 60_000 })
  await press('j', 'e')
  await expect.poll(() => conversationRows(window).count()).toBe(0)
  await press('g', 'h')
  await expect.poll(() => entries().first().innerText()).toContain('Waiting for the server')
  await dovecot.restart()
  await window.getByRole('button', { name: 'Conversations' }).first().click()
  await window.getByRole('button', { name: 'Sync inbox' }).click()
  await press('g', 'h')
  await expect.poll(() => entries().first().getAttribute('data-state'), { timeout: 60_000 }).toBe('done')
  expect(await inMailbox('Archive')).toBe(5)
})
