import { createServer, type Server } from 'node:https'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { bounceEmail } from '#test/support/bounce-email.ts'
import { createCertificate } from '#test/support/certificate.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import {
  addMailbox,
  conversationRow,
  emailCards,
  isUnread,
  openConversation,
  openConversations,
} from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'

/** Mail that did not arrive, and mail that one wants no more. */
let dovecot: Dovecot
let parley: LaunchedParley
let temp: TempFolder
let list: Server
let asked: {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly cookie: boolean
}[]

const minute = 60_000
const now = Date.now()

/** A list's server on this computer: `/gone` says no, `/away` leads elsewhere. */
async function startList(folder: string): Promise<{ readonly port: number; readonly caPath: string }> {
  const { key, cert, caPath } = await createCertificate(folder)
  list = createServer({ key, cert }, (request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += String(chunk)
    })
    request.on('end', () => {
      const path = request.url ?? ''
      asked.push({ method: request.method ?? '', path, body, cookie: request.headers.cookie !== undefined })
      if (path === '/away') response.writeHead(307, { location: 'http://127.0.0.1:1/' })
      else if (path === '/gone') response.writeHead(404)
      response.end()
    })
  })
  await new Promise<void>(resolve => list.listen(0, '127.0.0.1', resolve))
  const address = list.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, caPath }
}

const newsletter = (subject: string, ...headers: readonly string[]) => ({
  raw: plainEmail({
    from: 'Letters <news@letters.example>',
    subject,
    headers: ['List-Id: <letters.example>', ...headers],
  }),
  receivedAt: now - 5 * minute,
})
const oneClick = (url: string) => [
  `List-Unsubscribe: <${url}>`,
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
]

beforeAll(async () => {
  temp = await createTempFolder('bounces')
  asked = []
  const { port, caPath } = await startList(temp.path)
  dovecot = await startDovecot()
  await dovecot.deliver('Sent', [
    {
      raw: plainEmail({
        from: 'Test <hello@parley.test>',
        to: 'Kim Lee <kim@client.example>',
        subject: 'Your order',
        messageId: '<sent@parley.test>',
        text: 'It leaves tomorrow.',
        sentAt: now - 20 * minute,
      }),
      flags: ['\\Seen'],
      receivedAt: now - 20 * minute,
    },
  ])
  await dovecot.deliver('INBOX', [
    {
      raw: bounceEmail({
        sentAt: now - 10 * minute,
        diagnostic: '550 5.1.1 See https://help.example/550 <b>nobody</b> of that name lives here',
      }),
      receivedAt: now - 10 * minute,
    },
    newsletter('One click', ...oneClick(`https://127.0.0.1:${port}/leave?who=me`)),
    newsletter('No answer', ...oneClick(`https://127.0.0.1:${port}/gone`)),
    newsletter('Elsewhere', ...oneClick(`https://127.0.0.1:${port}/away`)),
    newsletter('By letter', 'List-Unsubscribe: <mailto:leave@letters.example?subject=leave>'),
  ])
  parley = await launchParley({ env: { PARLEY_TEST_PRIVATE_IMAGES: '1', NODE_EXTRA_CA_CERTS: caPath } })
  const { window } = parley
  await addMailbox(window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
  })
  await openConversations(window)
  for (const words of ['Your order', 'One click', 'By letter']) await conversationRow(window, words).waitFor()
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  list?.close()
  await temp?.remove()
})
beforeEach(() => {
  asked = []
})

const cardAt = (at: number): Locator => emailCards(parley.window).nth(at)
const noteIn = (card: Locator) => card.getByTestId('delivery-note')
const toast = (words: string) => parley.window.getByText(words)

test('a bounce marks the row, and says on both emails whom mail did not reach, and why', async () => {
  const { window } = parley
  const row = conversationRow(window, 'Your order')
  await row.getByText('Bounced', { exact: true }).waitFor()
  expect(await isUnread(row)).toBe(true)
  expect(await row.innerText()).toContain('Kim Lee')
  await openConversation(window, 'Your order')
  await expect.poll(() => emailCards(window).count()).toBe(2)

  const sentence =
    'Not delivered to kim@client.example: the address does not exist. Check how it is written, or ask for another address.'
  expect(await window.getByText('Subject changed').count()).toBe(0)
  const report = cardAt(1)
  await noteIn(report).waitFor()
  expect(await noteIn(report).innerText()).toContain(sentence)

  await expect.poll(() => cardAt(0).getByText('Not delivered', { exact: true }).isVisible()).toBe(true)
  await report.getByRole('button', { name: 'Show the message that failed' }).click()
  await noteIn(cardAt(0)).waitFor()
  expect(await noteIn(cardAt(0)).innerText()).toContain(sentence)
  expect(await noteIn(cardAt(0)).innerText()).toContain('Reported by mailer-daemon@mx.example.')
  expect(await cardAt(0).innerText()).toContain('It leaves tomorrow.')
  expect(await window.evaluate(() => document.activeElement?.closest('article')?.textContent)).toContain(
    'It leaves tomorrow.',
  )
  await noteIn(cardAt(0)).getByRole('button', { name: 'Show the report' }).click()
  expect(await window.evaluate(() => document.activeElement?.closest('article')?.textContent)).toContain(
    'Mail Delivery System',
  )
})

test('the other server’s words are told as such, and nothing in them can be clicked (R-44)', async () => {
  await openConversation(parley.window, 'Your order')
  const note = noteIn(cardAt(1))
  await expect
    .poll(() => note.innerText())
    .toContain(
      'The report says: 550 5.1.1 See https://help.example/550 <b>nobody</b> of that name lives here',
    )
  expect(await note.locator('a, b').count()).toBe(0)
})

/** Opens the dialog that asks before a list is left. */
async function askToLeave(subject: string): Promise<Locator> {
  const { window } = parley
  await openConversation(window, subject)
  await cardAt(0).getByRole('button', { name: 'Unsubscribe' }).click()
  const dialog = window.getByRole('dialog', { name: 'Leave this list' })
  await dialog.waitFor()
  return dialog
}

test('leaving a list asks first, names the host, and posts once (R-48)', async () => {
  const dialog = await askToLeave('One click')
  expect(await dialog.innerText()).toContain('127.0.0.1')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(asked).toEqual([])

  const again = await askToLeave('One click')
  await again.getByRole('button', { name: 'Unsubscribe' }).click()
  await toast('was asked to stop').waitFor()
  await again.waitFor({ state: 'detached' })
  expect(asked).toEqual([
    { method: 'POST', path: '/leave?who=me', body: 'List-Unsubscribe=One-Click', cookie: false },
  ])
})

test.each([
  ['No answer', 'did not confirm it', '/gone'],
  ['Elsewhere', 'Nothing was sent on', '/away'],
])('a list that goes wrong (%s) is told as it is, and its page is offered', async (subject, words, path) => {
  const dialog = await askToLeave(subject)
  await dialog.getByRole('button', { name: 'Unsubscribe' }).click()
  await expect.poll(() => dialog.getByRole('alert').innerText()).toContain(words)
  await dialog.getByRole('button', { name: 'Open its page' }).waitFor()
  expect(asked.map(one => one.path)).toEqual([path])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
})

test('a list that wants a letter is named with its address', async () => {
  const dialog = await askToLeave('By letter')
  expect(await dialog.innerText()).toContain(
    'Write to leave@letters.example with the subject “leave” to leave this list.',
  )
  await dialog.getByRole('button', { name: 'Copy address' }).click()
  await dialog.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await parley.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('leave@letters.example')
  expect(asked).toEqual([])
})
