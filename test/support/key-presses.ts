import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { conversationRows } from './screen.ts'

/** Presses keys, one after the other, as Playwright names them. */
export async function pressKeys(window: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await window.keyboard.press(key)
}

/** The subject of the open conversation. */
export const openSubject = (window: Page): Promise<string> =>
  window.locator('section[aria-label="Conversation"] h1').first().innerText()

/** Moves the cursor of the list to a row, from the top of the list. */
export async function moveCursorTo(window: Page, name: string): Promise<void> {
  const atCursor = () =>
    window.evaluate(() => {
      const id = document.querySelector('[role="listbox"]')?.getAttribute('aria-activedescendant')
      return document.getElementById(id ?? '')?.textContent ?? ''
    })
  const count = await conversationRows(window).count()
  for (let step = 0; step < count; step += 1) await pressKeys(window, 'k')
  for (let step = 0; step < count; step += 1)
    if (!(await atCursor()).includes(name)) await pressKeys(window, 'j')
  await expect.poll(atCursor).toContain(name)
}
