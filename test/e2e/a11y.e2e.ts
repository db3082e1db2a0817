import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { LaunchedParley } from '#test/support/app.ts'
import { findViolations } from '#test/support/axe.ts'
import { launchConnected } from '#test/support/connected-app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { mixedEmail } from '#test/support/mixed-email.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { conversationRow, emailCards, openConversations } from '#test/support/screen.ts'

/** axe on everything that a person comes by in a day, light and dark. */
let dovecot: Dovecot
let parley: LaunchedParley

beforeAll(async () => {
  dovecot = await startDovecot()
  await dovecot.deliver('INBOX', [
    plainEmail({ from: 'Ada Lund <ada@lund.example>', subject: 'The walnut desk' }),
    mixedEmail({
      from: 'Bo Berg <bo@berg.example>',
      subject: 'The plan',
      text: 'The plan is attached.',
      attachment: { name: 'plan.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4') },
    }),
    { raw: plainEmail({ from: 'Cora Vik <cora@vik.example>', subject: 'Read already' }), flags: ['\\Seen'] },
  ])
  await dovecot.deliver('Archive', [
    { raw: plainEmail({ from: 'Old One <old@old.example>', subject: 'Long ago' }), flags: ['\\Seen'] },
  ])
  parley = await launchConnected(dovecot, 3)
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await parley.window.keyboard.press(key)
}
const gone = (role: 'dialog' | 'menu') => expect.poll(() => parley.window.getByRole(role).count()).toBe(0)

/** Waits out motion, then lets axe look. */
async function expectClean(): Promise<void> {
  await parley.window.evaluate(() =>
    Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => undefined))),
  )
  expect(await findViolations(parley.window)).toEqual([])
}

test('axe sees a fault where there is one', async () => {
  const { window } = parley
  await window.evaluate(() => document.querySelector('main')?.append(document.createElement('button')))
  expect(await findViolations(window)).toEqual([expect.stringContaining('button-name')])
  await window.evaluate(() => document.querySelector('main > button:last-child')?.remove())
})

describe.each(['light', 'dark'] as const)('axe finds nothing in the %s theme', colorScheme => {
  beforeAll(async () => {
    await parley.window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openConversations(parley.window)
    await press('g', 'i')
    await conversationRow(parley.window, 'Ada Lund').waitFor()
  })

  // What one test leaves open is not the next one's failure.
  afterEach(() => press('Escape', 'Escape'))

  test('on the list beside the overview, with a row in hand', async () => {
    await expectClean()
    await press('j', 'u')
    await expectClean()
  })

  test('on an opened conversation', async () => {
    await conversationRow(parley.window, 'Bo Berg').click()
    await emailCards(parley.window).first().waitFor()
    await expectClean()
    await press('u')
  })

  test('on the menu of a row', async () => {
    const { window } = parley
    await conversationRow(window, 'Cora Vik').click({ button: 'right' })
    await window.getByRole('menu').first().waitFor()
    await expectClean()
    await press('Escape')
    await gone('menu')
  })

  test('on the filter menu and the saved views', async () => {
    const { window } = parley
    for (const name of ['Filter', 'Saved views']) {
      await window.getByRole('button', { name, exact: true }).click()
      await window.getByRole('menu').first().waitFor()
      await expectClean()
      await press('Escape')
      await gone('menu')
    }
  })

  test('on selected rows', async () => {
    await press('g', 'i', 'j', 'x')
    await expect.poll(() => parley.window.getByText('1 selected').count()).toBeGreaterThan(0)
    await expectClean()
    await press('*', 'n')
  })

  test('on a search with its notes and its completion', async () => {
    const { window } = parley
    await press('/')
    await window.keyboard.type('before:soon desk i')
    await window.getByRole('listbox', { name: 'Ways to go on' }).waitFor()
    await window.getByText('is left out', { exact: false }).waitFor()
    await expectClean()
    await press('Escape', 'Escape', 'Escape')
  })

  test('on the palette, empty and with something typed', async () => {
    const { window } = parley
    await press('Control+k')
    await window.getByRole('dialog').waitFor()
    await expectClean()
    await window.keyboard.type('desk')
    await window.getByRole('option').filter({ hasText: 'Ada Lund' }).last().waitFor()
    await expectClean()
    await press('Escape')
    await gone('dialog')
  })

  test('on the keyboard sheet', async () => {
    await press('?')
    await parley.window.getByRole('dialog').waitFor()
    await expectClean()
    await press('Escape')
    await gone('dialog')
  })

  test('on the dialogs that ask before or while something is done', async () => {
    const { window } = parley
    await conversationRow(window, 'Cora Vik').click()
    for (const key of ['#', 'b', 'l']) {
      await press(key)
      await window.getByRole('dialog').or(window.getByRole('alertdialog')).first().waitFor()
      await expectClean()
      await press('Escape')
      await gone('dialog')
    }
    await press('u')
  })

  test('on a toast with Undo, and on history', async () => {
    const { window } = parley
    await conversationRow(window, 'Cora Vik').click()
    await press('e')
    await window.getByRole('button', { name: 'Undo', exact: true }).waitFor()
    await expectClean()
    await press('z')
    await conversationRow(window, 'Cora Vik').waitFor()
    await press('g', 'h')
    await window.getByTestId('history-entry').first().waitFor()
    await expectClean()
    await press('u')
  })

  test('on every page of the settings', async () => {
    const { window } = parley
    await press('g', 's')
    for (const page of ['Emails', 'General', 'Tags', 'About']) {
      await window
        .getByRole('navigation', { name: 'Settings pages' })
        .getByRole('button', { name: page })
        .click()
      await window.getByRole('heading', { level: 1, name: page === 'About' ? /./ : page }).waitFor()
      await expectClean()
    }
  })
})
