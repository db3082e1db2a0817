import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { mixedEmail } from '#test/support/mixed-email.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { createRandom } from '#test/support/random.ts'
import {
  addMailbox,
  conversationRow,
  conversationRows,
  emailCards,
  isUnread,
  openConversation,
  openConversations,
  search,
  showOverview,
  toggleFilter,
} from '#test/support/screen.ts'
import { createTempFolder, type TempFolder } from '#test/support/temp-folder.ts'
import { waitFor } from '#test/support/wait-for.ts'

/** What a person does with a list that is there: narrow it, read, look at figures, keep a file. */
let dovecot: Dovecot
let parley: LaunchedParley
let temp: TempFolder

const random = createRandom(3)
const fileBytes = Buffer.from(Array.from({ length: 300_000 }, () => random.between(0, 255)))
const minute = 60_000

beforeAll(async () => {
  temp = await createTempFolder('files')
  dovecot = await startDovecot()
  const now = Date.now()
  const question = '<question@lund.example>'
  await dovecot.deliver('INBOX', [
    {
      raw: plainEmail({
        from: 'Ada Lund <ada@lund.example>',
        subject: 'Delivery of the walnut desk',
        messageId: question,
        sentAt: now - 60 * minute,
      }),
      flags: ['\\Seen'],
      receivedAt: now - 60 * minute,
    },
    {
      raw: mixedEmail({
        from: 'Bo Berg <bo@berg.example>',
        subject: 'The plan',
        text: 'The plan is attached.',
        attachment: { name: 'plan.pdf', type: 'application/pdf', bytes: fileBytes },
      }),
      receivedAt: now - 5 * minute,
    },
    {
      raw: mixedEmail({
        from: 'News <news@shop.example>',
        subject: 'Designed mail',
        text: 'Plain words.',
        html: '<p>Designed <b>words</b></p><img src="https://pixel.example/x.png" width="200" height="80">',
      }),
      receivedAt: now - 4 * minute,
    },
  ])
  await dovecot.deliver('Sent', [
    {
      raw: plainEmail({
        from: 'Test <hello@parley.test>',
        to: 'ada@lund.example',
        subject: 'Re: Delivery of the walnut desk',
        inReplyTo: question,
        text: 'It leaves tomorrow.',
        sentAt: now - 30 * minute,
      }),
      flags: ['\\Seen'],
      receivedAt: now - 30 * minute,
    },
  ])
  await dovecot.deliver('Archive', [
    { raw: plainEmail({ from: 'Cora Vik <cora@vik.example>', subject: 'Long ago' }), flags: ['\\Seen'] },
  ])
  parley = await launchParley()
  await addMailbox(parley.window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
  })
  await openConversations(parley.window)
  await conversationRow(parley.window, 'Designed mail').waitFor()
  await waitFor(async () => (await conversationRows(parley.window).count()) === 3, { what: 'three rows' })
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
  await temp?.remove()
})

test('a question and our answer are one conversation, and its preview says who spoke last', async () => {
  const row = conversationRow(parley.window, 'Ada Lund')
  // The sent mail comes a moment after the inbox.
  await expect.poll(() => row.innerText(), { timeout: 15_000 }).toContain('You: It leaves tomorrow.')
  await openConversation(parley.window, 'Ada Lund')
  await expect.poll(() => emailCards(parley.window).count()).toBe(2)
})

test('the filter narrows the list, and is taken away again', async () => {
  const { window } = parley
  await toggleFilter(window, 'Unread')
  await expect.poll(() => conversationRows(window).count()).toBe(2)
  for (const row of await conversationRows(window).all()) expect(await isUnread(row)).toBe(true)
  await window.getByRole('button', { name: 'Clear filters' }).click()
  await expect.poll(() => conversationRows(window).count()).toBe(3)
})

test('search finds a word of the text, and says where there is none', async () => {
  const { window } = parley
  await search(window, 'attached')
  await expect.poll(() => conversationRows(window).count()).toBe(1)
  await conversationRow(window, 'Bo Berg').waitFor()
  await search(window, 'zzzunknown')
  await window.getByText('No conversation matches').waitFor()
  await search(window, '')
  await expect.poll(() => conversationRows(window).count()).toBe(3)
})

test('Archived shows what left the inbox, Active what did not', async () => {
  const { window } = parley
  await window.getByRole('button', { name: 'Archived', exact: true }).click()
  await conversationRow(window, 'Long ago').waitFor()
  expect(await conversationRows(window).count()).toBe(1)
  await window.getByRole('button', { name: 'Active', exact: true }).click()
  await conversationRow(window, 'Ada Lund').waitFor()
})

test('an attachment is saved byte for byte where the user says', async () => {
  const { window, app } = parley
  const target = join(temp.path, 'kept.pdf')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, target)
  await openConversation(window, 'Bo Berg')
  const list = window.getByRole('list', { name: 'Attachments' })
  await list.getByText('plan.pdf').waitFor()
  await list.getByRole('button', { name: 'Download' }).click()
  await window.getByText('Saved').waitFor({ timeout: 15_000 })
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  expect(digest(readFileSync(target))).toBe(digest(fileBytes))
})

test('designed mail is shown in its frame, and its remote image only waits for a click', async () => {
  const { window } = parley
  await openConversation(window, 'Designed mail')
  await window.getByText('Remote images are blocked to protect your privacy.').waitFor()
  await window.getByRole('button', { name: 'Load images' }).waitFor()
  const frame = window.frameLocator('[data-testid="mail-frame"]').first()
  expect(await frame.locator('body').innerText()).toContain('Designed words')
})

test('j, k and Enter move and open; u puts unread back, also on the server', async () => {
  const { window } = parley
  await conversationRow(window, 'Bo Berg').first().click()
  await expect.poll(() => isUnread(conversationRow(window, 'Bo Berg').first())).toBe(false)
  await window.keyboard.press('Shift+U')
  await expect.poll(() => isUnread(conversationRow(window, 'Bo Berg').first())).toBe(true)
  await expect
    .poll(
      async () =>
        Object.values(await judgeServer(dovecot))
          .flatMap(({ emails }) => emails)
          .filter(({ flags }) => !flags.includes('\\Seen')).length,
      { timeout: 10_000 },
    )
    .toBe(1)
})

test('the overview counts what the mailbox holds', async () => {
  const { window } = parley
  await showOverview(window)
  const overview = window.getByRole('region', { name: 'Conversation overview' })
  const figure = (name: string) => overview.getByRole('button', { name: new RegExp(`^${name}`) })
  await expect.poll(() => figure('Conversations').innerText()).toMatch(/\b4\b/)
  expect(await figure('Active').innerText()).toMatch(/\b3\b/)
  expect(await figure('Archived').innerText()).toMatch(/\b1\b/)
  expect(await figure('Unread').innerText()).toMatch(/\b1\b/)
  expect(await figure('Avg response time').innerText()).toMatch(/30 min/)
})
