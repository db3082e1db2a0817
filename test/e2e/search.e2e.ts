import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LaunchedParley } from '#test/support/app.ts'
import { launchConnected } from '#test/support/connected-app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRow, conversationRows } from '#test/support/screen.ts'

/** The search field: operators with completion, what it could not read, and the keys that lead in and out. */
let dovecot: Dovecot
let parley: LaunchedParley

const minute = 60_000

beforeAll(async () => {
  dovecot = await startDovecot()
  const now = Date.now()
  await dovecot.deliver('INBOX', [
    {
      raw: plainEmail({
        from: 'Ada Lund <ada@lund.example>',
        subject: 'Invoice for the desk',
        text: 'Walnut, oiled.',
        sentAt: now - minute,
      }),
      receivedAt: now - minute,
    },
    {
      raw: plainEmail({
        from: 'Bo Berg <bo@berg.example>',
        subject: 'A plan',
        text: 'The invoice comes later.',
        sentAt: now - 2 * minute,
      }),
      flags: ['\\Seen'],
      receivedAt: now - 2 * minute,
    },
    {
      raw: plainEmail({
        from: '王伟 <wang@wei.example>',
        subject: '请求报价',
        text: '你好，请发给我报价。',
        sentAt: now - 3 * minute,
      }),
      receivedAt: now - 3 * minute,
    },
  ])
  await dovecot.deliver('Archive', [
    {
      raw: plainEmail({ from: 'Cora Vik <cora@vik.example>', subject: 'Invoice of last year' }),
      flags: ['\\Seen'],
    },
  ])
  parley = await launchConnected(dovecot, 3)
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const field = () => parley.window.getByRole('combobox', { name: 'Search conversations' })
const options = () => parley.window.getByRole('listbox', { name: 'Ways to go on' }).getByRole('option')
const rows = () => conversationRows(parley.window).count()

async function begin(text: string): Promise<void> {
  await field().fill('')
  await field().press('/')
  await field().fill('')
  await parley.window.keyboard.type(text)
}

test('operators are completed by keys, with their values', async () => {
  const { window } = parley
  await begin('i')
  await expect.poll(() => options().allInnerTexts()).toContainEqual(expect.stringContaining('is:'))
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  expect(await field().inputValue()).toBe('is:')
  await window.keyboard.type('un')
  await expect.poll(() => options().count()).toBe(1)
  await window.keyboard.press('Tab')
  expect(await field().inputValue()).toBe('is:unread ')
  await expect.poll(rows).toBe(2)
  await window.keyboard.type('invoice')
  await expect.poll(rows).toBe(1)
  await conversationRow(window, 'Ada Lund').waitFor()
})

test('a mailbox is completed by its name, and a value with the pointer', async () => {
  const { window } = parley
  await begin('in:arch')
  await options().filter({ hasText: 'Archive' }).first().click()
  expect(await field().inputValue()).toBe('in:Archive ')
  await window.getByRole('button', { name: 'Clear search' }).click()
  await begin('is:archived invoice')
  await conversationRow(window, 'Cora Vik').waitFor()
})

test('a value that means nothing is left out, and said in words', async () => {
  const { window } = parley
  await begin('before:soon invoice')
  await window.getByText('“before:soon” is left out', { exact: false }).waitFor()
  await expect.poll(rows).toBe(2)
  await begin('has:cake ')
  await window.getByText('“has:cake” is left out: it takes attachment.').waitFor()
})

test('from, subject and one or two letters find, in any script', async () => {
  await begin('from:ada')
  await expect.poll(rows).toBe(1)
  await begin('subject:invoice')
  await expect.poll(rows).toBe(1)
  await begin('报价')
  await expect.poll(rows).toBe(1)
  await begin('王')
  await expect.poll(rows).toBe(1)
  await begin('bo')
  await expect.poll(rows).toBe(1)
})

test('“Name and preview only” leaves out what stands further down', async () => {
  const { window } = parley
  await begin('walnut')
  await expect.poll(rows).toBe(1)
  await begin('desk')
  await expect.poll(rows).toBe(1)
  await window.getByLabel('Name and preview only').check()
  await expect.poll(rows).toBe(0)
  await window.getByLabel('Name and preview only').uncheck()
  await expect.poll(rows).toBe(1)
})

test('Down leads into the results; Escape closes the completion, clears, then leaves', async () => {
  const { window } = parley
  await begin('invoice')
  await expect.poll(rows).toBe(2)
  await window.keyboard.press('ArrowDown')
  await expect.poll(() => window.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox')
  await window.keyboard.press('/')
  await window.keyboard.press('End')
  await window.keyboard.type(' i')
  await options().first().waitFor()
  await window.keyboard.press('Escape')
  await expect.poll(() => options().count()).toBe(0)
  expect(await field().inputValue()).toBe('invoice i')
  await window.keyboard.press('Escape')
  expect(await field().inputValue()).toBe('')
  await expect.poll(rows).toBe(3)
  await window.keyboard.press('Escape')
  await expect.poll(() => window.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox')
})

test('fast typing shows the last search only', async () => {
  const { window } = parley
  await begin('')
  await window.keyboard.type('invoice for the desk', { delay: 5 })
  await expect.poll(rows).toBe(1)
  await conversationRow(window, 'Ada Lund').waitFor()
  await window.keyboard.press('Escape')
  await window.keyboard.press('Escape')
})
