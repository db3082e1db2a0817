import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { chooseFromMenu, closeMenus, hoverButton, rowMenu, toasts } from '#test/support/list-screen.ts'
import { mixedEmail } from '#test/support/mixed-email.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import {
  addMailbox,
  conversationRow,
  conversationRows,
  openConversations,
  search,
  toggleFilter,
} from '#test/support/screen.ts'
import { waitFor } from '#test/support/wait-for.ts'

/** What narrows the list, what rows say of themselves, and what stays while mail comes in. */
let dovecot: Dovecot
let parley: LaunchedParley

const mail = (name: string, changes: Parameters<typeof plainEmail>[0] = {}) => ({
  raw: plainEmail({
    from: `${name} <${name.slice(0, 2)}@lund.example>`,
    subject: `From ${name}`,
    ...changes,
  }),
  flags: ['\\Seen'],
})

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    mail('Ada Lund'),
    mail('Bo Berg', { text: `${'Many words before it. '.repeat(40)}Then the walnut desk.` }),
    {
      raw: mixedEmail({
        from: 'Cora Vik <co@lund.example>',
        subject: 'From Cora Vik',
        text: 'The plan.',
        attachment: { name: 'plan.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4') },
      }),
      flags: ['\\Seen'],
    },
  ])
  await dovecot.deliver('Archive', [mail('Dina Old')])
  parley = await launchParley()
  await addMailbox(parley.window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
  })
  await openConversations(parley.window)
  await waitFor(async () => (await conversationRows(parley.window).count()) === 3, {
    what: 'three rows',
    timeoutMs: 20_000,
  })
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const shown = async () => (await conversationRows(parley.window).count()) as number
const openFilter = () => parley.window.getByRole('button', { name: 'Filter', exact: true }).click()
const chip = (name: string) => parley.window.getByRole('button', { name: `Remove filter: ${name}` })

test('attachments, a mailbox and a tag narrow the list; each is a chip that takes it away', async () => {
  const { window } = parley
  await toggleFilter(window, 'Has attachments')
  await expect.poll(shown).toBe(1)
  await conversationRow(window, 'Cora Vik').waitFor()
  await chip('Has attachments').click()
  await expect.poll(shown).toBe(3)

  await rowMenu(window, 'Ada Lund', ['Tag', 'Important'])
  await toasts(window).getByText('Conversation tagged “Important”').waitFor()
  await closeMenus(window)
  await openFilter()
  await chooseFromMenu(window, ['Tag'])
  await window.getByRole('menuitemradio', { name: 'Important' }).click()
  await expect.poll(shown).toBe(1)
  await closeMenus(window)
  await conversationRow(window, 'Ada Lund').getByText('Important').waitFor()
  await chip('Important').click()
  await expect.poll(shown).toBe(3)

  await window.getByRole('button', { name: 'Archived', exact: true }).click()
  await openFilter()
  await chooseFromMenu(window, ['Mailbox'])
  await window.getByRole('menuitemradio', { name: 'Archive', exact: true }).click()
  await expect.poll(shown).toBe(1)
  await window.getByRole('menuitemradio', { name: 'Sent', exact: true }).click()
  await window.getByText('No conversation matches').waitFor()
  await closeMenus(window)
  await window.getByRole('button', { name: 'Clear filters' }).first().click()
  await conversationRow(window, 'Dina Old').waitFor()
  await window.getByRole('button', { name: 'Active', exact: true }).click()
  await expect.poll(shown).toBe(3)
})

test('a hit in the text is shown in the row, marked', async () => {
  const { window } = parley
  await search(window, 'walnut')
  const row = conversationRow(window, 'Bo Berg')
  await row.getByTestId('row-match').getByText('In the text:').waitFor()
  expect(await row.locator('mark').allInnerTexts()).toEqual(['walnut'])
  await search(window, 'cora')
  await expect
    .poll(() => conversationRow(window, 'Cora Vik').locator('mark').allInnerTexts())
    .toContain('Cora')
  await search(window, '')
  await expect.poll(shown).toBe(3)
})

test('what is snoozed has a list of its own, says until when, and can come back at once', async () => {
  const { window } = parley
  await hoverButton(window, 'Bo Berg', 'Snooze')
  await chooseFromMenu(window, ['Pick date and time'])
  const dialog = window.getByRole('dialog', { name: 'Snooze until' })
  await dialog.getByLabel('Date and time').fill('2001-01-01T08:00')
  await dialog.getByText('Choose a time that lies ahead.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Snooze', exact: true }).isDisabled()).toBe(true)
  const year = new Date().getFullYear() + 1
  await dialog.getByLabel('Date and time').fill(`${year}-03-14T09:30`)
  await dialog.getByText(/^Returns on .+14 March \d{4} at 09:30, or earlier if somebody writes\.$/).waitFor()
  await dialog.getByRole('button', { name: 'Snooze', exact: true }).click()
  await expect.poll(shown).toBe(2)
  await window.getByRole('button', { name: 'Snoozed', exact: true }).click()
  await conversationRow(window, 'Bo Berg').getByText(`14/03/${year} 09:30`).waitFor()
  await hoverButton(window, 'Bo Berg', 'Snooze')
  await chooseFromMenu(window, ['Back to the list now'])
  await window.getByText('Nothing snoozed').waitFor()
  await window.getByRole('button', { name: 'Active', exact: true }).click()
  await expect.poll(shown).toBe(3)
})

test('cursor, ticks and scroll stay where they are while mail comes in', async () => {
  const { window } = parley
  await window.getByRole('listbox', { name: 'Conversations' }).focus()
  await window.keyboard.press('End')
  await window.keyboard.press('Space')
  const list = window.getByRole('listbox', { name: 'Conversations' })
  const before = await list.getAttribute('aria-activedescendant')
  await dovecot.deliver('INBOX', [mail('Egil New', { sentAt: Date.now() })])
  await conversationRow(window, 'Egil New').waitFor({ timeout: 20_000 })
  expect(await list.getAttribute('aria-activedescendant')).toBe(before)
  expect(await window.locator(`[id="${before}"]`).getAttribute('aria-selected')).toBe('true')
  expect(await window.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox')
  await window.keyboard.press('Escape')
})
