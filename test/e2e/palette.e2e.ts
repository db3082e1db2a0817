import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LaunchedParley } from '#test/support/app.ts'
import { launchConnected } from '#test/support/connected-app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRow, conversationRows } from '#test/support/screen.ts'

/** The command palette: everything by a few letters. */
let dovecot: Dovecot
let parley: LaunchedParley

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    plainEmail({ from: 'Ada Lund <ada@lund.example>', subject: 'The walnut desk' }),
    plainEmail({ from: 'Bo Berg <bo@berg.example>', subject: 'The plan' }),
  ])
  await dovecot.deliver('Archive', [
    { raw: plainEmail({ from: 'Cora Vik <cora@vik.example>', subject: 'Long ago' }), flags: ['\\Seen'] },
  ])
  parley = await launchConnected(dovecot, 2)
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const field = () => parley.window.getByRole('combobox', { name: 'Find a command or a conversation' })
const options = () => parley.window.getByRole('dialog').getByRole('option')
const chosen = () => parley.window.getByRole('dialog').getByRole('option', { selected: true })

async function openPalette(): Promise<void> {
  await parley.window.keyboard.press('Control+k')
  await field().waitFor()
}

test('a few letters find a command, with its keys, and Enter does it', async () => {
  const { window } = parley
  await openPalette()
  await window.keyboard.type('archco')
  await expect.poll(() => chosen().innerText()).toContain('Archived conversations')
  await window.keyboard.press('Enter')
  await conversationRow(window, 'Cora Vik').waitFor()
  expect(await window.getByRole('dialog').count()).toBe(0)
  await window.keyboard.press('g')
  await window.keyboard.press('i')
  await conversationRow(window, 'Ada Lund').waitFor()
})

test('a name or a subject finds a conversation wherever it lies', async () => {
  const { window } = parley
  await openPalette()
  await window.keyboard.type('long ago')
  const cora = options().filter({ hasText: 'Cora Vik' })
  await cora.waitFor()
  while (!(await chosen().innerText()).includes('Cora Vik')) await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  await expect
    .poll(() => window.locator('section[aria-label="Conversation"] h1').first().innerText())
    .toBe('Long ago')
  await window.keyboard.press('Escape')
})

test('what was chosen lately comes first', async () => {
  const { window } = parley
  await openPalette()
  const lately = window.getByRole('group', { name: 'Lately' })
  await lately.waitFor()
  const first = await lately.getByRole('option').allInnerTexts()
  expect(first[0]).toContain('Cora Vik')
  expect(first[1]).toContain('Archived conversations')
  await window.keyboard.press('Escape')
})

test('an account, a mailbox and a tag lead to their lists', async () => {
  const { window } = parley
  await openPalette()
  await window.keyboard.type('important')
  await expect.poll(() => chosen().innerText()).toContain('Tag')
  await window.keyboard.press('Enter')
  await window.getByText('No conversation matches').waitFor()
  await window.getByRole('button', { name: 'Clear filters' }).first().click()
  await openPalette()
  await window.keyboard.type(dovecot.user.name)
  await expect.poll(() => chosen().innerText()).toContain('Email account')
  await window.keyboard.press('Enter')
  await window.getByRole('button', { name: `Remove filter: ${dovecot.user.name}` }).click()
  await expect.poll(() => conversationRows(window).count()).toBe(2)
})

test('a mailbox of the server leads to what lies in it', async () => {
  const { window } = parley
  await openPalette()
  await window.keyboard.type('archive')
  await options().filter({ hasText: 'Mailbox' }).filter({ hasText: 'Archive' }).click()
  await conversationRow(window, 'Cora Vik').waitFor()
  expect(await conversationRows(window).count()).toBe(1)
  await window.getByRole('button', { name: 'Clear filters' }).first().click()
  await expect.poll(() => conversationRows(window).count()).toBe(2)
})

test('words that are nothing else are searched for', async () => {
  const { window } = parley
  await openPalette()
  await window.keyboard.type('walnut')
  await options().filter({ hasText: 'Search for “walnut”' }).click()
  await expect.poll(() => conversationRows(window).count()).toBe(1)
  expect(await window.getByLabel('Search conversations').inputValue()).toBe('walnut')
  await window.getByRole('button', { name: 'Clear search' }).click()
})

test('assistive technology hears a combo box whose options move with the arrows', async () => {
  const { window } = parley
  await window.keyboard.press('Escape')
  const before = await window.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await openPalette()
  expect(await field().getAttribute('aria-expanded')).toBe('true')
  const list = await field().getAttribute('aria-controls')
  expect(await window.locator(`[id="${list}"]`).getAttribute('role')).toBe('listbox')
  const active = () => field().getAttribute('aria-activedescendant')
  const first = await active()
  await window.keyboard.press('ArrowDown')
  const second = await active()
  expect(second).not.toBe(first)
  expect(await chosen().getAttribute('id')).toBe(second)
  await window.keyboard.press('ArrowUp')
  await window.keyboard.press('ArrowUp')
  expect(await chosen().getAttribute('id')).toBe(await options().last().getAttribute('id'))
  await window.keyboard.press('Escape')
  await window.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await window.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(before)
})
