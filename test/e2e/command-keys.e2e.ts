import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LaunchedParley } from '#test/support/app.ts'
import { launchConnected } from '#test/support/connected-app.ts'
import { deliverCustomers } from '#test/support/customers.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { moveCursorTo, openSubject, pressKeys } from '#test/support/key-presses.ts'
import { conversationRow, conversationRows } from '#test/support/screen.ts'

/** Which keys are heard where: sequences, fields, dialogs and menus, other layouts, frames of mail. */
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
const listed = (name: string) => conversationRow(parley.window, name).count()

/** A key as a keyboard types it whose layout this computer does not have. */
const pressOnLayout = (key: string, code: string, shiftKey = false) =>
  parley.window.evaluate(
    init =>
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }),
      ),
    { key, code, shiftKey },
  )

test('the first key of a sequence shows what may follow, and a wrong second key does nothing', async () => {
  const { window } = parley
  const hint = window.getByTestId('sequence-hint')
  await press('g')
  await hint.waitFor()
  expect(await hint.innerText()).toContain('Archived conversations')
  await press('a')
  await conversationRow(window, 'Old One').waitFor()
  expect(await hint.count()).toBe(0)
  await press('g', 'i')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length)
  await press('j', 'g', 'e')
  expect(await hint.count()).toBe(0)
  await press('g', 's')
  await window.getByRole('heading', { name: 'Emails', level: 1 }).waitFor()
  await press('u')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length)
  await press('g')
  await hint.waitFor()
  await hint.waitFor({ state: 'detached', timeout: 8_000 })
  await press('i')
  expect(await conversationRows(window).count()).toBe(people.length)
})

test('single keys are dead in text fields, dialogs and menus', async () => {
  const { window } = parley
  await press('g', 'i', 'j', '/')
  await window.keyboard.type('ezx#gs')
  await expect.poll(() => window.getByLabel('Search conversations').inputValue()).toBe('ezx#gs')
  await press('Escape', 'Escape')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length)
  await press('?')
  await window.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  await press('e', 'g', 's')
  await press('Escape')
  await window.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await conversationRows(window).count()).toBe(people.length)
  await press('Shift+F10')
  await window.getByRole('menu').first().waitFor()
  await press('#')
  await press('Escape')
  await window.getByRole('menu').first().waitFor({ state: 'detached' })
  expect(await conversationRows(window).count()).toBe(people.length)
})

test('keys of a layout that types another script count by their place', async () => {
  const { window } = parley
  await press('g', 'i')
  await moveTo('Bo Berg')
  await expect.poll(subject).toBe('Order 101')
  await pressOnLayout('о', 'KeyJ')
  await expect.poll(subject).toBe('Order 102')
  await pressOnLayout('п', 'KeyG')
  await window.getByTestId('sequence-hint').waitFor()
  await pressOnLayout('ф', 'KeyA')
  await conversationRow(window, 'Old One').waitFor()
  await press('g', 'i')
  await expect.poll(() => conversationRows(window).count()).toBe(people.length)
})

test('keys and the palette work on while a designed email has the keyboard', async () => {
  const { window, app } = parley
  await press('/')
  await window.keyboard.type('order 106')
  await expect.poll(() => conversationRows(window).count()).toBe(1)
  await press('Enter', 'j', 'o')
  await window.frameLocator('iframe').first().getByText('Designed words of Gro').waitFor()
  const intoFrame = async () => {
    await window.evaluate(() => document.querySelector('iframe')?.focus())
    await expect.poll(() => window.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME')
  }
  // As a keyboard does it: a debugger's keys go to the frame past the window.
  const pressInFrame = async (keyCode: string, modifiers: readonly 'control'[] = []) =>
    (await app.browserWindow(window)).evaluate(
      (opened, key) => {
        for (const type of ['keyDown', 'keyUp'] as const)
          opened.webContents.sendInputEvent({ type, keyCode: key.keyCode, modifiers: [...key.modifiers] })
      },
      { keyCode, modifiers },
    )
  await intoFrame()
  await pressInFrame('k', ['control'])
  await window.getByRole('combobox', { name: 'Find a command or a conversation' }).waitFor()
  await press('Escape')
  await window.getByRole('dialog').waitFor({ state: 'detached' })
  await intoFrame()
  await pressInFrame('e')
  await expect.poll(() => listed('Gro Holm')).toBe(0)
  await press('z')
  await expect.poll(() => listed('Gro Holm')).toBe(1)
  await press('/', 'Escape', 'Escape')
})
