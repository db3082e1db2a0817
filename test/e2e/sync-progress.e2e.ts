import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import type { Dovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import {
  accountCard,
  addMailbox,
  conversationRows,
  openConversations,
  openEmails,
  syncState,
} from '#test/support/screen.ts'
import { serveMailbox } from '#test/support/served-mailbox.ts'

/** A first sync that takes its time: what the screen says, and how it is stopped and resumed. */
const count = 1_500
let dovecot: Dovecot
let proxy: FaultProxy
let parley: LaunchedParley
let fullSpeed: () => void

beforeAll(async () => {
  dovecot = (await serveMailbox({ count })).dovecot
  proxy = await startFaultProxy({ port: dovecot.port })
  fullSpeed = proxy.add({ direction: 'to-client', fault: { kind: 'throttle', bytesPerSecond: 600_000 } })
  parley = await launchParley()
  await addMailbox(parley.window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: proxy.port,
  })
})
afterAll(async () => {
  await parley?.close()
  await proxy?.stop()
  await dovecot?.stop()
})

const mailHere = async () => {
  const words = await accountCard(parley.window, dovecot.user.name).innerText()
  return Number(/([\d,]+) messages? on this computer/.exec(words)?.[1]?.replaceAll(',', '') ?? Number.NaN)
}

test('the newest conversations are there while the rest is on its way, with progress in numbers', async () => {
  const { window } = parley
  await openConversations(window)
  await conversationRows(window).first().waitFor({ timeout: 20_000 })
  await syncState(window)
    .filter({ hasText: /Syncing · [\d,]+ of 1,500/ })
    .waitFor({ timeout: 20_000 })
  const newest = await conversationRows(window).first().locator('time').getAttribute('datetime')
  // The generated mailbox ends at the first instant of July.
  expect(Date.parse(newest ?? '')).toBeGreaterThan(Date.UTC(2026, 5, 25))
})

test('paused, it stays where it is; resumed, it goes on to the end', async () => {
  const { window } = parley
  await openEmails(window)
  await window.getByRole('button', { name: `Actions for ${dovecot.user.name}` }).click()
  await window.getByRole('menuitem', { name: 'Pause sync' }).click()
  await accountCard(window, dovecot.user.name).getByText('Paused').waitFor()
  await expect.poll(() => proxy.open()).toBe(0)
  const pausedAt = await mailHere()
  expect(pausedAt).toBeGreaterThan(0)
  expect(pausedAt).toBeLessThan(count)
  fullSpeed()
  await openConversations(window)
  await window.getByRole('button', { name: 'Resume' }).click()
  await openEmails(window)
  await expect.poll(mailHere, { timeout: 60_000 }).toBe(count)
  await openConversations(window)
  await syncState(window).filter({ hasText: 'Synced' }).waitFor({ timeout: 30_000 })
})
