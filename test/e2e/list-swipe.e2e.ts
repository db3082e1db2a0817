import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { toasts, undoInToast } from '#test/support/list-screen.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { addMailbox, conversationRow, openConversations } from '#test/support/screen.ts'

/** Rows pushed aside with a touchpad or a finger. */
let dovecot: Dovecot
let parley: LaunchedParley

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.deliver(
    'INBOX',
    ['Ada Lund', 'Bo Berg', 'Cora Vik'].map(name => ({
      raw: plainEmail({ from: `${name} <${name.slice(0, 2)}@lund.example>`, subject: `From ${name}` }),
      flags: ['\\Seen'],
    })),
  )
  parley = await launchParley()
  await addMailbox(parley.window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
  })
  await openConversations(parley.window)
  await conversationRow(parley.window, 'Cora Vik').waitFor({ timeout: 20_000 })
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const ground = (window: Page) => window.getByTestId('swipe-ground')

/** Two fingers over a row: the wheel of a touchpad, in small steps. */
async function pan(window: Page, words: string, px: number): Promise<void> {
  await conversationRow(window, words).hover()
  for (let step = 0; step < 6; step += 1) await window.mouse.wheel(-px / 6, 0)
}

/** One finger over a row, through the browser's own input. Answers how to lift it. */
async function touch(window: Page, words: string, px: number): Promise<() => Promise<void>> {
  const box = await conversationRow(window, words).boundingBox()
  const x = (box?.x ?? 0) + 170
  const y = (box?.y ?? 0) + 20
  const input = await window.context().newCDPSession(window)
  const tell = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number | null) =>
    input.send('Input.dispatchTouchEvent', { type, touchPoints: at === null ? [] : [{ x: at, y }] })
  await tell('touchStart', x)
  for (let step = 1; step <= 6; step += 1) await tell('touchMove', x + (px * step) / 6)
  return async () => {
    await tell('touchEnd', null)
    await input.detach()
  }
}

test('a row pushed far to the right is archived, and comes back', async () => {
  const { window } = parley
  await pan(window, 'Ada Lund', 150)
  await ground(window).getByText('Archive').waitFor()
  await toasts(window).getByText('Conversation archived').waitFor()
  await expect.poll(() => conversationRow(window, 'Ada Lund').count()).toBe(0)
  await undoInToast(window)
  await conversationRow(window, 'Ada Lund').waitFor()
})

test('a row pushed to the left offers times to snooze until', async () => {
  const { window } = parley
  await pan(window, 'Bo Berg', -150)
  await window.getByRole('menuitem', { name: 'Tomorrow morning' }).click()
  await expect.poll(() => conversationRow(window, 'Bo Berg').count()).toBe(0)
  await window.getByRole('button', { name: 'Snoozed', exact: true }).click()
  await conversationRow(window, 'Bo Berg').waitFor()
  expect(await conversationRow(window, 'Bo Berg').innerText()).toMatch(/08:00/)
  await window.getByRole('button', { name: 'Active', exact: true }).click()
})

test('a push that stays short does nothing, and the row goes back to its place', async () => {
  const { window } = parley
  const lift = await touch(window, 'Cora Vik', 60)
  expect(await ground(window).getAttribute('data-armed')).toBe('false')
  await lift()
  await expect.poll(() => ground(window).count()).toBe(0)
  expect(await conversationRow(window, 'Cora Vik').evaluate(row => row.style.transform)).toBe('')
  expect(await toasts(window).getByText('archived').count()).toBe(0)
})

test('a finger that pushes far archives too', async () => {
  const { window } = parley
  const lift = await touch(window, 'Cora Vik', 150)
  expect(await ground(window).getAttribute('data-armed')).toBe('true')
  await lift()
  await toasts(window).getByText('Conversation archived').waitFor()
  await expect.poll(() => conversationRow(window, 'Cora Vik').count()).toBe(0)
})
