import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { addAccount, syncOnce } from '#test/support/cli-account.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { openLiveEngine } from '#test/support/live-engine.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import {
  conversationRow,
  conversationRows,
  emailCards,
  isUnread,
  openConversation,
} from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { waitFor } from '#test/support/wait-for.ts'

/** Reading a conversation by keyboard, whole, offline, and keeping it. */
let dovecot: Dovecot
let parley: LaunchedParley
let temp: TempFolder

const day = 86_400_000
const now = Date.now()
const id = (at: number) => `<desk-${at}@lund.example>`
const emails = Array.from({ length: 5 }, (_, at) =>
  plainEmail({
    from: at % 2 === 0 ? 'Ada Lund <ada@lund.example>' : 'Bo Lund <bo@lund.example>',
    subject: at === 0 ? 'The walnut desk' : 'Re: The walnut desk',
    messageId: id(at),
    ...(at === 0 ? {} : { inReplyTo: id(at - 1) }),
    sentAt: now - (10 - at) * 3_600_000,
    text: `Words of email ${at}.`,
  }),
)
const letter = 'A line of a very long letter, one of many.\r\n'.repeat(4_000)
const long = plainEmail({
  from: 'Cy Long <cy@long.example>',
  subject: 'A long letter',
  text: `${letter}The very end.`,
  sentAt: now - 400 * day,
})

