import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LaunchedParley } from '#test/support/app.ts'
import {
  composer,
  composerText,
  pressSend,
  recipients,
  sendingNote,
  waitUntilSaved,
} from '#test/support/compose-screen.ts'
import { launchConnected } from '#test/support/connected-app.ts'
import { deliverCustomers } from '#test/support/customers.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { toasts } from '#test/support/list-screen.ts'
import { conversationRow, emailCards, openConversation } from '#test/support/screen.ts'
import { type SmtpSink, startSmtpSink } from '#test/support/smtp-sink.ts'

/** Writing an answer and sending it, in the real window, from the key that begins it to the copy in Sent. */
let dovecot: Dovecot
let sink: SmtpSink
let parley: LaunchedParley

beforeAll(async () => {
  dovecot = await startDovecot()
  sink = await startSmtpSink()
  await deliverCustomers(dovecot, ['Ada Lund', 'Bo Berg', 'Cora Vik'])
  parley = await launchConnected(dovecot, 3, { smtpPort: sink.port })
}, 120_000)
afterAll(async () => {
  await parley?.close()
  await sink?.stop()
  await dovecot?.stop()
})

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await parley.window.keyboard.press(key)
}
const idsInSent = async () =>
  Object.entries(await judgeServer(dovecot)).find(([name]) => name === 'Sent')?.[1].emails ?? []

test('r answers with the keyboard alone, and the draft is safe while it is written', async () => {
  const { window } = parley
  await openConversation(window, 'Ada Lund')
  await press('r')
  await composerText(window).waitFor()
  await expect.poll(() => recipients(window, 'To')).toEqual(['Ada Lund'])
  await window.keyboard.type('Hi Ada,')
  await press('Enter', 'Enter')
  await window.keyboard.type('the 14th is **yours**.')
  await waitUntilSaved(window)
  await conversationRow(window, 'Ada Lund').getByText('Draft').waitFor()
  await press('Escape', 'r')
  await expect.poll(() => composerText(window).evaluate(box => box === document.activeElement)).toBe(true)
  expect(await composerText(window).innerText()).toContain('yours.\n')
})

test('Undo takes it back before it leaves, and the composer is as it was', async () => {
  const { window } = parley
  const before = await composerText(window).innerHTML()
  await press('Control+Enter')
  await sendingNote(window)
    .filter({ hasText: /^Sending in/ })
    .waitFor()
  await expect.poll(() => emailCards(window).count()).toBe(2)
  await toasts(window).getByRole('button', { name: 'Undo' }).click()
  await composerText(window).waitFor()
  expect(await composerText(window).innerHTML()).toBe(before)
  await expect.poll(() => emailCards(window).count()).toBe(1)
  expect(await composerText(window).evaluate(box => box === document.activeElement)).toBe(true)
  expect(sink.mails).toHaveLength(0)
})

test('sent, it is in the thread at once, arrives once, and is once in Sent', async () => {
  const { window } = parley
  await pressSend(window)
  await expect.poll(() => emailCards(window).count()).toBe(2)
  await composer(window).waitFor({ state: 'detached' })
  expect(await toasts(window).getByText('could not be saved').count()).toBe(0)
  await expect.poll(() => sink.mails.length, { timeout: 30_000 }).toBe(1)
  const [mail] = sink.mails
  expect(mail?.to).toEqual(['ada@customers.example'])
  const raw = mail?.raw.toString('latin1') ?? ''
  expect(raw).toMatch(/^Subject: Re: Order 100\r$/m)
  expect(raw).toContain('the 14th is yours.')
  expect(raw).toContain('<strong>yours</strong>')
  expect(raw).not.toMatch(/^Bcc:/im)
  await sendingNote(window).waitFor({ state: 'detached' })
  await expect.poll(async () => (await idsInSent()).length, { timeout: 60_000 }).toBe(1)
  expect(await emailCards(window).count()).toBe(2)
  await conversationRow(window, 'Ada Lund').getByText('You:').waitFor()
})
