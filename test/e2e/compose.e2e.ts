import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LaunchedParley } from '#test/support/app.ts'
import { findViolations } from '#test/support/axe.ts'
import {
  composer,
  composerText,
  pasteInto,
  pressSend,
  recipients,
  recipientsLine,
  waitUntilSaved,
} from '#test/support/compose-screen.ts'
import { launchConnected } from '#test/support/connected-app.ts'
import { deliverCustomers } from '#test/support/customers.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRow, openConversation } from '#test/support/screen.ts'
import { type SmtpSink, startSmtpSink } from '#test/support/smtp-sink.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** Writing in the real window: recipients, pasting, files, and links that begin a message. */
let dovecot: Dovecot
let sink: SmtpSink
let temp: TempFolder
let parley: LaunchedParley

beforeAll(async () => {
  temp = await createTempFolder('compose')
  dovecot = await startDovecot()
  sink = await startSmtpSink()
  await deliverCustomers(dovecot, ['Ada Lund', 'Bo Berg'])
  await dovecot.deliver('INBOX', [
    plainEmail({
      from: 'Cora Vik <cora@customers.example>',
      subject: 'Write to us',
      text: 'Please use mailto:desk@shop.example?cc=boss@shop.example&bcc=b@shop.example&subject=Order&body=%3Cb%3EHello&attach=/etc/passwd&from=x@evil.example for it.',
    }),
  ])
  parley = await launchConnected(dovecot, 3, { smtpPort: sink.port })
}, 120_000)
afterAll(async () => {
  await parley?.close()
  await sink?.stop()
  await dovecot?.stop()
  await temp?.remove()
})

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await parley.window.keyboard.press(key)
}
const list = () => parley.window.getByRole('listbox', { name: 'Conversations' })

test('c begins a new message; people are typed, pasted and completed, and what is no address is marked', async () => {
  const { window } = parley
  await list().focus()
  await press('c')
  const line = recipientsLine(window, 'To')
  await line.waitFor()
  await expect.poll(() => line.evaluate(box => box === document.activeElement)).toBe(true)
  await window.keyboard.type('bo')
  await composer(window).getByRole('option', { name: 'Bo Berg' }).waitFor()
  await press('Enter')
  await expect.poll(() => recipients(window, 'To')).toEqual(['Bo Berg'])
  await window.keyboard.type('Eva Ek <eva@ek.example>,')
  await window.keyboard.type('nobody')
  await press('Tab')
  await expect.poll(() => recipients(window, 'To')).toEqual(['Bo Berg', 'Eva Ek', 'nobody'])
  await composer(window).getByRole('button', { name: 'nobody is not an address. Remove' }).waitFor()
  await line.focus()
  await press('Backspace')
  await expect.poll(() => recipients(window, 'To')).toEqual(['Bo Berg', 'Eva Ek'])
  await composer(window).getByRole('button', { name: 'Cc', exact: true }).click()
  await pasteInto(recipientsLine(window, 'Cc'), {
    'text/plain': 'a@x.example; "B, C" <b@x.example>\nd@x.example',
  })
  await expect.poll(() => recipients(window, 'Cc')).toEqual(['a@x.example', 'B, C', 'd@x.example'])
  expect(await findViolations(window)).toEqual([])
})

test('a message without recipient is refused in place, one without subject asks once', async () => {
  const { window } = parley
  await composerText(window).click()
  await window.keyboard.type('A few words')
  await pressSend(window)
  const question = window.getByRole('dialog', { name: 'Send without subject?' })
  await question.waitFor()
  await press('Escape')
  await question.waitFor({ state: 'detached' })
  expect(await composerText(window).innerText()).toContain('A few words')
  await composer(window).getByRole('button', { name: 'Discard draft' }).click()
  await composer(window).waitFor({ state: 'detached' })
  await list().focus()
  await press('c')
  await composerText(window).click()
  await window.keyboard.type('To nobody')
  await pressSend(window)
  await composer(window).getByText('Nobody is named to send it to. Add a recipient.').waitFor()
  await composer(window).getByRole('button', { name: 'Discard draft' }).click()
  await composer(window).waitFor({ state: 'detached' })
})

test('R-35: what is pasted is washed before the editor sees it, and nothing of it is fetched or run', async () => {
  const { window } = parley
  await openConversation(window, 'Ada Lund')
  await press('r')
  await composerText(window).waitFor()
  const asked: string[] = []
  window.on('request', request => asked.push(request.url()))
  await pasteInto(composerText(window), {
    'text/plain': 'pasted',
    'text/html': [
      '<p onclick="window.hit=1" style="background:url(https://evil.example/b)">Pasted <b>bold</b></p>',
      '<script>window.hit=1</script><img src="https://evil.example/pixel.png" onerror="window.hit=1">',
      '<a href="javascript:window.hit=1">bad</a> <a href="https://good.example/x">good</a>',
      '<iframe src="https://evil.example/f"></iframe><svg onload="window.hit=1"></svg>',
      '<form action="https://evil.example/"><input name="a"></form><style>@import "https://evil.example/s"</style>',
    ].join(''),
  })
  await expect.poll(() => composerText(window).innerText()).toContain('Pasted bold')
  const html = await composerText(window).innerHTML()
  expect(html).not.toMatch(/evil|script|onclick|onerror|<img|<form|<input|<svg|<iframe|style=/i)
  expect(html).toContain('href="https://good.example/x"')
  expect(await window.evaluate(() => 'hit' in window)).toBe(false)
  expect(asked.filter(url => url.includes('evil'))).toEqual([])
})

test('a pasted picture stands in the text, a chosen file beside it, and both can be taken out', async () => {
  const { window, app } = parley
  await composerText(window).click()
  await pasteInto(composerText(window), { image: true })
  const picture = composerText(window).getByRole('img', { name: 'dot.png' })
  await expect.poll(() => picture.evaluate(image => (image as HTMLImageElement).naturalWidth)).toBe(1)
  const path = join(temp.path, 'quote.txt')
  await writeFile(path, 'A quote of some length')
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
  }, path)
  await composer(window).getByRole('button', { name: 'Attach files' }).click()
  await composer(window).getByTestId('draft-file').filter({ hasText: 'quote.txt' }).waitFor()
  await waitUntilSaved(window)
  await composer(window).getByRole('button', { name: 'Remove quote.txt' }).click()
  await expect.poll(() => composer(window).getByTestId('draft-file').count()).toBe(0)
})

test('R-33: a mailto link begins a message with what it may say, and sends nothing', async () => {
  const { window } = parley
  await openConversation(window, 'Write to us')
  await window.getByRole('link', { name: /mailto:desk/ }).click()
  await window.getByRole('heading', { name: 'New message' }).waitFor()
  await expect.poll(() => recipients(window, 'To')).toEqual(['desk@shop.example'])
  expect(await recipients(window, 'Cc')).toEqual(['boss@shop.example'])
  expect(await recipients(window, 'Bcc')).toEqual(['b@shop.example'])
  expect(await composer(window).getByLabel('Subject').inputValue()).toBe('Order')
  expect(await composerText(window).innerText()).toContain('<b>Hello')
  expect(await composer(window).getByTestId('draft-file').count()).toBe(0)
  expect(sink.mails).toEqual([])
})

test('an answer that nobody wrote is no draft', async () => {
  const { window } = parley
  await openConversation(window, 'Bo Berg')
  await press('r')
  await composerText(window).waitFor()
  await openConversation(window, 'Ada Lund')
  await expect.poll(() => conversationRow(window, 'Bo Berg').getByText('Draft').count()).toBe(0)
})
