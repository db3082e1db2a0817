import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LaunchedParley } from '#test/support/app.ts'
import { launchConnected } from '#test/support/connected-app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRow, openConversations } from '#test/support/screen.ts'

/** Settings → Tags: names and colours are this computer's, the keywords are the server's. */
let dovecot: Dovecot
let parley: LaunchedParley

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    plainEmail({ from: 'Ada Lund <ada@lund.example>', subject: 'The walnut desk' }),
    plainEmail({ from: 'Bo Berg <bo@berg.example>', subject: 'The plan' }),
  ])
  parley = await launchConnected(dovecot, 2)
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await parley.window.keyboard.press(key)
}
const flagsInInbox = async () => (await judgeServer(dovecot))['INBOX']?.emails.flatMap(({ flags }) => flags)

async function openTags(): Promise<void> {
  await press('g', 's')
  await parley.window
    .getByRole('navigation', { name: 'Settings pages' })
    .getByRole('button', { name: 'Tags' })
    .click()
  await parley.window.getByRole('heading', { level: 1, name: 'Tags' }).waitFor()
}
const tagNames = () =>
  parley.window
    .getByRole('list', { name: 'Tags' })
    .getByRole('textbox')
    .evaluateAll(fields => fields.map(field => (field as HTMLInputElement).value))

test('a tag is added, coloured, renamed, given to a conversation, and is on the server', async () => {
  const { window } = parley
  await openTags()
  await window.getByLabel('New tag').fill('Büro')
  await press('Enter')
  await expect.poll(tagNames).toContain('Büro')
  await window.getByRole('button', { name: /^Colour of Büro/ }).click()
  await window.getByRole('menuitemradio', { name: 'Green' }).click()
  await press('Escape')
  await window.getByRole('button', { name: 'Colour of Büro: Green' }).waitFor()
  await window.getByLabel('Name of the tag Büro').fill('Office')
  await press('Enter')
  await expect.poll(tagNames).toContain('Office')

  await openConversations(window)
  await conversationRow(window, 'Ada Lund').click()
  await press('l')
  await window.getByRole('dialog').getByText('Office').click()
  await press('Escape')
  await expect.poll(() => conversationRow(window, 'Ada Lund').innerText()).toContain('Office')
  await expect.poll(flagsInInbox, { timeout: 20_000 }).toContain('buro')
})

test('a name that is taken is not given twice', async () => {
  const { window } = parley
  await openTags()
  await window.getByLabel('New tag').fill('office')
  await window.getByText('There is a tag of this name.').waitFor()
  expect(await window.getByRole('button', { name: 'Add tag' }).isDisabled()).toBe(true)
  await window.getByLabel('New tag').fill('')
})

test('a tag that goes is taken off its conversations, which can be undone', async () => {
  const { window } = parley
  await openTags()
  await window.getByRole('button', { name: 'Remove Office' }).click()
  await window.getByText('Conversations that have it: 1', { exact: false }).waitFor()
  await window.getByRole('button', { name: 'Remove tag' }).click()
  await expect.poll(tagNames).not.toContain('Office')
  await expect.poll(flagsInInbox, { timeout: 20_000 }).not.toContain('buro')
  await press('g', 'h')
  await window.getByRole('button', { name: /^Undo: Tag “Office” removed/ }).click()
  await expect.poll(flagsInInbox, { timeout: 20_000 }).toContain('buro')
  await openTags()
  await expect.poll(tagNames).toContain('Office')
  await window.getByRole('button', { name: 'Colour of Office: Green' }).waitFor()
})
