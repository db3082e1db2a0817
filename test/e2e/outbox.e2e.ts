import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { composer, composerText, pressSend, sendingNote } from '#test/support/compose-screen.ts'
import { launchConnected } from '#test/support/connected-app.ts'
import { deliverCustomers } from '#test/support/customers.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import { conversationRow, conversationRows, openConversation } from '#test/support/screen.ts'
import { type SmtpSink, startSmtpSink } from '#test/support/smtp-sink.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** Mail that waits: scheduled, or because nobody answers; over a restart, and until the person says so. */
let dovecot: Dovecot
let sink: SmtpSink
let proxy: FaultProxy
let temp: TempFolder
let parley: LaunchedParley
let online: () => void

beforeAll(async () => {
  temp = await createTempFolder('outbox')
  dovecot = await startDovecot()
  sink = await startSmtpSink()
  proxy = await startFaultProxy({ port: sink.port })
  await deliverCustomers(dovecot, ['Ada Lund', 'Bo Berg'])
  parley = await launchConnected(dovecot, 2, { smtpPort: proxy.port, dataDir: join(temp.path, 'data') })
}, 120_000)
afterAll(async () => {
  await parley?.close()
  await proxy?.stop()
  await sink?.stop()
  await dovecot?.stop()
  await temp?.remove()
})

const write = async (to: string, text: string) => {
  await openConversation(parley.window, to)
  await parley.window.keyboard.press('r')
  await composerText(parley.window).waitFor()
  await parley.window.keyboard.type(text)
}
const openOutbox = async () => {
  const { window } = parley
  await window
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: 'Outbox and drafts' })
    .click()
  await window.getByRole('heading', { name: 'Outbox and drafts' }).waitFor()
}
const line = (subject: string) => parley.window.getByTestId('outbox-line').filter({ hasText: subject })

test('Send later says when it leaves, on its row, on its card and in the outbox', async () => {
  const { window } = parley
  await write('Ada Lund', 'Good morning')
  await composer(window).getByRole('button', { name: 'Other ways to send' }).click()
  await window.getByRole('menuitem', { name: 'Send later' }).click()
  await window.getByRole('dialog').getByRole('button', { name: 'Tomorrow morning' }).click()
  await sendingNote(window)
    .filter({ hasText: /^Scheduled for/ })
    .waitFor()
  await conversationRow(window, 'Ada Lund').getByText('Scheduled').waitFor()
  await openOutbox()
  await line('Order 100')
    .getByText(/^Scheduled for/)
    .waitFor()
})

test('without a server a mail waits and says why', async () => {
  const { window } = parley
  online = proxy.add({ direction: 'to-client', fault: { kind: 'cut' } })
  await window
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: 'Conversations' })
    .first()
    .click()
  await write('Bo Berg', 'Words without a server')
  await pressSend(window)
  await sendingNote(window)
    .filter({ hasText: /^Not sent yet/ })
    .waitFor({ timeout: 30_000 })
  expect(sink.mails).toEqual([])
})

test('both are still there after a restart, and leave when they may', async () => {
  await parley.close()
  parley = await launchParley({ dataDir: join(temp.path, 'data') })
  await conversationRows(parley.window).first().waitFor()
  await openOutbox()
  await line('Order 100')
    .getByText(/^Scheduled for/)
    .waitFor()
  online()
  await line('Order 101').getByRole('button', { name: 'Send now' }).click()
  await expect.poll(() => sink.mails.length, { timeout: 30_000 }).toBe(1)
  await line('Order 100').getByRole('button', { name: 'Send now' }).click()
  await expect.poll(() => sink.mails.length, { timeout: 30_000 }).toBe(2)
  expect(sink.mails.map(mail => mail.to)).toEqual([['bo@customers.example'], ['ada@customers.example']])
})
