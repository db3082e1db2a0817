import type { Locator, Page } from 'playwright-core'
import { conversationRow } from './screen.ts'
import { waitFor } from './wait-for.ts'

/** What a person does with rows of the list, in the words on the screen. */

/** The button of a row that shows under the pointer. */
export async function hoverButton(window: Page, words: string, name: string): Promise<void> {
  await conversationRow(window, words).first().hover()
  await window
    .getByTestId('conversation-scroll')
    .getByRole('toolbar')
    .getByRole('button', { name, exact: true })
    .click()
}

/** A line of a row's menu, or of a menu beside it: `['Snooze', 'Tomorrow morning']`. */
export async function rowMenu(window: Page, words: string, path: readonly string[]): Promise<void> {
  await conversationRow(window, words).first().click({ button: 'right' })
  await chooseFromMenu(window, path)
}

/** Chooses from the menu that is open, through the menus beside it. */
export async function chooseFromMenu(window: Page, path: readonly string[]): Promise<void> {
  for (const name of path) {
    const line = window
      .getByRole('menuitem', { name, exact: false })
      .or(window.getByRole('menuitemcheckbox', { name, exact: false }))
    await line.first().click()
  }
}

/** The toolbar of the open conversation. */
export const threadActions = (window: Page): Locator =>
  window.getByRole('toolbar', { name: 'Actions for this conversation' })

/** Messages at the foot of the window. */
export const toasts = (window: Page): Locator => window.getByRole('region', { name: 'Notices' })

/** Presses Undo in the newest message. */
export async function undoInToast(window: Page): Promise<void> {
  await toasts(window).getByRole('button', { name: 'Undo' }).click()
  await toasts(window)
    .getByText(/^Undone/)
    .last()
    .waitFor()
}

/** Answers the question before deleting. */
export async function confirmDelete(window: Page): Promise<void> {
  await window.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
}

/** Ticks a row with the pointer, and with Ctrl so that nothing is opened. */
export const tick = (window: Page, words: string): Promise<void> =>
  conversationRow(window, words)
    .first()
    .click({ modifiers: ['ControlOrMeta'] })

/** The bar in place of the header while rows are ticked. */
export const selectionBar = (window: Page): Locator =>
  window.getByRole('region', { name: 'Actions for the selected conversations' })

/** Which element has the keyboard: its role and name, for "focus is never lost". */
export const focusedRole = (window: Page): Promise<string> =>
  window.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName ?? '')

/** Closes every menu with Escape, and waits until the keyboard is back where it came from. */
export async function closeMenus(window: Page): Promise<void> {
  const menus = window.getByRole('menu')
  while ((await menus.count()) > 0) {
    const before = await menus.count()
    await window.keyboard.press('Escape')
    await waitFor(async () => (await menus.count()) < before, { what: 'a menu that closes' })
  }
  await waitFor(async () => (await focusedRole(window)) !== 'BODY', { what: 'the keyboard back on the page' })
}
