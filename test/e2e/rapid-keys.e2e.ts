import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedParley, launchParley } from '#test/support/app.ts'
import { type Dovecot, startDovecot } from '#test/support/dovecot.ts'
import { judgeServer } from '#test/support/imap-judge.ts'
import { moveCursorTo, openSubject } from '#test/support/key-presses.ts'
import { confirmDelete, tick, toasts } from '#test/support/list-screen.ts'
import { plainEmail } from '#test/support/plain-email.ts'
import { addMailbox, conversationRow, conversationRows, openConversations } from '#test/support/screen.ts'
import { waitFor } from '#test/support/wait-for.ts'

/** Keys faster than the engine answers: each means what stands in the list without those that were asked for before. */
let dovecot: Dovecot
let parley: LaunchedParley

const minute = 60_000
const people = ['Ada Lund', 'Bo Berg', 'Cora Vik', 'Dan Moe', 'Eva Rask', 'Finn Dahl', 'Gro Holm', 'Ian Stad']

beforeAll(async () => {
  dovecot = await startDovecot()
  const now = Date.now()
  await dovecot.deliver(
    'INBOX',
    people.map((name, at) => ({
      raw: plainEmail({
        from: `${name} <${name.split(' ')[0]?.toLowerCase()}@customers.example>`,
        subject: `Order ${100 + at}`,
        sentAt: now - (at + 1) * minute,
      }),
      receivedAt: now - (at + 1) * minute,
    })),
  )
  parley = await launchParley()
  await addMailbox(parley.window, {
    address: dovecot.user.name,
    password: dovecot.user.password,
    imapPort: dovecot.port,
  })
  await openConversations(parley.window)
  await allBack()
})
afterAll(async () => {
  await parley?.close()
  await dovecot?.stop()
})

const listed = async () => {
  const texts = await conversationRows(parley.window).allInnerTexts()
  return people.filter(name => texts.some(text => text.includes(name)))
}
const allBack = () => waitFor(async () => (await listed()).length === people.length, { what: 'all rows' })
/** All of them in one turn of the window: no answer comes in between. */
const pressAtOnce = (...keys: readonly string[]) =>
  parley.window.evaluate(pressed => {
    for (const key of pressed)
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      )
  }, keys)
/** As fast as letters come in from outside: none waits for the one before. */
const pressQuickly = async (...keys: readonly string[]) => {
  const session = await parley.window.context().newCDPSession(parley.window)
  const stroke = (key: string) => {
    const code = `Key${key.toUpperCase()}`
    return [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text: key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code }),
    ]
  }
  await Promise.all(keys.flatMap(stroke))
  await session.detach()
}
const archivedOnServer = async () => (await judgeServer(dovecot))['Archive']?.emails.length ?? 0

test.each([
  ['without any answer in between', pressAtOnce],
  ['as fast as a keyboard sends them', pressQuickly],
])('four times e archives four conversations, %s, and z brings them back', async (_how, press) => {
  const { window } = parley
  await moveCursorTo(window, 'Bo Berg')
  await press('e', 'e', 'e', 'e')
  await expect.poll(listed).toEqual(['Ada Lund', 'Finn Dahl', 'Gro Holm', 'Ian Stad'])
  await expect.poll(() => openSubject(window)).toBe('Order 105')
  await waitFor(async () => (await archivedOnServer()) === 4, { what: 'four in Archive' })
  await window.keyboard.press('z')
  await expect.poll(listed).toEqual(['Ada Lund', 'Eva Rask', 'Finn Dahl', 'Gro Holm', 'Ian Stad'])
  await expect.poll(() => openSubject(window)).toBe('Order 104')
  await press('z', 'z', 'z')
  await allBack()
  await expect.poll(() => openSubject(window)).toBe('Order 101')
  await waitFor(async () => (await archivedOnServer()) === 0, { what: 'none in Archive' })
})

test('z right behind them undoes the last one only', async () => {
  await moveCursorTo(parley.window, 'Cora Vik')
  await pressAtOnce('e', 'e', 'e', 'z')
  await toasts(parley.window)
    .getByText(/^Undone/)
    .last()
    .waitFor()
  await expect.poll(listed).toEqual(['Ada Lund', 'Bo Berg', 'Eva Rask', 'Finn Dahl', 'Gro Holm', 'Ian Stad'])
  await pressAtOnce('z', 'z')
  await allBack()
})

test('at the end of the list they go on upwards, and past its beginning nothing is left to do', async () => {
  const { window } = parley
  await moveCursorTo(window, 'Gro Holm')
  await pressAtOnce('e', 'e', 'e')
  await expect.poll(listed).toEqual(['Ada Lund', 'Bo Berg', 'Cora Vik', 'Dan Moe', 'Eva Rask'])
  await pressAtOnce(...Array.from({ length: people.length }, () => 'e'))
  await expect.poll(listed).toEqual([])
  await pressAtOnce(...Array.from({ length: people.length }, () => 'z'))
  await allBack()
})

test('ticked conversations are archived once, and e behind it takes no other', async () => {
  const { window } = parley
  await moveCursorTo(window, 'Ada Lund')
  await tick(window, 'Cora Vik')
  await tick(window, 'Dan Moe')
  await pressAtOnce('e', 'e')
  await toasts(window).getByText('2 conversations archived').waitFor()
  await expect.poll(listed).toEqual(['Ada Lund', 'Bo Berg', 'Eva Rask', 'Finn Dahl', 'Gro Holm', 'Ian Stad'])
  await window.keyboard.press('z')
  await allBack()
})

test('behind the question of # no key acts, also before it is drawn', async () => {
  const { window } = parley
  await moveCursorTo(window, 'Bo Berg')
  await pressAtOnce('#', 'e', 'e', 'j', 'x', 'Enter', 'z')
  await window.getByRole('dialog').getByText('1 email moves to Trash').waitFor()
  expect(await listed()).toEqual(people)
  expect(await openSubject(window)).toBe('Order 101')
  await confirmDelete(window)
  await expect.poll(listed).toEqual(people.filter(name => name !== 'Bo Berg'))
  await conversationRow(window, 'Cora Vik').waitFor()
  await window.keyboard.press('z')
  await allBack()
})
