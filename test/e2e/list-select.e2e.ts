import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import {
  confirmDelete,
  focusedRole,
  selectionBar,
  tick,
  toasts,
  undoInToast,
} from '#test/support/list-screen.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import {
  addMailbox,
  conversationRow,
  conversationRows,
  openConversations,
  syncState,
} from '#test/support/screen.ts'
import { waitFor } from '#test/support/wait-for.ts'

/** Several conversations at once: ticking them, ranges, everything that matches, and actions on hundreds. */
let dovecot: Dovecot
let parley: LaunchedParley

const count = 420
const name = (index: number) => `Person ${String(index).padStart(3, '0')}`

beforeAll(async () => {
  dovecot = await startDovecot()
  const now = Date.now()
  await dovecot.deliver(
    'INBOX',
    Array.from({ length: count }, (_, index) => {
      const at = now - (index + 1) * 60_000
      return {
        raw: plainEmail({
          from: `${name(index)} <p${index}@crowd.example>`,
          subject: `Order ${index}`,
          messageId: `<order-${index}@crowd.example>`,
          sentAt: at,
        }),
        receivedAt: at,
        flags: ['\\Seen'],
      }
    }),
  )
  parley = await launchParley()
  const { window } = parley
  await addMailbox(window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
  })
  await openConversations(window)
  await syncState(window)
    .filter({ hasText: `${count} messages on this computer` })
    .waitFor({ timeout: 60_000 })
  await conversationRow(window, name(0)).waitFor()
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const ticked = () =>
  parley.window.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-testid="conversation-row"][aria-selected="true"]')]
      .map(row => Number(row.getAttribute('aria-posinset')) - 1)
      .sort((one, other) => one - other),
  )
const clear = async () => {
  await parley.window.keyboard.press('Escape')
  await expect.poll(() => selectionBar(parley.window).count()).toBe(0)
}

test('rows are ticked with the box under the pointer, with Ctrl and Shift, with x, Space and Shift with arrows', async () => {
  const { window } = parley
  await conversationRow(window, name(1)).hover()
  await conversationRow(window, name(1)).getByTestId('row-tick').click()
  await selectionBar(window).getByText('1 selected').waitFor()
  await conversationRow(window, name(4)).click({ modifiers: ['Shift'] })
  await expect.poll(ticked).toEqual([1, 2, 3, 4])
  await tick(window, name(2))
  await expect.poll(ticked).toEqual([1, 3, 4])
  await clear()

  await window.keyboard.press('Home')
  await window.keyboard.press('Space')
  await window.keyboard.press('j')
  await window.keyboard.press('j')
  await window.keyboard.press('x')
  await expect.poll(ticked).toEqual([0, 2])
  await window.keyboard.press('Shift+ArrowDown')
  await window.keyboard.press('Shift+ArrowDown')
  await expect.poll(ticked).toEqual([2, 3, 4])
  await window.keyboard.press('Shift+ArrowUp')
  await expect.poll(ticked).toEqual([2, 3])
  expect(await focusedRole(window)).toBe('listbox')
  await clear()
})

test('the list says what it is: several may be ticked, how many there are, which row the keyboard is on', async () => {
  const { window } = parley
  const list = window.getByRole('listbox', { name: 'Conversations' })
  expect(await list.getAttribute('aria-multiselectable')).toBe('true')
  await window.keyboard.press('Home')
  await expect.poll(() => list.getAttribute('aria-activedescendant')).toMatch(/^row-/)
  const active = await list.getAttribute('aria-activedescendant')
  const row = window.locator(`[id="${active}"]`)
  expect(await row.getAttribute('aria-posinset')).toBe('1')
  // The list goes on beyond what was read: its length is not known (ARIA: -1).
  await expect.poll(() => row.getAttribute('aria-setsize')).toBe('-1')
})

