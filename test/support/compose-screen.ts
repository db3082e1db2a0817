import type { Locator, Page } from 'playwright-core'
import { waitFor } from './wait-for.ts'

/** What a person does who writes, in the words on the screen. */

/** The card in which a message is written. */
export const composer = (window: Page): Locator => window.getByTestId('composer')

/** The text of the message. */
export const composerText = (window: Page): Locator =>
  composer(window).getByRole('textbox', { name: 'Text of the message' })

/** What the composer says about the draft. */
const draftState = (window: Page): Locator => composer(window).getByTestId('draft-state')

/** Waits until what was typed is safe. */
export async function waitUntilSaved(window: Page): Promise<void> {
  await waitFor(async () => (await draftState(window).innerText()) === 'Draft saved', {
    what: 'a saved draft',
  })
}

/** The line for recipients: `To`, `Cc`, `Bcc`. */
export const recipientsLine = (window: Page, name: 'To' | 'Cc' | 'Bcc'): Locator =>
  composer(window).getByRole('combobox', { name, exact: true })

/** The recipients that stand in a line, as their buttons are named. */
export const recipients = async (window: Page, name: 'To' | 'Cc' | 'Bcc'): Promise<readonly string[]> => {
  const chips = composer(window)
    .getByRole('list', { name: `Recipients in ${name}` })
    .getByRole('button')
  return (await chips.all()).length === 0
    ? []
    : Promise.all((await chips.all()).map(chip => chip.innerText()))
}

/** Presses `Send`. */
export const pressSend = (window: Page): Promise<void> =>
  composer(window).getByRole('button', { name: 'Send', exact: true }).click()

/** How far a mail of the open conversation is on its way out. */
export const sendingNote = (window: Page): Locator => window.getByTestId('sending-note')

/** One red dot, as a PNG. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='

/** Pastes into what has the keyboard after it was clicked, as the system's clipboard would. */
export async function pasteInto(
  place: Locator,
  what: { readonly 'text/plain'?: string; readonly 'text/html'?: string; readonly image?: true },
): Promise<void> {
  await place.evaluate(
    (element, { given, png }) => {
      const data = new DataTransfer()
      for (const type of ['text/plain', 'text/html'] as const)
        if (given[type] !== undefined) data.setData(type, given[type])
      if (given.image === true) {
        const bytes = Uint8Array.from(atob(png), sign => sign.charCodeAt(0))
        data.items.add(new File([bytes], 'dot.png', { type: 'image/png' }))
      }
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    },
    { given: what, png: dot },
  )
}
