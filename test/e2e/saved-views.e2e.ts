import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRow, conversationRows, search, toggleFilter } from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** Searches and filters with a name and a count, kept over a restart. */
let dovecot: Dovecot
let parley: LaunchedParley
let temp: TempFolder
let dataDir: string

beforeAll(async () => {
  temp = await createTempFolder('views')
  dataDir = join(temp.path, 'data')
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    plainEmail({ from: 'Ada Lund <ada@lund.example>', subject: 'Invoice 1' }),
    { raw: plainEmail({ from: 'Bo Berg <bo@berg.example>', subject: 'Invoice 2' }), flags: ['\\Seen'] },
    plainEmail({ from: 'Cora Vik <cora@vik.example>', subject: 'A question' }),
  ])
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
const openMenu = async () => {
  const menus = parley.window.getByRole('menu')
  // One that was open a moment ago is on its way out.
  await expect.poll(() => menus.count()).toBe(0)
  await parley.window.getByRole('button', { name: 'Saved views' }).click()
  await menus.waitFor()
}
const item = (name: string) => parley.window.getByRole('menuitem', { name })

async function saveAs(name: string): Promise<void> {
  const { window } = parley
  await openMenu()
  await item('Save this search as a view').click()
  await window.getByRole('dialog').getByLabel('Name').fill(name)
  await window.keyboard.press('Enter')
  await window.getByText(`View “${name}” saved`).waitFor()
}

test('the menu says how a view is made, and a search with a filter gets a name', async () => {
  const { window } = parley
  await openMenu()
  await window.getByText('Search or filter, then save it here under a name.').waitFor()
  await window.keyboard.press('Escape')
  await search(window, 'invoice')
  await toggleFilter(window, 'Unread')
  await expect.poll(() => conversationRows(window).count()).toBe(1)
  await saveAs('New invoices')
  await window.getByRole('button', { name: 'Clear filters' }).click()
  await search(window, 'invoice')
  await expect.poll(() => conversationRows(window).count()).toBe(2)
  await saveAs('All invoices')
  await window.getByRole('button', { name: 'Clear filters' }).click()
  await expect.poll(() => conversationRows(window).count()).toBe(3)
})

test('saved views survive a restart, count what they find, and show it', async () => {
  await parley.close()
  await start()
  const { window } = parley
  await openMenu()
  await expect.poll(() => item('New invoices').innerText()).toMatch(/New invoices\s*1/)
  await expect.poll(() => item('All invoices').innerText()).toMatch(/All invoices\s*2/)
  await item('New invoices').click()
  await expect.poll(() => conversationRows(window).count()).toBe(1)
  await conversationRow(window, 'Ada Lund').waitFor()
  expect(await window.getByLabel('Search conversations').inputValue()).toBe('invoice')
  await window.getByRole('button', { name: 'Clear filters' }).click()
})

test('a view is found by the palette', async () => {
  const { window } = parley
  await window.getByRole('listbox', { name: 'Conversations' }).focus()
  await window.keyboard.press('Control+k')
  await window.getByRole('combobox', { name: 'Find a command or a conversation' }).waitFor()
  await window.keyboard.type('all inv')
  await expect
    .poll(() => window.getByRole('dialog').getByRole('option', { selected: true }).innerText())
    .toContain('Saved view')
  await window.keyboard.press('Enter')
  await expect.poll(() => conversationRows(window).count()).toBe(2)
})

test('views are renamed, put in another order, and deleted', async () => {
  const { window } = parley
  await openMenu()
  await item('Rename, reorder or delete').click()
  const dialog = window.getByRole('dialog', { name: 'Saved views' })
  await dialog.getByRole('button', { name: 'Move All invoices up' }).click()
  const names = () =>
    dialog.getByRole('textbox').evaluateAll(fields => fields.map(field => (field as HTMLInputElement).value))
  await expect.poll(names).toEqual(['All invoices', 'New invoices'])
  await dialog.getByLabel('Name of the view New invoices').fill('Unread invoices')
  await window.keyboard.press('Enter')
  await expect.poll(names).toEqual(['All invoices', 'Unread invoices'])
  await dialog.getByRole('button', { name: 'Delete All invoices' }).click()
  await expect.poll(names).toEqual(['Unread invoices'])
  await window.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await openMenu()
  await item('Unread invoices').click()
  await expect.poll(() => conversationRows(window).count()).toBe(1)
})