beforeAll(async () => {
  temp = await createTempFolder('reading')
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    { raw: long, receivedAt: now - 400 * day, flags: ['\\Seen'] },
    {
      raw: plainEmail({
        from: 'Di Sign <di@sign.example>',
        subject: 'As designed',
        text: '<p>Designed words</p>',
        sentAt: now - 2 * day,
      }).replace('text/plain', 'text/html'),
      receivedAt: now - 2 * day,
      flags: ['\\Seen'],
    },
    ...emails.map((raw, at) => ({ raw, receivedAt: now - (10 - at) * 3_600_000, flags: ['\\Seen'] })),
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

const inHand = () =>
  parley.window.evaluate(() => {
    const card = document.activeElement?.closest('article')
    const all = [...document.querySelectorAll('article')]
    return card === null || card === undefined ? -1 : all.indexOf(card)
  })
const openCards = () => emailCards(parley.window).filter({ has: parley.window.getByTestId('email-body') })

test('n and p move between emails, Enter opens and folds, ; does so with all, Escape goes back', async () => {
  const { window } = parley
  await openConversation(window, 'The walnut desk')
  await expect.poll(() => emailCards(window).count()).toBe(5)
  expect(await openCards().count()).toBe(1)
  await window.keyboard.press('p')
  expect(await inHand()).toBe(3)
  await window.keyboard.press('p')
  expect(await inHand()).toBe(2)
  await window.keyboard.press('Enter')
  await expect.poll(() => openCards().count()).toBe(2)
  expect(await window.getByText('Words of email 2.').last().isVisible()).toBe(true)
  expect(await inHand()).toBe(2)
  await window.keyboard.press('n')
  expect(await inHand()).toBe(3)
  await window.keyboard.press(';')
  await expect.poll(() => openCards().count()).toBe(5)
  await window.keyboard.press(';')
  await expect.poll(() => openCards().count()).toBe(0)
  for (let step = 0; step < 9; step += 1) await window.keyboard.press('n')
  expect(await inHand()).toBe(4)
  await window.keyboard.press('Escape')
  await window.getByRole('heading', { name: 'Conversation overview' }).waitFor()
})

test('keys work on where a click into a designed email took the keyboard', async () => {
  const { window } = parley
  await openConversation(window, 'As designed')
  const frame = window.locator('iframe').first()
  const click = async () => {
    await window.frameLocator('iframe').first().getByText('Designed words').click()
    await expect.poll(() => window.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')
  }
  // As a keyboard does it: a debugger's keys go to the frame past the window.
  const press = async (keyCode: string) =>
    (await parley.app.browserWindow(window)).evaluate((opened, key) => {
      for (const type of ['keyDown', 'keyUp'] as const)
        opened.webContents.sendInputEvent({ type, keyCode: key })
    }, keyCode)
  await frame.waitFor()
  await click()
  await press('n')
  await expect.poll(() => window.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')
  expect(await inHand()).toBe(0)
  await click()
  await press('Escape')
  await window.getByRole('heading', { name: 'Conversation overview' }).waitFor()
})

test('assistive technology reads sender, time and state first, then the words', async () => {
  const { window } = parley
  await openConversation(window, 'The walnut desk')
  const article = emailCards(window).last()
  const name = (await article.getAttribute('aria-label')) ?? ''
  expect(name).toMatch(/^Ada Lund, .*\d{4}/)
  const order = await article.evaluate(card => card.textContent ?? '')
  expect(order.indexOf('Ada Lund')).toBeLessThan(order.indexOf('Words of email 4.'))
  await article
    .getByRole('button', { name: 'to hello@', exact: false })
    .or(article.getByTitle('Show all recipients and details'))
    .first()
    .click()
  const details = await article.locator('dl').innerText()
  expect(details).toContain('Ada Lund <ada@lund.example>')
  expect(details).toContain('INBOX')
  await article.getByTitle('Hide details').click()
  expect(await article.locator('dl').count()).toBe(0)
})

test('an email is saved as the server has it, byte for byte', async () => {
  const { window, app } = parley
  await openConversation(window, 'The walnut desk')
  const target = join(temp.path, 'kept.eml')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, target)
  await emailCards(window).last().getByRole('button', { name: 'More actions' }).click()
  await window.getByRole('menuitem', { name: 'Save as file (.eml)' }).click()
  await window.getByText('Saved', { exact: true }).waitFor()
  expect(readFileSync(target, 'utf8')).toBe(emails[4])
})

test('mail that arrives before one’s eyes is read, here and on the server', async () => {
  const { window } = parley
  await openConversation(window, 'The walnut desk')
  await window.bringToFront()
  await dovecot.deliver('INBOX', [
    plainEmail({
      from: 'Ada Lund <ada@lund.example>',
      subject: 'Re: The walnut desk',
      inReplyTo: id(4),
      text: 'One more thing.',
    }),
  ])
  await window.getByText('One more thing.').last().waitFor()
  await waitFor(async () => !(await isUnread(conversationRow(window, 'The walnut desk'))), {
    what: 'the row to be read',
    timeoutMs: 15_000,
  })
})

test('a conversation deleted on the server while it is read stays in sight, and says so', async () => {
  const { window } = parley
  await openConversation(window, 'As designed')
  await dovecot.doveadm('expunge', '-u', dovecot.user.name, 'mailbox', 'INBOX', 'subject', 'As designed')
  await window.getByRole('button', { name: 'Sync inbox' }).click()
  await window.getByText('This conversation is not here any more', { exact: false }).waitFor()
  expect(await emailCards(window).count()).toBe(1)
  await window.getByRole('status').getByRole('button', { name: 'Close conversation' }).click()
  await window.getByRole('heading', { name: 'Conversation overview' }).waitFor()
})

test('the rest of a long email is queued while offline, says so, and arrives by itself', {
  timeout: 180_000,
}, async () => {
  const { window } = parley
  await dovecot.halt()
  await openConversation(window, 'A long letter')
  await window.getByText('Offline', { exact: false }).first().waitFor({ timeout: 60_000 })
  await window.getByRole('button', { name: 'Load full email' }).click()
  await window.getByText('It is queued', { exact: false }).waitFor({ timeout: 60_000 })
  expect(await window.getByText('A line of a very long letter').first().isVisible()).toBe(true)
  await dovecot.restart()
  await window.getByRole('button', { name: 'Sync inbox' }).click()
  await window.getByText('It is queued', { exact: false }).waitFor({ state: 'detached', timeout: 90_000 })
  await window.getByRole('button', { name: 'Load full email' }).click()
  await window.getByText('The very end.').waitFor()
})