test('actions on ticked rows: archived together, and back together', async () => {
  const { window } = parley
  for (const index of [0, 2, 3]) await tick(window, name(index))
  await selectionBar(window).getByRole('button', { name: 'Archive' }).click()
  await toasts(window).getByText('3 conversations archived').waitFor()
  await expect.poll(() => conversationRow(window, name(2)).count()).toBe(0)
  await expect.poll(() => selectionBar(window).count()).toBe(0)
  await expect.poll(() => focusedRole(window)).toBe('listbox')
  await undoInToast(window)
  await conversationRow(window, name(2)).waitFor()
})

test('everything that matches is archived at once, with progress, and comes back', async () => {
  const { window } = parley
  await window.getByRole('listbox', { name: 'Conversations' }).focus()
  await window.keyboard.press('ControlOrMeta+a')
  await selectionBar(window)
    .getByRole('button', { name: `Select all ${count} that match` })
    .click()
  await selectionBar(window).getByText(`${count} selected`).waitFor()
  await tick(window, name(5))
  await selectionBar(window)
    .getByText(`${count - 1} selected`)
    .waitFor()
  await window.evaluate(() => {
    const seen: string[] = []
    new MutationObserver(() => {
      const bar = document.querySelector('[data-testid="running-bar"] p')
      if (bar !== null) seen.push(bar.textContent ?? '')
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    Object.assign(window, { seenProgress: seen })
  })
  await window.keyboard.press('e')
  await toasts(window)
    .getByText(`${count - 1} conversations archived`)
    .waitFor()
  await expect.poll(() => conversationRows(window).count()).toBe(1)
  const progress = await window.evaluate(() => (window as unknown as { seenProgress: string[] }).seenProgress)
  expect(progress.some(text => /^Archiving \d+ of 419/.test(text))).toBe(true)
  await undoInToast(window)
  await selectionBar(window).waitFor({ state: 'detached' })
  await expect.poll(() => conversationRow(window, name(0)).count(), { timeout: 20_000 }).toBe(1)
})

test('a long action is stopped: what was done stays done until it is undone, the rest stays as it was', async () => {
  const { window } = parley
  await window.evaluate(() => {
    new MutationObserver((_changes, observer) => {
      const cancel = document.querySelector<HTMLElement>('[data-testid="running-bar"] button')
      if (cancel === null) return
      observer.disconnect()
      cancel.click()
    }).observe(document.body, { subtree: true, childList: true })
  })
  await window.getByRole('listbox', { name: 'Conversations' }).focus()
  await window.keyboard.press('*')
  await window.keyboard.press('a')
  await selectionBar(window)
    .getByRole('button', { name: `Select all ${count} that match` })
    .click()
  await selectionBar(window).getByRole('button', { name: 'Mark as unread' }).click()
  await toasts(window).getByText('Stopped.').waitFor()
  const unread = async () => Number(/\d+/.exec(await window.getByTestId('unread-badge').innerText())?.[0])
  await expect.poll(unread).toBeGreaterThan(0)
  expect(await unread()).toBeLessThan(count)
  await toasts(window).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => window.getByTestId('unread-badge').count(), { timeout: 20_000 }).toBe(0)
  await clear()
})

test('deleting hundreds asks with their number, and the server follows', async () => {
  const { window } = parley
  await window.getByRole('listbox', { name: 'Conversations' }).focus()
  await window.keyboard.press('ControlOrMeta+a')
  await selectionBar(window)
    .getByRole('button', { name: `Select all ${count} that match` })
    .click()
  await window.keyboard.press('#')
  await window.getByRole('dialog', { name: `Delete ${count} conversations?` }).waitFor()
  await confirmDelete(window)
  await toasts(window).getByText(`${count} conversations moved to Trash`).waitFor({ timeout: 20_000 })
  const trashed = async () => (await judgeServer(dovecot))['Trash']?.emails.length ?? 0
  await waitFor(async () => (await trashed()) === count, { timeoutMs: 60_000, what: 'all mail in Trash' })
  await undoInToast(window)
  await waitFor(async () => (await trashed()) === 0, { timeoutMs: 60_000, what: 'no mail in Trash' })
  expect((await judgeServer(dovecot))['INBOX']?.emails.length).toBe(count)
})
