import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import {
  addMailbox,
  conversationRow,
  conversationRows,
  emailCards,
  isUnread,
  openConversation,
  openConversations,
  syncInbox,
  syncState,
} from '#test/support/screen.ts'

/** The journey of a newcomer with a mailbox of their own, on a real Dovecot. Each test goes on where the last one ended. */
let dovecot: Dovecot
let parley: LaunchedParley

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    plainEmail({
      from: 'Ada Lund <ada@lund.example>',
      subject: 'Where is my parcel',
      text: 'It should be here by now.',
    }),
    plainEmail({ from: 'Bo Berg <bo@berg.example>', subject: 'Thanks', text: 'All well.' }),
  ])
  await dovecot.doveadm('flags', 'add', '-u', dovecot.user.name, '\\Seen', 'mailbox', 'INBOX', 'uid', '2')
  parley = await launchParley()
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const seenOnServer = async (uid: number) => {
  const judged = await judgeServer(dovecot)
  return judged['INBOX']?.emails.find(email => email.uid === uid)?.flags.includes('\\Seen')
}

test('the start page says that a mailbox is needed', async () => {
  const { window } = parley
  await window.getByRole('heading', { name: 'Welcome to Parley' }).waitFor()
  await window.getByRole('button', { name: 'Connect a mailbox' }).click()
  await window.getByRole('heading', { name: 'Emails', level: 1 }).waitFor()
})

test('a mailbox is connected through the screen, and its conversations appear', async () => {
  const { window } = parley
  await addMailbox(window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
  })
  await openConversations(window)
  await conversationRow(window, 'Where is my parcel').waitFor()
  await expect.poll(() => conversationRows(window).count()).toBe(2)
  expect(await isUnread(conversationRow(window, 'Ada Lund'))).toBe(true)
  expect(await isUnread(conversationRow(window, 'Bo Berg'))).toBe(false)
})

test('opening an unread conversation shows it, and the server knows that it was read', async () => {
  const { window } = parley
  expect(await seenOnServer(1)).toBe(false)
  await openConversation(window, 'Ada Lund')
  await emailCards(window).filter({ hasText: 'It should be here by now.' }).waitFor()
  await expect.poll(() => isUnread(conversationRow(window, 'Ada Lund'))).toBe(false)
  await expect.poll(() => seenOnServer(1), { timeout: 10_000 }).toBe(true)
})

test('a mail delivered meanwhile appears without a click', async () => {
  const { window } = parley
  await dovecot.deliver('INBOX', [
    plainEmail({ from: 'Cora Vik <cora@vik.example>', subject: 'An urgent question' }),
  ])
  await conversationRow(window, 'An urgent question').waitFor({ timeout: 10_000 })
  expect(await isUnread(conversationRow(window, 'Cora Vik'))).toBe(true)
})

test('while the server is away the mail stays readable, and the screen says so', async () => {
  const { window } = parley
  await dovecot.halt()
  await syncState(window).filter({ hasText: 'Offline' }).waitFor({ timeout: 20_000 })
  await openConversation(window, 'Bo Berg')
  await emailCards(window).filter({ hasText: 'All well.' }).waitFor()
})

test('Sync inbox recovers when the server is back', async () => {
  const { window } = parley
  await dovecot.restart()
  await dovecot.deliver('INBOX', [
    plainEmail({ from: 'Dan Holm <dan@holm.example>', subject: 'After the break' }),
  ])
  await syncInbox(window)
  await conversationRow(window, 'After the break').waitFor({ timeout: 15_000 })
  await syncState(window).filter({ hasText: 'Synced' }).waitFor({ timeout: 15_000 })
})
