import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import {
  chooseFromMenu,
  closeMenus,
  confirmDelete,
  focusedRole,
  hoverButton,
  rowMenu,
  threadActions,
  tick,
  undoInToast,
} from '#test/support/list-screen.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import {
  addMailbox,
  conversationRow,
  conversationRows,
  isUnread,
  openConversation,
  openConversations,
} from '#test/support/screen.ts'
import { waitFor } from '#test/support/wait-for.ts'

/** Every action on a conversation, by mouse, by key and by menu, and the way back from each. */
let dovecot: Dovecot
let parley: LaunchedParley

const minute = 60_000
const people = ['Ada Lund', 'Bo Berg', 'Cora Vik', 'Dina Holm', 'Egil Dahl', 'Frida Moen']
const subject = (name: string) => `Question of ${name}`

beforeAll(async () => {
  dovecot = await startDovecot()
  const now = Date.now()
  const mail = (name: string, at: number) => ({
    raw: plainEmail({
      from: `${name} <${name.split(' ')[0]?.toLowerCase()}@lund.example>`,
      subject: subject(name),
      messageId: `<${name.replace(' ', '-')}@lund.example>`,
      sentAt: at,
    }),
    receivedAt: at,
  })
  await dovecot.deliver('INBOX', [
    ...people.map((name, index) => mail(name, now - (index + 1) * minute)),
    { ...mail('Gro Nygaard', now - 60 * minute), flags: ['\\Seen'] },
  ])
  await dovecot.deliver('Archive', [{ ...mail('Hans Old', now - 90 * minute), flags: ['\\Seen'] }])
  parley = await launchParley()
  const { window } = parley
  await addMailbox(window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
  })
  await openConversations(window)
  await waitFor(async () => (await conversationRows(window).count()) === 7, {
    what: 'seven rows',
    timeoutMs: 20_000,
  })
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

type Way = (window: Page, name: string) => Promise<void>

const isThere = (name: string) => conversationRow(parley.window, name).count()
const gone = (name: string) => expect.poll(() => isThere(name)).toBe(0)
const back = (name: string) => expect.poll(() => isThere(name)).toBe(1)

/** Clicking opens it; the key means what is open. */
const withKey =
  (key: string): Way =>
  async (window, name) => {
    await openConversation(window, name)
    await window.keyboard.press(key)
  }

async function leavesAndComesBack(ways: Readonly<Record<string, Way>>): Promise<void> {
  const { window } = parley
  let index = 0
  for (const act of Object.values(ways)) {
    const name = people[index % people.length] ?? ''
    index += 1
    await act(window, name)
    await gone(name)
    // The toast's button and the key take turns.
    if (index % 2 === 0) await window.keyboard.press('z')
    else await undoInToast(window)
    await back(name)
  }
}

test('archive by mouse, key, menu and the thread’s header, and back', () =>
  leavesAndComesBack({
    mouse: (window, name) => hoverButton(window, name, 'Archive'),
    key: withKey('e'),
    menu: (window, name) => rowMenu(window, name, ['Archive']),
    header: async (window, name) => {
      await openConversation(window, name)
      await threadActions(window).getByRole('button', { name: 'Archive' }).click()
    },
  }))

test('delete asks first, by mouse, key, menu and the thread’s header, and comes back', () => {
  const confirmed =
    (way: Way): Way =>
    async (window, name) => {
      await way(window, name)
      await window.getByRole('dialog').getByText('1 email moves to Trash').waitFor()
      await confirmDelete(window)
    }
  return leavesAndComesBack({
    mouse: confirmed((window, name) => hoverButton(window, name, 'Delete')),
    key: confirmed(withKey('#')),
    menu: confirmed((window, name) => rowMenu(window, name, ['Delete'])),
    header: confirmed(async (window, name) => {
      await openConversation(window, name)
      await threadActions(window).getByRole('button', { name: 'Delete' }).click()
    }),
  })
})

test('a question that is answered with no deletes nothing, and gives the keyboard back', async () => {
  const { window } = parley
  await openConversation(window, 'Ada Lund')
  await window.keyboard.press('#')
  await window.getByRole('dialog').waitFor()
  await window.keyboard.press('Escape')
  await expect.poll(() => window.getByRole('dialog').count()).toBe(0)
  expect(await isThere('Ada Lund')).toBe(1)
  await expect.poll(() => focusedRole(window)).toBe('listbox')
})

test('snooze by mouse, key, menu and the thread’s header, and back', () =>
  leavesAndComesBack({
    mouse: async (window, name) => {
      await hoverButton(window, name, 'Snooze')
      await chooseFromMenu(window, ['Tomorrow morning'])
    },
    key: async (window, name) => {
      await withKey('b')(window, name)
      const dialog = window.getByRole('dialog', { name: 'Snooze until' })
      await dialog.getByText(/^Returns on .+ at 08:00, or earlier if somebody writes\.$/).waitFor()
      await dialog.getByRole('button', { name: 'Tomorrow morning' }).click()
    },
    menu: (window, name) => rowMenu(window, name, ['Snooze', 'Tomorrow morning']),
    header: async (window, name) => {
      await openConversation(window, name)
      await threadActions(window).getByRole('button', { name: 'Snooze' }).click()
      await chooseFromMenu(window, ['Tomorrow morning'])
    },
  }))

test('mute by key, menu and the thread’s header, and back', () =>
  leavesAndComesBack({
    key: withKey('m'),
    menu: (window, name) => rowMenu(window, name, ['Mute']),
    header: async (window, name) => {
      await openConversation(window, name)
      await threadActions(window).getByRole('button', { name: 'More actions' }).click()
      await chooseFromMenu(window, ['Mute'])
    },
  }))

test('mark read and unread by mouse, key and menu, and back', async () => {
  const { window } = parley
  const row = (name: string) => conversationRow(window, name).first()
  const becomes = (name: string, unread: boolean) => expect.poll(() => isUnread(row(name))).toBe(unread)
  const name = 'Gro Nygaard'
  const ticked =
    (key: string): Way =>
    async (page, words) => {
      await tick(page, words)
      await page.keyboard.press(key)
      await page.keyboard.press('Escape')
    }
  const ways: readonly (readonly [Way, Way])[] = [
    [
      (page, words) => hoverButton(page, words, 'Mark as unread'),
      (page, words) => hoverButton(page, words, 'Mark as read'),
    ],
    [ticked('Shift+U'), ticked('Shift+I')],
    [
      (page, words) => rowMenu(page, words, ['Mark as unread']),
      (page, words) => rowMenu(page, words, ['Mark as read']),
    ],
  ]
  for (const [asUnread, asRead] of ways) {
    await asUnread(window, name)
    await becomes(name, true)
    await asRead(window, name)
    await becomes(name, false)
    await undoInToast(window)
    await becomes(name, true)
    await asRead(window, name)
    await becomes(name, false)
  }
})

test('tags by key, menu and the thread’s header, shown on the row, and back', async () => {
  const { window } = parley
  const tagsOf = (name: string) => conversationRow(window, name).first().innerText()
  const ways: readonly Way[] = [
    async (page, name) => {
      await withKey('l')(page, name)
      await page.getByRole('dialog', { name: 'Tags' }).getByLabel('Important').check()
      await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
    },
    async (page, name) => {
      await rowMenu(page, name, ['Tag', 'Important'])
      await closeMenus(page)
    },
    async (page, name) => {
      await openConversation(page, name)
      await threadActions(page).getByRole('button', { name: 'Tag' }).click()
      await chooseFromMenu(page, ['Important'])
      await closeMenus(page)
    },
  ]
  for (const way of ways) {
    await way(window, 'Cora Vik')
    await expect.poll(() => tagsOf('Cora Vik')).toContain('Important')
    await undoInToast(window)
    await expect.poll(() => tagsOf('Cora Vik')).not.toContain('Important')
  }
})

test('the thread’s header says what holds: tagged, archived', async () => {
  const { window } = parley
  await openConversation(window, 'Dina Holm')
  const marks = window.getByTestId('thread-marks')
  await threadActions(window).getByRole('button', { name: 'Tag' }).click()
  await chooseFromMenu(window, ['Important'])
  await closeMenus(window)
  await marks.getByText('Important').waitFor()
  await undoInToast(window)
  await expect.poll(() => marks.innerText()).toBe('')
  await window.getByRole('button', { name: 'Archived', exact: true }).click()
  await openConversation(window, 'Hans Old')
  await marks.getByText('Archived').waitFor()
  await window.getByRole('button', { name: 'Active', exact: true }).click()
})

test('unarchive by mouse, key and menu, and back', async () => {
  const { window } = parley
  await window.getByRole('button', { name: 'Archived', exact: true }).click()
  await back('Hans Old')
  const ways: readonly Way[] = [
    (page, name) => hoverButton(page, name, 'Unarchive'),
    withKey('e'),
    (page, name) => rowMenu(page, name, ['Unarchive']),
  ]
  for (const way of ways) {
    await way(window, 'Hans Old')
    await gone('Hans Old')
    await undoInToast(window)
    await back('Hans Old')
  }
  await window.getByRole('button', { name: 'Active', exact: true }).click()
})

test('the row menu opens with Shift+F10, works by key alone, and gives the keyboard back', async () => {
  const { window } = parley
  await window.getByRole('listbox', { name: 'Conversations' }).focus()
  await window.keyboard.press('Home')
  await window.keyboard.press('Shift+F10')
  const archive = window.getByRole('menuitem', { name: 'Archive' })
  await archive.waitFor()
  await closeMenus(window)
  await expect.poll(() => focusedRole(window)).toBe('listbox')
  await window.keyboard.press('Shift+F10')
  await archive.waitFor()
  await expect
    .poll(async () => {
      await window.keyboard.press('ArrowDown')
      return archive.getAttribute('data-highlighted')
    })
    .not.toBeNull()
  await window.keyboard.press('Enter')
  await expect.poll(() => conversationRows(window).count()).toBe(6)
  await window.keyboard.press('z')
  await expect.poll(() => conversationRows(window).count()).toBe(7)
})

test('after archiving the next conversation is open, and the keyboard is not lost', async () => {
  const { window } = parley
  await openConversation(window, 'Bo Berg')
  await window.keyboard.press('e')
  await gone('Bo Berg')
  const open = window.getByRole('region', { name: 'Conversation', exact: true })
  await open.getByRole('heading', { name: subject('Cora Vik') }).waitFor()
  await threadActions(window).getByRole('button', { name: 'Archive' }).click()
  await gone('Cora Vik')
  await open.getByRole('heading', { name: subject('Dina Holm') }).waitFor()
  await expect.poll(() => focusedRole(window)).not.toBe('BODY')
  await window.keyboard.press('z')
  await window.keyboard.press('z')
  await back('Bo Berg')
  await back('Cora Vik')
})

test('what was done reaches the server, and what was undone is as it was there', async () => {
  const { window } = parley
  await hoverButton(window, 'Ada Lund', 'Archive')
  await gone('Ada Lund')
  await hoverButton(window, 'Bo Berg', 'Delete')
  await confirmDelete(window)
  await gone('Bo Berg')
  const idsIn = async (mailbox: string) =>
    (await judgeServer(dovecot))[mailbox]?.emails.map(email => email.messageId).toSorted() ?? []
  await expect.poll(() => idsIn('Trash'), { timeout: 20_000 }).toEqual(['<Bo-Berg@lund.example>'])
  await expect
    .poll(() => idsIn('Archive'), { timeout: 20_000 })
    .toEqual(['<Ada-Lund@lund.example>', '<Hans-Old@lund.example>'])
  expect(await idsIn('INBOX')).toHaveLength(5)
})
