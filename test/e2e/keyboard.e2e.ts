import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LaunchedParley } from '#test/support/app.ts'
import { launchConnected } from '#test/support/connected-app.ts'
import { deliverCustomers } from '#test/support/customers.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { moveCursorTo, openSubject, pressKeys } from '#test/support/key-presses.ts'
import { conversationRow, conversationRows, emailCards, isUnread } from '#test/support/screen.ts'

/** A day's work by keys alone: no test here touches the pointer once the mailbox is connected. */
let dovecot: Dovecot
let parley: LaunchedParley

const people = ['Ada Lund', 'Bo Berg', 'Cora Vik', 'Dan Moe', 'Eva Rask', 'Finn Dahl', 'Gro Holm', 'Ian Stad']

beforeAll(async () => {
  dovecot = await startDovecot()
  await deliverCustomers(dovecot, people, { designOf: 'Gro Holm' })
  parley = await launchConnected(dovecot, people.length)
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const press = (...keys: readonly string[]) => pressKeys(parley.window, ...keys)
const subject = () => openSubject(parley.window)
const moveTo = (name: string) => moveCursorTo(parley.window, name)
const focused = () =>
  parley.window.evaluate(() => {
    const element = document.activeElement
    return element?.getAttribute('role') ?? element?.tagName ?? ''
  })
const listed = (name: string) => conversationRow(parley.window, name).count()

test('the whole day by keyboard alone: open, read, archive, next, search, clear, undo', async () => {
  const { window } = parley
  // Open and read.
  await press('j')
  await expect.poll(subject).toBe('Order 100')
  await press('Enter')
  await emailCards(window).first().waitFor()
  await window.getByText('Words about order 100.').last().waitFor()
  await expect.poll(() => isUnread(conversationRow(window, 'Ada Lund'))).toBe(false)
  // Archive: the next one is there, and the keyboard is somewhere.
  await press('e')
  await expect.poll(() => listed('Ada Lund')).toBe(0)
  await expect.poll(subject).toBe('Order 101')
  await expect.poll(focused).not.toBe('BODY')
  // Next.
  await press('j')
  await expect.poll(subject).toBe('Order 102')
  await press('k')
  await expect.poll(subject).toBe('Order 101')
  // Search, go into the results, clear, leave.
  await press('/')
  await window.keyboard.type('cora')
  await expect.poll(() => conversationRows(window).count()).toBe(1)
  await press('ArrowDown')
  await expect.poll(focused).toBe('listbox')
  await press('j', 'o')
  await expect.poll(subject).toBe('Order 102')
  await press('/', 'Escape')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length - 1)
  await press('Escape')
  await expect.poll(focused).toBe('listbox')
  // Undo.
  await press('z')
  await expect.poll(() => listed('Ada Lund')).toBe(1)
})

test('several are selected and archived at once, and come back with one key', async () => {
  const { window } = parley
  await press('u', 'g', 'i')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length)
  await press('j', 'x', 'j', 'x', 'j', 'x')
  await expect.poll(() => window.getByText('3 selected').count()).toBeGreaterThan(0)
  await press('e')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length - 3)
  await press('z')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length)
})

test('read and unread, mute, and archive with the way to go on', async () => {
  const { window } = parley
  await press('g', 'i')
  await press('/')
  await window.keyboard.type('order 103')
  await expect.poll(() => conversationRows(window).count()).toBe(1)
  await press('Enter', 'j')
  await expect.poll(() => isUnread(conversationRow(window, 'Dan Moe'))).toBe(false)
  await press('Shift+U')
  await expect.poll(() => isUnread(conversationRow(window, 'Dan Moe'))).toBe(true)
  await press('Shift+I')
  await expect.poll(() => isUnread(conversationRow(window, 'Dan Moe'))).toBe(false)
  await press('/', 'Escape', 'Escape')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length)
  await moveTo('Dan Moe')
  await expect.poll(subject).toBe('Order 103')
  await press('[')
  await expect.poll(subject).toBe('Order 102')
  await expect.poll(() => listed('Dan Moe')).toBe(0)
  await press(']')
  await expect.poll(subject).toBe('Order 104')
  await press('z', 'z')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length)
  await moveTo('Eva Rask')
  await expect.poll(subject).toBe('Order 104')
  await press('m')
  await expect.poll(() => listed('Eva Rask')).toBe(0)
  await press('z')
  await expect.poll(() => listed('Eva Rask')).toBe(1)
})

test('what was done by keys is so on the server', async () => {
  const { window } = parley
  await press('g', 'i')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length)
  await press('j', 'e')
  await expect
    .poll(
      async () =>
        Object.entries(await judgeServer(dovecot)).find(([mailbox]) => mailbox === 'Archive')?.[1].emails
          .length,
      { timeout: 20_000 },
    )
    .toBe(2)
  await press('z')
  await expect
    .poll(
      async () =>
        Object.entries(await judgeServer(dovecot)).find(([mailbox]) => mailbox === 'Archive')?.[1].emails
          .length,
      { timeout: 20_000 },
    )
    .toBe(1)
})
